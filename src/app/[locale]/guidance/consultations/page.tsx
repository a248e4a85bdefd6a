import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { consultationListInput } from "@/domain/guidance/schema";
import { nameIn } from "@/domain/shared/names";
import { titleIn } from "@/features/guidance/titles";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { Badge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "guidance" });
  return { title: t("consultations"), description: t("consultationsIntro") };
}

export default async function ConsultationsPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, timeZone, sent] = await Promise.all([
    getTranslations("guidance"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
    searchParams,
  ]);
  const parsed = consultationListInput.safeParse(sent);
  const { items, page, pages } = await caller.guidance.consultations(parsed.success ? parsed.data : {});
  return (
    <>
      <PageHeader
        title={t("consultations")}
        crumbs={[{ href: `/${locale}/guidance`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        meta={<p className="max-w-prose">{t("consultationsIntro")}</p>}
      />
      {items.length === 0 ? <EmptyState title={t("consultationsNone")} /> : null}
      <div className="flex flex-col gap-4">
        {items.map((one) => (
          <article key={one.id} className="rounded-lg border border-line bg-surface p-5">
            <div className="flex flex-wrap items-start justify-between gap-2">
              <h2 className="min-w-0 text-lg">
                <Link href={`/${locale}/guidance/consultations/${one.id}`} className="text-brand underline break-words">
                  {titleIn(locale, one)}
                </Link>
              </h2>
              <Badge tone={one.open ? "good" : "neutral"}>{t(`stage_${one.stage}`)}</Badge>
            </div>
            <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
              <span>{one.issuers.map((issuer) => nameIn(locale, issuer)).join(locale === "en" ? ", " : "、")}</span>
              <span>
                {t("closesAt")} <time dateTime={one.closesAt}>{dateTime(one.closesAt, locale, timeZone)}</time>
              </span>
              <span>{t("commentsCount", { count: one.comments })}</span>
            </p>
          </article>
        ))}
      </div>
      <Pagination
        page={page}
        pages={pages}
        href={(to) => `?page=${to}`}
        labels={{ nav: c("pages"), previous: c("previous"), next: c("next"), position: c("position", { page, pages }) }}
      />
    </>
  );
}
