import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { teamPage } from "@/domain/competitions/schema";
import { nameIn } from "@/domain/shared/names";
import { askedOf } from "@/features/competitions/asked";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { ListFilter } from "@/features/competitions/list-filter";
import { countryNames } from "@/features/shared/country-names";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<{ query?: string; page?: string }>;
};

export default async function TeamsPage({ params, searchParams }: Props) {
  const [{ slug, locale: asked }, filter] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitions"), getTranslations("common"), api()]);
  const path = `/competitions/${slug}/teams`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const { query, page } = askedOf(filter);
  const { items: teams, total } = await read(locale, path, caller.competitions.teams({ slug, query, page }));
  const pages = Math.ceil(total / teamPage);
  const divisions = new Map(competition.divisions.map((one) => [one.key, nameIn(locale, one) || one.key]));
  return (
    <>
      <CompetitionHeader competition={competition} here="teams" />
      <ClientMessages of={["competitions"]}>
        <ListFilter name="query" value={query ?? ""} />
      </ClientMessages>
      {teams.length === 0 ? (
        <EmptyState title={t("noTeams")}>{t("noTeamsHint")}</EmptyState>
      ) : (
        <DataTable
          caption={t("room_teams")}
          columns={[
            // An engine outside names teams by their numbers.
            ...(competition.phases.includes("scoreFeed")
              ? [{ key: "number", header: t("teamNumber"), align: "right" as const }]
              : []),
            { key: "name", header: t("teamName") },
            ...(divisions.size > 0 ? [{ key: "division", header: t("division") }] : []),
            { key: "country", header: t("country") },
            { key: "members", header: t("members"), align: "right" as const },
          ]}
          rows={teams.map((team) => ({
            id: team.id,
            cells: {
              number: team.number,
              name: `${team.name}${team.kind === "ranked" ? "" : ` (${t(`kind_${team.kind}`)})`}`,
              division: team.division ? (divisions.get(team.division) ?? "") : "",
              country: team.country ? countryNames([team.country], locale) : "",
              members: team.members,
            },
          }))}
        />
      )}
      <Pagination
        page={page}
        pages={pages}
        href={(to) => `?${new URLSearchParams({ ...(query ? { query } : {}), page: String(to) }).toString()}`}
        labels={{ nav: c("pages"), previous: c("previous"), next: c("next"), position: c("position", { page, pages }) }}
      />
    </>
  );
}
