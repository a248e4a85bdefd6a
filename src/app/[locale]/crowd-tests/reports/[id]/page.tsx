import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { ReportStateBadge, SeverityBadge } from "@/features/crowdtests/report-badges";
import { ReportNote, ReportSteps, TellAuthority } from "@/features/crowdtests/report-steps";
import { conceptName } from "@/features/shared/concept-names";
import { dateTime, money } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { PageHeader } from "@/ui/page-header";
import { Timeline } from "@/ui/timeline";

export default async function ReportPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("crowdtests"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const report = await read(locale, `/crowd-tests/reports/${id}`, caller.crowdtests.report({ id }));
  const { content } = report;
  return (
    <>
      <PageHeader
        title={`${report.number} · ${report.title}`}
        state={
          <span className="flex flex-wrap gap-2">
            <ReportStateBadge state={report.state} />
            <SeverityBadge severity={report.severity} score={report.score} />
          </span>
        }
        crumbs={[
          { href: `/${locale}/crowd-tests`, label: t("title") },
          { href: `/${locale}/crowd-tests/${report.programme.id}`, label: report.programme.title },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="flex flex-col gap-6">
        {report.state === "disclosed" ? (
          <Callout tone="good">
            <Link href={`/${locale}/disclosures/${report.number}`} className="text-brand underline">
              {t("disclosurePage")}
            </Link>
          </Callout>
        ) : (
          <Callout tone="warn">{t("embargo")}</Callout>
        )}
        <ClientMessages of={["crowdtests"]}>
          {report.can.tellAuthority ? (
            <Card title={t("authority")}>
              {report.authorityDue ? (
                <p className="mb-3 font-semibold">
                  {t("authorityDue", { time: dateTime(report.authorityDue, locale, timeZone) })}
                </p>
              ) : null}
              <TellAuthority report={report} />
            </Card>
          ) : null}
          {/* A new version offers other steps, whose fields begin anew. */}
          <ReportSteps key={report.version} report={report} />
        </ClientMessages>
        <Card title={t("weakness")}>
          <DescriptionList
            items={[
              { term: t("report_steps"), detail: content.steps },
              ...(content.impact ? [{ term: t("report_impact"), detail: content.impact }] : []),
              { term: "CVSS 4.0", detail: <code className="text-sm break-all">{content.vector}</code> },
              ...(content.technique
                ? [{ term: t("report_technique"), detail: conceptName(content.technique, locale) }]
                : []),
              ...(report.files.length > 0
                ? [
                    {
                      term: t("report_files"),
                      detail: report.files.map(({ id: fileId, name }) => (
                        <a key={fileId} href={`/api/files/${fileId}`} className="mr-3 text-brand underline">
                          {name}
                        </a>
                      )),
                    },
                  ]
                : []),
              ...(report.reward
                ? [{ term: t("reward"), detail: money(report.reward.amount, report.reward.currency, locale) }]
                : []),
              ...(report.original
                ? [
                    {
                      term: t("original"),
                      detail: (
                        <Link
                          href={`/${locale}/crowd-tests/reports/${report.original.id}`}
                          className="text-brand underline"
                        >
                          {report.original.number}
                        </Link>
                      ),
                    },
                  ]
                : []),
              ...(report.authorityNumber ? [{ term: t("authorityNumber"), detail: report.authorityNumber }] : []),
            ]}
          />
        </Card>
        <Card title={t("history")}>
          <Timeline
            items={report.history.map((event) => ({
              iso: event.at,
              at: dateTime(event.at, locale, timeZone),
              title: `${t(`state_${event.state}`)} · ${event.byProvider ? t("byProvider") : t("byFinder")}`,
              detail: event.note ? <p className="whitespace-pre-line">{event.note}</p> : null,
            }))}
          />
          {report.can.comment ? (
            <ClientMessages of={["crowdtests"]}>
              <ReportNote id={report.id} />
            </ClientMessages>
          ) : null}
        </Card>
      </div>
    </>
  );
}
