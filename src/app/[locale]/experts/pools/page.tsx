import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { api, currentAccount } from "@/server/api/caller";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "experts" });
  return { title: t("pools"), description: t("poolsIntro") };
}

export default async function PoolsPage({ params }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, account] = await Promise.all([
    getTranslations("experts"),
    getTranslations("common"),
    api(),
    currentAccount(),
  ]);
  const pools = await caller.experts.pools({});
  return (
    <>
      <PageHeader
        title={t("pools")}
        meta={<p className="max-w-prose">{t("poolsIntro")}</p>}
        crumbs={[{ href: `/${locale}/experts`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        action={
          account?.actingId ? <LinkButton href={`/${locale}/experts/pools/new`}>{t("foundPool")}</LinkButton> : null
        }
      />
      {pools.length === 0 ? <EmptyState title={t("poolsNone")}>{t("poolsNoneHint")}</EmptyState> : null}
      <ul className="grid gap-4 md:grid-cols-2">
        {pools.map((pool) => (
          <li key={pool.id} className="rounded-lg border border-line bg-surface p-5">
            <h2 className="text-lg">
              <Link href={`/${locale}/experts/pools/${pool.id}`} className="text-brand underline">
                {nameIn(locale, pool)}
              </Link>
            </h2>
            <p className="text-sm text-ink-soft">
              {nameIn(locale, pool.organisation)} · {t("members", { count: pool.members })}
            </p>
            <p className="mt-2 line-clamp-3">{pool.purpose}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
