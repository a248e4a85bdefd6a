import { firstBloods, standing } from "@/domain/competitions/board";
import { frozenSince } from "@/domain/competitions/states";
import { allow } from "@/domain/shared/actor";
import { peopleById } from "@/server/modules/identity/service-people";
import { act } from "@/server/platform/act";
import { systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { notify } from "@/server/platform/notify";
import type { Job, ScheduledJob } from "@/server/platform/queue";
import { readTimes } from "./access";
import { boardChannel, linkLog, markFreeze } from "./log";
import { competitionPeople, newestResult } from "./repo";
import { findCase } from "./repo-integrity";
import { competitionsUnlinked } from "./repo-log";
import { findTeam } from "./repo-teams";
import { publishResult } from "./results";
import { boardOf } from "./service-board";
import { scanCompetition } from "./service-integrity";
import { callWebhooks } from "./service-webhooks";

type Payload = Record<string, unknown>;
const idOf = (payload: Payload): string => String(payload.competitionId);

async function recipients(ids: readonly string[]) {
  return [...(await peopleById(ids)).values()].map(({ id, email, locale }) => ({ personId: id, email, locale }));
}

async function facts(competitionId: string) {
  const { row, now } = await readTimes(db(), competitionId);
  const titles = {
    titleZh: row.titleZh ?? row.titleEn ?? row.slug,
    titleEn: row.titleEn ?? row.titleZh ?? row.slug,
  };
  return { row, now, titles, href: `/competitions/${row.slug}` };
}

export const competitionsJobs: readonly Job[] = [
  {
    queue: "competitions.freeze",
    topic: "competition.freezes",
    async handle(payload) {
      const { row, now } = await facts(idOf(payload));
      const freezeAt = row.freezeAt;
      // The freeze was moved or called off; its new moment has a job of its own.
      if (!freezeAt || freezeAt > now || freezeAt.toISOString() !== payload.freezeAt) return;
      if (row.state === "draft" || row.state === "cancelled") return;
      const { root } = await markFreeze(row.id, freezeAt);
      await act(systemCtx("competitions.freeze"), async ({ tx, permit, record }) => {
        permit(allow);
        await announce(tx, boardChannel(row.id), { state: 1 });
        await record({
          act: "competition.frozen",
          entity: "competition",
          entityId: row.id,
          facts: { root },
        });
      });
      await callWebhooks({
        competitionId: row.id,
        topic: "freeze",
        cause: `freeze:${freezeAt.toISOString()}`,
        body: { competition: row.slug, freezeAt: freezeAt.toISOString(), root },
      });
    },
  },
  {
    queue: "competitions.call-blood",
    topic: "competition.solved",
    handle: (payload) => tellFirstBloods(idOf(payload)),
  },
  {
    queue: "competitions.result",
    topic: "competition.resultDue",
    handle: (payload) => publishResult(idOf(payload), String(payload.reason ?? ""), { first: payload.first === true }),
  },
  {
    queue: "competitions.tell-result",
    topic: "competition.finalised",
    async handle(payload) {
      const { row, titles, href } = await facts(idOf(payload));
      const { members } = await competitionPeople(db(), row.id);
      await notify(await recipients(members), {
        kind: "competitionFinalised",
        facts: { ...titles, version: Number(payload.version) },
        href,
        cause: `competition.result:${row.id}:${String(payload.version)}`,
      });
    },
  },
  {
    queue: "competitions.call-result",
    topic: "competition.finalised",
    async handle(payload) {
      const { row } = await facts(idOf(payload));
      const result = await newestResult(db(), row.id);
      if (!result) return;
      await tellFirstBloods(row.id);
      const { live } = await boardOf(row.id);
      await callWebhooks({
        competitionId: row.id,
        topic: "finalise",
        cause: `finalise:${String(payload.version)}`,
        body: {
          competition: row.slug,
          version: result.version,
          root: result.root,
          podium: standing(live)
            .filter(({ rank }) => rank !== null && rank <= 3)
            .map(({ name, rank, score }) => ({ rank, name, score })),
        },
      });
    },
  },
  {
    queue: "competitions.tell-registration",
    topic: "competition.teamRegistered",
    async handle(payload) {
      const { row, href } = await facts(idOf(payload));
      const team = await findTeam(db(), String(payload.teamId));
      if (!team) return;
      const { organisers } = await competitionPeople(db(), row.id);
      await notify(await recipients(organisers), {
        kind: "competitionTeamRegistered",
        facts: { name: team.name },
        href: `${href}/manage/teams`,
        cause: `competition.team:${team.id}`,
      });
    },
  },
  {
    queue: "competitions.tell-team",
    topic: "competition.teamDecided",
    async handle(payload) {
      const { href, titles } = await facts(idOf(payload));
      const team = await findTeam(db(), String(payload.teamId));
      if (!team) return;
      const kinds = { accepted: "competitionTeamAccepted", pending: null } as const;
      const kind =
        team.state === "accepted" ? kinds.accepted : team.state === "pending" ? null : "competitionTeamRefused";
      if (!kind) return;
      await notify(await recipients(team.members.map(({ personId }) => personId)), {
        kind,
        facts: { name: team.name, ...titles },
        href: `${href}/team`,
        cause: `competition.team:${team.id}:${String(payload.version)}`,
      });
    },
  },
  {
    queue: "competitions.tell-case",
    topic: "competition.caseOpened",
    async handle(payload) {
      const found = await findCase(db(), String(payload.caseId));
      if (!found) return;
      const { row, titles, href } = await facts(found.competitionId);
      const { organisers } = await competitionPeople(db(), row.id);
      const team = await findTeam(db(), found.teamId);
      await notify(await recipients([...organisers, ...(team ? [team.captainId] : [])]), {
        kind: "competitionCaseOpened",
        facts: { ...titles, number: found.number },
        href: `${href}/cases`,
        cause: `competition.case:${found.id}`,
      });
    },
  },
  {
    queue: "competitions.tell-case-reply",
    topic: "competition.caseReplied",
    async handle(payload) {
      const found = await findCase(db(), String(payload.caseId));
      if (!found) return;
      const { row, titles, href } = await facts(found.competitionId);
      const { organisers } = await competitionPeople(db(), row.id);
      await notify(await recipients(organisers), {
        kind: "competitionCaseReplied",
        facts: { ...titles, number: found.number },
        href: `${href}/cases`,
        cause: `competition.caseReply:${found.id}:${found.repliedAt?.toISOString() ?? ""}`,
      });
    },
  },
  {
    queue: "competitions.tell-case-decision",
    topic: "competition.caseDecided",
    async handle(payload) {
      const found = await findCase(db(), String(payload.caseId));
      const team = found ? await findTeam(db(), found.teamId) : null;
      if (!found || !team) return;
      const { titles, href } = await facts(found.competitionId);
      await notify(await recipients(team.members.map(({ personId }) => personId)), {
        kind: "competitionCaseDecided",
        facts: { ...titles, number: found.number },
        href: `${href}/cases`,
        cause: `competition.caseDecided:${found.id}`,
      });
    },
  },
  {
    queue: "competitions.tell-announcement",
    topic: "competition.announced",
    async handle(payload) {
      const { row, titles, href } = await facts(idOf(payload));
      const { members } = await competitionPeople(db(), row.id);
      await notify(await recipients(members), {
        kind: "competitionAnnounced",
        facts: titles,
        href,
        cause: `competition.announcement:${String(payload.announcementId)}`,
      });
    },
  },
];

/** What a process that died left behind, and signals that only time shows. */
export const competitionsScheduledJobs: readonly ScheduledJob[] = [
  {
    queue: "competitions.link",
    cron: "* * * * *",
    async handle() {
      for (const id of await competitionsUnlinked(db())) await linkLog(id);
    },
  },
  {
    queue: "competitions.signals",
    cron: "*/10 * * * *",
    async handle() {
      const running = await db().competition.findMany({
        where: {
          state: { in: ["scheduled", "paused"] },
          startsAt: { lte: new Date() },
          endsAt: { gte: new Date(Date.now() - 3_600_000) },
        },
        select: { id: true },
      });
      for (const { id } of running) await scanCompetition(id);
    },
  },
];

/** Only what the public board shows: a blood after the freeze is told with the result. */
async function tellFirstBloods(competitionId: string): Promise<void> {
  const { row, now } = await readTimes(db(), competitionId);
  const { shown } = await boardOf(competitionId, frozenSince(row, now));
  for (const { challengeId, teamId, at } of firstBloods(shown)) {
    const challenge = shown.challenges.get(challengeId)?.data;
    await callWebhooks({
      competitionId,
      topic: "firstBlood",
      cause: `firstBlood:${challengeId}`,
      body: {
        competition: row.slug,
        challenge: challenge?.key ?? "",
        team: shown.teams.get(teamId)?.data.name ?? "",
        at,
      },
    });
  }
}
