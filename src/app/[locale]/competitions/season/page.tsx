import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { seasonInput } from "@/domain/competitions/schema-results";
import { seasonRules } from "@/domain/competitions/season";
import { SeasonName } from "@/features/competitions/season-name";
import { figure, pick } from "@/features/competitions/words";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale: localeOf(locale), namespace: "competitionsJudged" });
  return { title: t("season"), description: t("seasonText") };
}

export default async function SeasonPage({ params, searchParams }: Props) {
  const [{ locale: asked }, sent] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("competitionsJudged"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const parsed = seasonInput.safeParse({ of: sent.of });
  const { of } = parsed.success ? parsed.data : seasonInput.parse({});
  const season = await read(locale, "/competitions/season", caller.competitionsJudged.season({ of }));
  const percent = (value: number) => new Intl.NumberFormat(locale, { style: "percent" }).format(value);
  return (
    <>
      <PageHeader
        title={t("season")}
        crumbs={[{ href: `/${locale}/competitions`, label: t("competitions") }]}
        crumbsLabel={c("breadcrumbs")}
        meta={
          <>
            <span>{t("asOf", { at: dateTime(season.asOf, locale, timeZone) })}</span>
            <span>{t("formulaVersion", { version: season.formulaVersion })}</span>
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <nav aria-label={t("season")} className="flex flex-wrap gap-2">
          {(["teams", "people"] as const).map((one) => (
            <Link
              key={one}
              href={`?of=${one}`}
              aria-current={of === one ? "page" : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-line-strong px-4 no-underline aria-[current]:border-brand aria-[current]:bg-brand-soft"
            >
              {t(`of_${one}`)}
            </Link>
          ))}
        </nav>
        {season.rows.length === 0 ? (
          <EmptyState title={t("noSeason")}>
            <p>{t("noSeasonText")}</p>
          </EmptyState>
        ) : (
          <DataTable
            caption={t("season")}
            columns={[
              { key: "rank", header: t("rank"), align: "right" },
              { key: "name", header: t(of === "teams" ? "team" : "person") },
              { key: "total", header: t("seasonPoints"), align: "right" },
              { key: "interval", header: t("interval"), align: "right" },
              { key: "results", header: t("countedResults") },
            ]}
            rows={season.rows.map((row) => ({
              id: row.entrantId,
              cells: {
                rank: row.rank,
                name: (
                  <span className="font-semibold break-words">
                    {row.name ?? <span className="font-normal text-ink-soft">{t("unnamed")}</span>}{" "}
                    {row.own ? <Badge tone="brand">{t("own")}</Badge> : null}
                  </span>
                ),
                total: figure(row.total, locale),
                interval: row.interval
                  ? `${figure(row.interval.low, locale)} – ${figure(row.interval.high, locale)}`
                  : t("intervalFew"),
                results: (
                  <ul className="flex flex-col gap-1 text-sm">
                    {row.results.map((one) => (
                      <li key={one.slug} className={one.counts ? "" : "text-ink-soft line-through"}>
                        <Link href={`/${locale}/competitions/${one.slug}`} className="text-brand underline">
                          {pick(locale, one.titleZh, one.titleEn)}
                        </Link>{" "}
                        {t("placePoints", {
                          rank: one.rank,
                          points: figure(one.points, locale),
                          weight: figure(one.weight, locale),
                        })}
                      </li>
                    ))}
                  </ul>
                ),
              },
            }))}
          />
        )}
        {season.shown === null ? null : (
          <Card title={t("yourName")}>
            <ClientMessages of={["competitionsJudged"]}>
              <SeasonName shown={season.shown} />
            </ClientMessages>
          </Card>
        )}
        <Card title={t("formula")}>
          <div className="flex max-w-prose flex-col gap-3">
            <p>
              <code>{t("formulaPoints")}</code>
            </p>
            <p>
              <code>
                {t("formulaWeight", {
                  most: seasonRules.mostWeight,
                  base: seasonRules.baseWeight,
                  unit: seasonRules.strengthUnit,
                })}
              </code>
            </p>
            <p>
              {t("formulaText", {
                best: seasonRules.bestResults,
                months: seasonRules.windowMonths,
                draws: seasonRules.bootstrapDraws,
              })}
            </p>
          </div>
          {season.events.length > 0 ? (
            <div className="mt-4">
              <DataTable
                caption={t("events")}
                columns={[
                  { key: "event", header: t("event") },
                  { key: "strength", header: t("strength"), align: "right" },
                  { key: "completion", header: t("completion"), align: "right" },
                  { key: "verified", header: t("verifiedShare"), align: "right" },
                  { key: "weight", header: t("weight"), align: "right" },
                ]}
                rows={season.events.map((one) => ({
                  id: one.slug,
                  cells: {
                    event: (
                      <Link href={`/${locale}/competitions/${one.slug}`} className="text-brand underline">
                        {pick(locale, one.titleZh, one.titleEn)}
                      </Link>
                    ),
                    strength: figure(one.strength, locale),
                    completion: percent(one.completion),
                    verified: percent(one.verified),
                    weight: figure(one.weight, locale),
                  },
                }))}
              />
            </div>
          ) : null}
        </Card>
      </div>
    </>
  );
}
