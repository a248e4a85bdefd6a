import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";

export default async function TeamsPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("competitions"), api()]);
  const competition = await read(locale, `/competitions/${slug}/teams`, caller.competitions.get({ slug }));
  const teams = await caller.competitions.teams({ slug });
  const divisions = new Map(competition.divisions.map((one) => [one.key, nameIn(locale, one) || one.key]));
  return (
    <>
      <CompetitionHeader competition={competition} here="teams" />
      {teams.length === 0 ? (
        <EmptyState title={t("noTeams")}>{t("noTeamsHint")}</EmptyState>
      ) : (
        <DataTable
          caption={t("room_teams")}
          columns={[
            { key: "name", header: t("teamName") },
            ...(divisions.size > 0 ? [{ key: "division", header: t("division") }] : []),
            { key: "country", header: t("country") },
            { key: "members", header: t("members"), align: "right" as const },
          ]}
          rows={teams.map((team) => ({
            id: team.id,
            cells: {
              name: `${team.name}${team.kind === "ranked" ? "" : ` (${t(`kind_${team.kind}`)})`}`,
              division: team.division ? (divisions.get(team.division) ?? "") : "",
              country: team.country ?? "",
              members: team.members,
            },
          }))}
        />
      )}
    </>
  );
}
