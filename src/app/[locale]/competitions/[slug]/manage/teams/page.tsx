import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { TeamDecisions } from "@/features/competitions/console-forms";
import { ManageNav } from "@/features/competitions/manage-nav";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { EmptyState } from "@/ui/empty-state";

export default async function ManageTeamsPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("competitions"), api()]);
  const path = `/competitions/${slug}/manage/teams`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const teams = await read(locale, path, caller.competitions.teamDesk({ slug }));
  const order = { pending: 0, accepted: 1, suspended: 2, rejected: 3 } as const;
  return (
    <>
      <CompetitionHeader competition={competition} here="manage" />
      <ManageNav slug={slug} here="teams" organises={competition.can.manage} />
      {teams.length === 0 ? (
        <EmptyState title={t("noTeams")}>{t("noTeamsHint")}</EmptyState>
      ) : (
        <ClientMessages of={["competitions"]}>
          <TeamDecisions teams={teams.toSorted((a, b) => order[a.state] - order[b.state])} />
        </ClientMessages>
      )}
    </>
  );
}
