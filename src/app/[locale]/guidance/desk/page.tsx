import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { DocumentCard } from "@/features/guidance/document-card";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function DeskPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller, timeZone] = await Promise.all([getTranslations("guidance"), api(), readerTimeZone()]);
  const rows = await read(locale, "/guidance/desk", caller.guidance.desk({}));
  return (
    <>
      <PageHeader
        title={t("desk")}
        meta={<p className="max-w-prose">{t("deskIntro")}</p>}
        action={
          <LinkButton variant="primary" href={`/${locale}/guidance/new`}>
            {t("newDocument")}
          </LinkButton>
        }
      />
      {rows.length === 0 ? <EmptyState title={t("deskEmpty")} /> : null}
      <div className="flex flex-col gap-4">
        {rows.map((row) => (
          <DocumentCard key={`${row.id}-${row.edition}`} document={row}>
            {row.refusedReason === null ? null : (
              <div className="mt-3">
                <Callout tone="warn" title={t("sentBack")}>
                  <p className="whitespace-pre-line">{row.refusedReason}</p>
                </Callout>
              </div>
            )}
            <p className="mt-3 flex flex-wrap items-center gap-3">
              {row.waitsForUs ? <Badge tone="warn">{t("waitsForUs")}</Badge> : null}
              {row.publishAt ? <span>{dateTime(row.publishAt, locale, timeZone)}</span> : null}
              <LinkButton href={`/${locale}/guidance/${row.id}?edition=${row.edition}`}>{t("openDocument")}</LinkButton>
            </p>
          </DocumentCard>
        ))}
      </div>
    </>
  );
}
