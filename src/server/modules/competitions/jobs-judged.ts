import { peopleById } from "@/server/modules/identity/service-people";
import { db } from "@/server/platform/db";
import { notify } from "@/server/platform/notify";
import type { Job } from "@/server/platform/queue";
import { competitionPeople } from "./repo";
import { findAppeal, listEntries, phaseWithCompetition, teamWithMembers } from "./repo-judged";
import { reviseCertificates } from "./service-certificates";

type Payload = Record<string, unknown>;

async function recipients(ids: readonly string[]) {
  return [...(await peopleById(ids)).values()].map(({ id, email, locale }) => ({ personId: id, email, locale }));
}

async function facts(phaseId: string) {
  const { competition, ...phase } = await phaseWithCompetition(db(), phaseId);
  return {
    competition,
    href: `/competitions/${competition.slug}/judging/${phase.id}`,
    titles: {
      titleZh: competition.titleZh ?? competition.titleEn ?? "",
      titleEn: competition.titleEn ?? competition.titleZh ?? "",
    },
  };
}

const peopleOf = ({ personIds }: Payload): string[] => (Array.isArray(personIds) ? personIds.map(String) : []);
const phaseOf = ({ phaseId }: Payload): string => String(phaseId);

export const competitionsJudgedJobs: readonly Job[] = [
  {
    queue: "competitions.invite-judges",
    topic: "competition.judgesInvited",
    async handle(payload) {
      const { titles } = await facts(phaseOf(payload));
      await notify(await recipients(peopleOf(payload)), {
        kind: "judgeInvited",
        facts: titles,
        href: "/competitions/judge",
        cause: `judge.invited:${phaseOf(payload)}`,
      });
    },
  },
  {
    queue: "competitions.assign-judges",
    topic: "competition.judgesAssigned",
    async handle(payload) {
      const { titles } = await facts(phaseOf(payload));
      await notify(await recipients(peopleOf(payload)), {
        kind: "judgeAssigned",
        facts: titles,
        href: "/competitions/judge",
        // More sheets may come later, for a gap or an appeal: each act is news of its own.
        cause: `judge.assigned:${phaseOf(payload)}:${String(payload.causeId ?? "first")}`,
      });
    },
  },
  {
    queue: "competitions.tell-scores",
    topic: "competition.scoresPublished",
    async handle(payload) {
      const { titles, href } = await facts(phaseOf(payload));
      const entries = await listEntries(db(), phaseOf(payload));
      const teams = await Promise.all(entries.map(({ teamId }) => teamWithMembers(db(), teamId)));
      await notify(await recipients(teams.flatMap(({ members }) => members.map(({ personId }) => personId))), {
        kind: "judgedScores",
        facts: titles,
        href,
        cause: `judged.scores:${phaseOf(payload)}`,
      });
    },
  },
  {
    queue: "competitions.tell-appeal",
    topic: "competition.appealFiled",
    async handle(payload) {
      const { titles, href, competition } = await facts(phaseOf(payload));
      const { organisers } = await competitionPeople(db(), competition.id);
      await notify(await recipients(organisers), {
        kind: "judgedAppeal",
        facts: titles,
        href: `${href}/panel`,
        cause: `judged.appeal:${String(payload.appealId)}`,
      });
    },
  },
  {
    queue: "competitions.tell-appeal-decided",
    topic: "competition.appealDecided",
    async handle(payload) {
      const appeal = await findAppeal(db(), String(payload.appealId));
      if (!appeal) return;
      const { titles, href } = await facts(appeal.entry.phaseId);
      const { members } = await teamWithMembers(db(), appeal.entry.teamId);
      await notify(await recipients(members.map(({ personId }) => personId)), {
        kind: "judgedAppealDecided",
        facts: titles,
        href,
        cause: `judged.appealDecided:${appeal.id}`,
      });
    },
  },
  {
    queue: "competitions.revise-certificates",
    topic: "competition.finalised",
    handle: (payload) => reviseCertificates(String(payload.competitionId)),
  },
];
