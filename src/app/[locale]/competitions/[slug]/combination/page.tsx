import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { topPlaces } from "@/domain/competitions/schema-results";
import { figure, pick } from "@/features/competitions/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale: localeOf(locale), namespace: "competitionsJudged" });
  return { title: t("combination") };
}

export default async function CombinationPage({ params }: Props) {
  const { locale: asked, slug } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitionsJudged"), getTranslations("common"), api()]);
  const path = `/competitions/${slug}/combination`;
  const total = await read(locale, path, caller.competitionsJudged.combination({ slug }));
  const phaseName = (id: string) => {
    const phase = total.phases.find((one) => one.id === id);
    return phase ? pick(locale, phase.titleZh, phase.titleEn) || t(`phase_${phase.kind as "jeopardy"}`) : "";
  };
  const teamName = (id: string) => total.rows.find(({ teamId }) => teamId === id)?.name ?? "";
  const percent = (value: number) =>
    new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
  const { stability } = total;
  return (
    <>
      <PageHeader
        title={t("combination")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}/competitions/${slug}`, label: pick(locale, total.titleZh, total.titleEn) },
        ]}
        crumbsLabel={c("breadcrumbs")}
        meta={<span>{t("combinationText")}</span>}
      />
      {total.rows.length === 0 ? (
        <EmptyState title={t("noRows")} />
      ) : (
        <div className="flex flex-col gap-6">
          <Callout
            tone={stability.stable ? "good" : "warn"}
            title={stability.stable ? t("stable", { places: topPlaces }) : t("unstable", { places: topPlaces })}
          >
            <p>{t("stabilityText")}</p>
          </Callout>
          <DataTable
            caption={t("combination")}
            columns={[
              { key: "rank", header: t("rank"), align: "right" },
              { key: "team", header: t("team") },
              { key: "total", header: t("total"), align: "right" },
              ...total.phases.map(({ id, share }) => ({
                key: id,
                header: `${phaseName(id)} (${percent(share)})`,
                align: "right" as const,
              })),
              { key: "range", header: t("rankRange"), align: "right" },
            ]}
            rows={total.rows.map((row) => {
              const range = stability.ranges.find(({ teamId }) => teamId === row.teamId);
              return {
                id: row.teamId,
                cells: {
                  rank: row.rank,
                  team: <span className="font-semibold break-words">{row.name}</span>,
                  total: figure(row.total, locale),
                  ...Object.fromEntries(
                    row.parts.map(({ phaseId, points, contribution }) => [
                      phaseId,
                      <span key={phaseId}>
                        {figure(contribution, locale)}{" "}
                        <span className="text-sm text-ink-soft">({figure(points, locale)})</span>
                      </span>,
                    ]),
                  ),
                  range: range ? (range.best === range.worst ? range.best : `${range.best} – ${range.worst}`) : "—",
                },
              };
            })}
          />
          <Card title={t("scenarios")}>
            <DataTable
              caption={t("scenarios")}
              columns={[
                { key: "phase", header: t("scenario") },
                { key: "top", header: t("topPlaces") },
                { key: "same", header: t("comparedToDeclared") },
              ]}
              rows={stability.scenarios.map(({ phaseId, change, top, sameTeams, sameOrder }) => ({
                id: `${phaseId}${change}`,
                cells: {
                  phase: `${phaseName(phaseId)} ${change > 0 ? "+" : "−"}10 %`,
                  top: (
                    <ol>
                      {top.map(({ id, rank }) => (
                        <li key={id}>
                          {rank}. {teamName(id)}
                        </li>
                      ))}
                    </ol>
                  ),
                  same: (
                    <Badge tone={sameOrder ? "good" : sameTeams ? "warn" : "bad"}>
                      {sameOrder ? t("sameOrder") : sameTeams ? t("sameTeams") : t("otherTeams")}
                    </Badge>
                  ),
                },
              }))}
            />
          </Card>
        </div>
      )}
    </>
  );
}
