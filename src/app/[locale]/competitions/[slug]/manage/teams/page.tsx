import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { teamPage } from "@/domain/competitions/schema";
import { teamStates } from "@/domain/competitions/states";
import { addressWith, askedOf } from "@/features/competitions/asked";
import { ListChoice, ListFilter } from "@/features/competitions/list-filter";
import { ManageHeader } from "@/features/competitions/manage-header";
import { TeamDecisions } from "@/features/competitions/team-decisions";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { EmptyState } from "@/ui/empty-state";
import { Pagination } from "@/ui/pagination";

type Props = {
  params: Promise<{ locale: string; slug: string }>;
  searchParams: Promise<{ query?: string; page?: string; state?: string }>;
};

export default async function ManageTeamsPage({ params, searchParams }: Props) {
  const [{ slug, locale: asked }, filter] = await Promise.all([params, searchParams]);
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitions"), getTranslations("common"), api()]);
  const path = `/competitions/${slug}/manage/teams`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const { query, page } = askedOf(filter);
  const state = teamStates.find((one) => one === filter.state);
  const { items: teams, total } = await read(
    locale,
    path,
    caller.competitions.teamDesk({ slug, query, page, ...(state ? { state } : {}) }),
  );
  const pages = Math.ceil(total / teamPage);
  return (
    <>
      <ManageHeader competition={competition} here="teams" />
      <ClientMessages of={["competitions"]}>
        <ListFilter name="query" value={query ?? ""}>
          <ListChoice
            name="state"
            label={t("teamState")}
            all={t("anyState")}
            value={state}
            options={teamStates.map((one) => ({ value: one, label: t(`team_${one}`) }))}
          />
        </ListFilter>
      </ClientMessages>
      {teams.length === 0 ? (
        <EmptyState title={t("noTeams")}>{t("noTeamsHint")}</EmptyState>
      ) : (
        <ClientMessages of={["competitions"]}>
          <TeamDecisions teams={teams} />
        </ClientMessages>
      )}
      <Pagination
        page={page}
        pages={pages}
        href={(to) => addressWith({ query, state, page: to })}
        labels={{ nav: c("pages"), previous: c("previous"), next: c("next"), position: c("position", { page, pages }) }}
      />
    </>
  );
}
