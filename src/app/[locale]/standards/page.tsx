import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { listInput } from "@/domain/standards/schema";
import { StageBadge } from "@/features/standards/stage-badge";
import { api, currentAccount } from "@/server/api/caller";
import { Button, LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { EmptyState } from "@/ui/empty-state";
import { TextField } from "@/ui/field";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "standards" });
  return { title: t("title"), description: t("intro") };
}

export default async function StandardsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, sent, account] = await Promise.all([
    getTranslations("standards"),
    getTranslations("common"),
    searchParams,
    currentAccount(),
  ]);
  const filled = Object.fromEntries(
    Object.entries(sent).filter(([, value]) => typeof value === "string" && value !== ""),
  );
  const parsed = listInput.safeParse(filled);
  const filters = parsed.success ? parsed.data : {};
  const scope = filters.scope ?? "catalogue";
  const { items, total, page, pages } = await (await api()).standards.list(filters);
  const scopes = account
    ? (["catalogue", "consultations", "mine"] as const)
    : (["catalogue", "consultations"] as const);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<p className="max-w-prose">{t("intro")}</p>}
        action={
          account ? (
            <LinkButton variant="primary" href={`/${locale}/standards/new`}>
              {t("propose")}
            </LinkButton>
          ) : null
        }
      />
      <nav aria-label={t("title")} className="mb-4 flex flex-wrap gap-2">
        {scopes.map((one) => (
          <LinkButton key={one} href={`?scope=${one}`} variant={one === scope ? "primary" : "secondary"}>
            {t(one)}
          </LinkButton>
        ))}
      </nav>
      <form className="mb-4 flex flex-wrap items-end gap-2">
        <input type="hidden" name="scope" value={scope} />
        <TextField id="search" name="search" label={t("search")} defaultValue={filters.search} />
        <Button type="submit" plain>
          {t("search")}
        </Button>
      </form>
      <p className="my-4 text-ink-soft" role="status">
        {t("found", { count: total })}
      </p>
      {items.length === 0 ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
      <div className="flex flex-col gap-4">
        {items.map((standard) => (
          <Card key={standard.id}>
            <h2 className="text-xl">
              <Link href={`/${locale}/standards/${standard.id}`} className="text-brand underline">
                {nameIn(locale, { nameZh: standard.titleZh || null, nameEn: standard.titleEn || null })}
              </Link>
            </h2>
            <p className="my-2 flex flex-wrap gap-3 text-ink-soft">
              <StageBadge standard={standard} />
              <span>
                {t("number")} {standard.number}
              </span>
              <span>{nameIn(locale, standard.proposer)}</span>
            </p>
            <p lang={standard.language} className="max-w-prose">
              {standard.purpose}
            </p>
          </Card>
        ))}
      </div>
      <Pagination
        page={page}
        pages={pages}
        href={(to) => `?${new URLSearchParams({ ...(filled as Record<string, string>), page: String(to) })}`}
        labels={{ nav: c("pages"), previous: c("previous"), next: c("next"), position: c("position", { page, pages }) }}
      />
    </>
  );
}
