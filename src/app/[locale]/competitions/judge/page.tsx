import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { JudgeAnswer } from "@/features/competitions/judge-answer";
import { pick } from "@/features/competitions/words";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale: localeOf(locale), namespace: "competitionsJudged" });
  return { title: t("judgeDesk") };
}

export default async function JudgeDeskPage({ params }: Props) {
  const { locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("competitionsJudged"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const invitations = await read(locale, "/competitions/judge", caller.competitionsJudged.sheets({}));
  const waiting = invitations.flatMap(({ sheets }) => sheets).find(({ canJudge }) => canJudge);
  return (
    <>
      <PageHeader
        title={t("judgeDesk")}
        crumbs={[{ href: `/${locale}/competitions`, label: t("competitions") }]}
        crumbsLabel={c("breadcrumbs")}
        action={
          waiting ? (
            <LinkButton variant="primary" href={`/${locale}/competitions/judge/${waiting.assignmentId}`}>
              {t("nextSheet")}
            </LinkButton>
          ) : null
        }
      />
      {invitations.length === 0 ? (
        <EmptyState title={t("noInvitations")}>
          <p>{t("noInvitationsText")}</p>
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-6">
          {invitations.map((one) => (
            <Card
              key={one.phaseId}
              title={
                <Link
                  href={`/${locale}/competitions/${one.slug}/judging/${one.phaseId}`}
                  className="text-brand underline"
                >
                  {pick(locale, one.competition.titleZh, one.competition.titleEn)}
                </Link>
              }
              action={
                <Badge tone={one.state === "accepted" ? "good" : one.state === "invited" ? "warn" : "neutral"}>
                  {t(`judge_${one.state}`)}
                </Badge>
              }
            >
              <div className="flex flex-col gap-4">
                <p className="text-ink-soft">
                  {pick(locale, one.titleZh, one.titleEn)}
                  {one.endsAt ? ` · ${t("entriesUntil")} ${dateTime(one.endsAt, locale, timeZone)}` : ""}
                </p>
                {one.sheets.length > 0 ? (
                  <DataTable
                    caption={t("sheets")}
                    columns={[
                      { key: "entry", header: t("entry") },
                      { key: "assistance", header: t("assistance") },
                      { key: "state", header: t("sheetState") },
                    ]}
                    rows={one.sheets.map((sheet) => ({
                      id: sheet.assignmentId,
                      cells: {
                        entry: (
                          <Link
                            href={`/${locale}/competitions/judge/${sheet.assignmentId}`}
                            className="inline-flex min-h-6 items-center font-semibold text-brand underline"
                          >
                            {t("entryNumber", { number: sheet.number ?? 0 })}
                          </Link>
                        ),
                        assistance: t(`assistance_${sheet.assistance}`),
                        state: (
                          <span className="flex flex-wrap gap-2">
                            <Badge tone={sheet.done ? "good" : sheet.begun ? "brand" : "neutral"}>
                              {sheet.done ? t("sheet_done") : sheet.begun ? t("sheet_begun") : t("sheet_open")}
                            </Badge>
                            {sheet.reopened ? <Badge tone="warn">{t("reopened")}</Badge> : null}
                            {sheet.cause === "gap" ? <Badge>{t("furtherAsked")}</Badge> : null}
                          </span>
                        ),
                      },
                    }))}
                  />
                ) : one.canAnswer ? (
                  <ClientMessages of={["competitionsJudged"]}>
                    <JudgeAnswer phaseId={one.phaseId} teams={one.teams} state={one.state} />
                  </ClientMessages>
                ) : (
                  <p>{t("noSheetsYet")}</p>
                )}
              </div>
            </Card>
          ))}
        </div>
      )}
    </>
  );
}
