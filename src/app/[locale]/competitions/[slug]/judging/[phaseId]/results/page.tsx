import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { assistanceKinds } from "@/domain/competitions/choices";
import { judgedResultsInput } from "@/domain/competitions/schema-judged";
import { AppealForm } from "@/features/competitions/appeal-form";
import { figure, pick } from "@/features/competitions/words";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string; slug: string; phaseId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const bands = { reliable: "good", tentative: "warn", weak: "bad" } as const;

export default async function JudgedResultsPage({ params, searchParams }: Props) {
  const [{ locale: asked, slug, phaseId }, sent] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("competitionsJudged"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const path = `/competitions/${slug}/judging/${phaseId}`;
  const parsed = judgedResultsInput.safeParse({ phaseId, assistance: sent.assistance });
  const filter = parsed.success ? parsed.data : { phaseId };
  const [phase, results] = await read(
    locale,
    `${path}/results`,
    Promise.all([caller.competitionsJudged.phase({ phaseId }), caller.competitionsJudged.results(filter)]),
  );
  const own = results.rows.find((row) => row.own);
  const entry = own ? await read(locale, path, caller.competitionsJudged.ownEntry({ phaseId })) : null;
  const everything = results.stage === "final" || phase.can.organise;
  const number = (value: number | null) => (value === null ? "—" : figure(value, locale));
  return (
    <>
      <PageHeader
        title={t("results")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}${path}`, label: pick(locale, phase.titleZh, phase.titleEn) || t("solutionContest") },
        ]}
        crumbsLabel={c("breadcrumbs")}
        state={<Badge tone={results.stage === "final" ? "good" : "warn"}>{t(`stage_${results.stage}`)}</Badge>}
        meta={<span>{t(`methodText_${results.method}`)}</span>}
      />
      <div className="flex flex-col gap-6">
        {everything ? (
          <nav aria-label={t("assistance")} className="flex flex-wrap gap-2">
            {[undefined, ...assistanceKinds].map((kind) => (
              <Link
                key={kind ?? "all"}
                href={kind ? `?assistance=${kind}` : "?"}
                aria-current={filter.assistance === kind ? "true" : undefined}
                className="inline-flex min-h-11 items-center rounded-full border border-line-strong px-4 no-underline aria-[current]:border-brand aria-[current]:bg-brand-soft"
              >
                {kind
                  ? `${t(`assistance_${kind}`)} (${results.counts[kind]})`
                  : `${t("everyAssistance")} (${Object.values(results.counts).reduce((sum, count) => sum + count, 0)})`}
              </Link>
            ))}
          </nav>
        ) : null}
        {results.rows.length === 0 ? (
          <EmptyState title={t("noRows")} />
        ) : (
          <DataTable
            caption={t("results")}
            columns={[
              ...(everything ? [{ key: "rank", header: t("rank"), align: "right" as const }] : []),
              { key: "entry", header: t("entry") },
              { key: "assistance", header: t("assistance") },
              { key: "raw", header: t("raw"), align: "right" as const },
              { key: "adjusted", header: t("adjusted"), align: "right" as const },
              { key: "zscore", header: t("zscore"), align: "right" as const },
              { key: "spread", header: t("spread"), align: "right" as const },
              { key: "criteria", header: t("criteriaMeans") },
            ]}
            rows={results.rows.map((row) => ({
              id: row.entryId,
              cells: {
                rank: row.rank ?? (row.ranked ? "—" : t("outside")),
                entry: (
                  <span className="flex flex-col">
                    <span className="font-semibold break-words">
                      {row.title} {row.own ? <Badge tone="brand">{t("own")}</Badge> : null}
                    </span>
                    <span className="text-ink-soft">
                      {row.teamName || (row.number === null ? "" : t("entryNumber", { number: row.number }))}
                    </span>
                  </span>
                ),
                assistance: t(`assistance_${row.assistance}`),
                raw: <Counted counts={results.method === "raw"}>{number(row.raw)}</Counted>,
                adjusted: <Counted counts={results.method === "additive"}>{number(row.adjusted)}</Counted>,
                zscore: <Counted counts={results.method === "zscore"}>{number(row.zscore)}</Counted>,
                spread: `${number(row.spread)} (${t("judgesCount", { count: row.judges })})`,
                criteria: (
                  <ul className="text-sm">
                    {row.criteria.map(({ id, mean }) => {
                      const criterion = results.criteria.find((one) => one.id === id);
                      return (
                        <li key={id}>
                          {pick(locale, criterion?.titleZh ?? "", criterion?.titleEn ?? "")}{" "}
                          <span className="tabular-nums">
                            {figure(mean, locale)}/{criterion?.max ?? 0}
                          </span>
                        </li>
                      );
                    })}
                  </ul>
                ),
              },
            }))}
          />
        )}
        {own && own.comments.length > 0 ? (
          <Card title={t("commentsToYou")}>
            <ul className="flex flex-col gap-3">
              {own.comments.map((comment) => (
                <li key={comment} className="max-w-prose border-l-4 border-line pl-3 break-words whitespace-pre-line">
                  {comment}
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
        {entry?.appeal ? (
          <Card
            title={t("yourAppeal")}
            action={
              <Badge
                tone={entry.appeal.state === "upheld" ? "good" : entry.appeal.state === "open" ? "warn" : "neutral"}
              >
                {t(`appeal_${entry.appeal.state}`)}
              </Badge>
            }
          >
            <p className="max-w-prose break-words whitespace-pre-line">{entry.appeal.text}</p>
            {entry.appeal.reply ? (
              <p className="mt-3 max-w-prose border-l-4 border-line pl-3 break-words whitespace-pre-line">
                {entry.appeal.reply}
              </p>
            ) : null}
          </Card>
        ) : null}
        {results.can.appeal && entry && results.appealsUntil ? (
          <ClientMessages of={["competitionsJudged"]}>
            <AppealForm entryId={entry.id} until={dateTime(results.appealsUntil, locale, timeZone)} />
          </ClientMessages>
        ) : null}
        {results.agreement.length > 0 ? (
          <Card title={t("agreement")}>
            <p className="mb-3 max-w-prose text-ink-soft">{t("agreementText")}</p>
            <DataTable
              caption={t("agreement")}
              columns={[
                { key: "criterion", header: t("criterion") },
                { key: "alpha", header: t("alpha"), align: "right" },
                { key: "band", header: t("reading") },
              ]}
              rows={results.agreement.map(({ id, alpha, band }) => {
                const criterion = results.criteria.find((one) => one.id === id);
                return {
                  id,
                  cells: {
                    criterion: pick(locale, criterion?.titleZh ?? "", criterion?.titleEn ?? ""),
                    alpha: alpha === null ? "—" : alpha.toFixed(3),
                    band: band ? <Badge tone={bands[band]}>{t(`band_${band}`)}</Badge> : t("band_none"),
                  },
                };
              })}
            />
          </Card>
        ) : null}
        {results.severities.length > 0 ? (
          <Card title={t("severities")}>
            <p className="mb-3 max-w-prose text-ink-soft">{t("severitiesText")}</p>
            {results.panels > 1 ? (
              <div className="mb-3">
                <Callout tone="warn" title={t("panelsApart", { count: results.panels })}>
                  <p>{t("panelsApartText")}</p>
                </Callout>
              </div>
            ) : null}
            <DataTable
              caption={t("severities")}
              columns={[
                { key: "judge", header: t("judge") },
                { key: "points", header: t("severityPoints"), align: "right" },
                { key: "marks", header: t("sheets"), align: "right" },
              ]}
              rows={results.severities.map(({ judge, points, marks }) => ({
                id: judge,
                cells: {
                  judge: phase.can.organise ? judge : t("judgeNumber", { number: judge }),
                  points: `${points > 0 ? "+" : ""}${figure(points, locale)}`,
                  marks,
                },
              }))}
            />
          </Card>
        ) : null}
        {results.sheets.length > 0 ? (
          <Card title={t("allSheets")}>
            <p className="mb-3 max-w-prose text-ink-soft">{t("allSheetsText")}</p>
            <DataTable
              caption={t("allSheets")}
              columns={[
                { key: "entry", header: t("entry") },
                { key: "judge", header: t("judge") },
                ...results.criteria.map(({ id, titleZh, titleEn }) => ({
                  key: id,
                  header: pick(locale, titleZh, titleEn),
                  align: "right" as const,
                })),
                { key: "mark", header: t("total"), align: "right" as const },
              ]}
              rows={results.sheets.map(({ entry: of, judge, scores, mark }) => ({
                id: `${of}-${judge}`,
                cells: {
                  entry: t("entryNumber", { number: of ?? 0 }),
                  judge: t("judgeNumber", { number: judge }),
                  ...scores,
                  mark: figure(mark, locale),
                },
              }))}
            />
          </Card>
        ) : null}
      </div>
    </>
  );
}

/** The score that makes the ranking stands out; the others are there to compare. */
function Counted({ counts, children }: { counts: boolean; children: ReactNode }) {
  return <span className={counts ? "text-lg font-semibold" : "text-ink-soft"}>{children}</span>;
}
