import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { TeamDesk } from "@/features/competitions/team-forms";
import { titleIn } from "@/features/competitions/title";
import { figure } from "@/features/competitions/words";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { DescriptionList } from "@/ui/description-list";

export default async function TeamPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller, timeZone] = await Promise.all([getTranslations("competitions"), api(), readerTimeZone()]);
  const path = `/competitions/${slug}/team`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const [team, standing] = await Promise.all([
    read(locale, path, caller.competitions.myTeam({ slug })),
    read(locale, path, caller.competitions.ownStanding({ slug })),
  ]);
  const challenges = competition.can.readChallenges ? await caller.competitions.challenges({ slug }) : [];
  const missing = team.minSize - team.people.length;
  const begun = !["published", "registration"].includes(competition.state);
  const nameOf = (id: string) => {
    const challenge = challenges.find((one) => one.id === id);
    return challenge ? titleIn(locale, challenge) : "";
  };
  return (
    <>
      <CompetitionHeader competition={competition} here="team" />
      <h2 className="mb-4 text-2xl break-words">{team.name}</h2>
      {team.state === "pending" ? (
        <Callout tone="info">
          {missing > 0 ? <p>{t("pendingSize", { count: missing })}</p> : null}
          {competition.approval ? <p>{t("pendingText")}</p> : null}
        </Callout>
      ) : null}
      {team.state === "rejected" || team.state === "suspended" ? (
        <Callout tone="bad" title={t(`team_${team.state}`)}>
          {team.stateReason}
        </Callout>
      ) : null}
      <div className="mt-4 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {standing.tasks.length > 0 ? (
            <Card title={t("ourSolves")}>
              <DataTable
                caption={t("ourSolves")}
                columns={[
                  { key: "name", header: t("challenge") },
                  { key: "points", header: t("score"), align: "right" },
                  { key: "at", header: t("time") },
                ]}
                rows={standing.tasks.map((task) => ({
                  id: task.challengeId,
                  cells: {
                    name: `${nameOf(task.challengeId)}${task.place === 1 ? ` · ${t("firstBlood")}` : ""}`,
                    points: figure(task.points, locale),
                    at: dateTime(task.at, locale, timeZone),
                  },
                }))}
              />
            </Card>
          ) : null}
          <Card>
            <ClientMessages of={["competitions"]}>
              <TeamDesk team={team} begun={begun} />
            </ClientMessages>
          </Card>
        </div>
        {begun ? (
          <Card title={t("ourStanding")}>
            <DescriptionList
              items={[
                {
                  term: t(standing.frozenSince ? "rankFrozen" : "rank"),
                  detail: standing.rank === null ? "–" : String(standing.rank),
                },
                { term: t("score"), detail: figure(standing.score, locale) },
                { term: t("solved"), detail: String(standing.solved) },
                ...(standing.hintCost ? [{ term: t("hints"), detail: `−${standing.hintCost}` }] : []),
              ]}
            />
            {standing.frozenSince ? <p className="mt-3 text-sm text-ink-soft">{t("frozenOwn")}</p> : null}
          </Card>
        ) : null}
      </div>
    </>
  );
}
