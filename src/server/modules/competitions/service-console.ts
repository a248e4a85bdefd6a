import type { z } from "zod";
import { applyEvent, type Board, firstBloods, standing } from "@/domain/competitions/board";
import type { LogEvent } from "@/domain/competitions/log";
import * as policy from "@/domain/competitions/policy";
import type { adjustInput, answerDecisionInput, logInput, rejudgeInput } from "@/domain/competitions/schema";
import { discrimination, facility, median } from "@/domain/competitions/statistics";
import { AppError } from "@/domain/shared/errors";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { unsealSmall } from "@/server/platform/secrets";
import { holdCompetition, holdTeam } from "./access";
import { matchFlag, openEventKey } from "./flags";
import { linkLog, writeEvents } from "./log";
import { findChallenge } from "./repo-challenges";
import { findAnswer, listAllProgress, listAnswersTo, listViews, markSolved } from "./repo-integrity";
import { listLog } from "./repo-log";
import { boardOf } from "./service-board";

const pageSize = 100;

/** The newest entries of the log, answers as they were given: for organisers alone. */
export async function readLog(ctx: Ctx, { competitionId, before, team, challengeId, kind }: z.output<typeof logInput>) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, competitionId);
  permitOrThrow(policy.mayManageCompetition(ctx.actor, facts));
  await linkLog(row.id);
  const { live } = await boardOf(row.id);
  const rows = await listLog(
    db(),
    {
      competitionId: row.id,
      ...(before ? { position: { lt: before } } : {}),
      ...(team ? { teamId: { in: teamsNamed(live, team) } } : {}),
      ...(challengeId ? { challengeId } : {}),
      ...(kind ? { kind } : {}),
    },
    pageSize,
  );
  return {
    position: live.position,
    entries: rows.map((one) => ({
      position: one.position,
      at: one.at.toISOString(),
      kind: one.kind,
      team: one.teamId ? { id: one.teamId, name: live.teams.get(one.teamId)?.data.name ?? "" } : null,
      challenge: one.challengeId
        ? { id: one.challengeId, key: live.challenges.get(one.challengeId)?.data.key ?? "" }
        : null,
      answer: one.sealedAnswer ? openAnswer(row.id, one.sealedAnswer) : null,
      detail: detailOf(one.data as Record<string, unknown>),
    })),
  };
}

function teamsNamed({ teams }: Board, part: string): string[] {
  const wanted = part.toLowerCase();
  return [...teams.values()].filter(({ data }) => data.name.toLowerCase().includes(wanted)).map(({ id }) => id);
}

const openAnswer = (competitionId: string, sealed: Uint8Array): string =>
  unsealSmall(sealed, `answer:${competitionId}`).toString("utf8");

function detailOf(data: Record<string, unknown>): string | null {
  for (const key of ["reason", "cost", "points"]) if (data[key] !== undefined) return String(data[key]);
  return null;
}

/** Per challenge: who tried, who solved, how long it took, and how well it told strong teams from weak ones. */
export async function readStatistics(ctx: Ctx, slug: string) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayWatchCompetition(ctx.actor, facts));
  await linkLog(row.id);
  const { live } = await boardOf(row.id);
  const [progress, views] = await Promise.all([listAllProgress(db(), row.id), listViews(db(), row.id)]);
  const order = standing(live)
    .filter(({ kind }) => kind === "ranked")
    .map(({ teamId }) => teamId);
  const ranked = new Set(order);
  const seenAt = new Map(
    views.map(({ teamId, challengeId, viewedAt }) => [`${teamId}:${challengeId}`, viewedAt.getTime()]),
  );
  return [...live.challenges.values()].map(({ id, data, value, counted, solves }) => {
    const tries = progress.filter((one) => one.challengeId === id && ranked.has(one.teamId));
    const counting = solves.filter((solve) => !solve.void && ranked.has(solve.teamId));
    const solvers = new Set(counting.map(({ teamId }) => teamId));
    const began = row.startsAt?.getTime() ?? 0;
    const seconds = counting.map((solve) => {
      const [solvedAt, seen] = [Date.parse(solve.at), seenAt.get(`${solve.teamId}:${id}`)];
      // Whoever looked only afterwards had it from somewhere since the beginning.
      return (solvedAt - (seen !== undefined && seen <= solvedAt ? seen : began)) / 1_000;
    });
    return {
      challengeId: id,
      key: data.key,
      titleZh: data.titleZh,
      titleEn: data.titleEn,
      value,
      solves: counted,
      tried: tries.length,
      wrong: tries.reduce((sum, one) => sum + one.wrong, 0),
      facility: facility(tries.map(({ teamId }) => ({ teamId, tried: true, solved: solvers.has(teamId) }))),
      discrimination: discrimination(order, solvers),
      medianSeconds: median(seconds),
      fastestSeconds: seconds.length > 0 ? Math.min(...seconds) : null,
    };
  });
}

/** What a suspension, or the return of a team, would do to the others; nothing is changed. */
export async function previewTeamChange(ctx: Ctx, teamId: string) {
  const { row, facts, team } = await holdTeam(db(), ctx.actor, teamId);
  permitOrThrow(policy.mayManageCompetition(ctx.actor, facts));
  await linkLog(row.id);
  const { live } = await boardOf(row.id);
  const next: LogEvent = {
    position: live.position + 1,
    at: "",
    kind: "teamState",
    teamId,
    data: { playing: team.state !== "accepted" },
  };
  return effectOf(live, next);
}

function effectOf(before: Board, event: LogEvent) {
  const after = structuredClone(before);
  applyEvent(after, event);
  const rowsBefore = new Map(standing(before).map((one) => [one.teamId, one]));
  const rowsAfter = new Map(standing(after).map((one) => [one.teamId, one]));
  const changes = [...new Set([...rowsBefore.keys(), ...rowsAfter.keys()])].flatMap((id) => {
    const was = rowsBefore.get(id);
    const is = rowsAfter.get(id);
    if (was && is && was.rank === is.rank && was.score === is.score) return [];
    return [
      {
        teamId: id,
        name: (was ?? is)?.name ?? "",
        rankBefore: was?.rank ?? null,
        rankAfter: is?.rank ?? null,
        scoreBefore: was?.score ?? 0,
        scoreAfter: is?.score ?? 0,
      },
    ];
  });
  changes.sort((a, b) => Math.abs(b.scoreAfter - b.scoreBefore) - Math.abs(a.scoreAfter - a.scoreBefore));
  const bloodsBefore = new Map(firstBloods(before).map((one) => [one.challengeId, one.teamId]));
  const bloodsMoved = firstBloods(after).filter((one) => bloodsBefore.get(one.challengeId) !== one.teamId).length;
  return { total: changes.length, changes: changes.slice(0, pageSize), bloodsMoved };
}

export function adjustTeam(ctx: Ctx, input: z.output<typeof adjustInput>): Promise<{ done: true }> {
  const { teamId, points, reason, idempotencyKey } = input;
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const { row, facts } = await holdTeam(tx, ctx.actor, teamId);
      permit(policy.mayManageCompetition(ctx.actor, facts));
      await writeEvents(tx, row.id, [{ kind: "adjust", teamId, data: { points, reason } }]);
      await record({
        act: "team.adjusted",
        entity: "competition",
        entityId: row.id,
        facts: { teamId, points, reason },
      });
      if (facts.state === "finalised") await follow("competition.resultDue", { competitionId: row.id, reason });
      return { done: true as const };
    },
    { idempotency: { key: idempotencyKey, procedure: "competitions.adjust", input } },
  );
}

/** Takes a solve out of the count, puts it back, or counts an answer that was refused, where it stood in the log. */
export function decideAnswer(ctx: Ctx, input: z.output<typeof answerDecisionInput>): Promise<{ done: true }> {
  const { competitionId, position, decision, reason } = input;
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const { row, facts } = await holdCompetition(tx, ctx.actor, competitionId, { lock: true });
    permit(policy.mayManageCompetition(ctx.actor, facts));
    const answer = found(await findAnswer(tx, row.id, position));
    const fits = decision === "grant" ? answer.kind === "wrong" : answer.kind === "solve" || answer.kind === "wrong";
    if (!fits) throw new AppError("BAD_INPUT", { reason: "answerKind", field: "position" });
    await writeEvents(tx, row.id, [{ kind: decision, data: { target: position, reason } }]);
    if (decision === "grant" && answer.teamId && answer.challengeId)
      await markSolved(tx, answer.teamId, answer.challengeId);
    await record({ act: `answer.${decision}`, entity: "competition", entityId: row.id, facts: { position, reason } });
    if (facts.state === "finalised") await follow("competition.resultDue", { competitionId: row.id, reason });
    return { done: true as const };
  });
}

/**
 * Judges all answers to one challenge anew by its flags as they are now: right ones that were refused count where they
 * stood in the log, wrong ones that had been counted no longer do. A team whose solve was taken out gets no other one.
 */
export function rejudge(
  ctx: Ctx,
  { challengeId, reason }: z.output<typeof rejudgeInput>,
): Promise<{ granted: number; voided: number }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const challenge = found(await findChallenge(tx, challengeId));
    const { row, facts } = await holdCompetition(tx, ctx.actor, challenge.competitionId, { lock: true });
    permit(policy.mayManageCompetition(ctx.actor, facts));
    if (challenge.flagLogic === "all") throw new AppError("STATE_REFUSED", { reason: "rejudgeAll" });
    const eventKey = openEventKey(row.id, row.sealedKey);
    await linkLog(row.id);
    const { live } = await boardOf(row.id);
    const solved = new Set<string>();
    let granted = 0;
    let voided = 0;
    for (const answer of await listAnswersTo(tx, row.id, challengeId)) {
      const { teamId, position, sealedAnswer } = answer;
      if (!teamId || position === null || !sealedAnswer) continue;
      const right =
        matchFlag(challenge.flags, openAnswer(row.id, sealedAnswer), { eventKey, challengeId, teamId }) !== null;
      const counted = live.teams.get(teamId)?.solves.get(challengeId);
      if (answer.kind === "solve" || counted?.position === position) {
        if (right) solved.add(teamId);
        if (right || counted?.position !== position || counted.void) continue;
        await writeEvents(tx, row.id, [{ kind: "void", data: { target: position, reason } }]);
        voided += 1;
      } else if (right && !solved.has(teamId) && !counted?.void) {
        solved.add(teamId);
        await grantAnswer(tx, row.id, { teamId, challengeId, position }, reason);
        granted += 1;
      }
    }
    await record({
      act: "challenge.rejudged",
      entity: "challenge",
      entityId: challengeId,
      facts: { granted, voided, reason },
    });
    if (facts.state === "finalised") await follow("competition.resultDue", { competitionId: row.id, reason });
    return { granted, voided };
  });
}

async function grantAnswer(
  tx: Tx,
  competitionId: string,
  { teamId, challengeId, position }: { teamId: string; challengeId: string; position: number },
  reason: string,
): Promise<void> {
  await writeEvents(tx, competitionId, [{ kind: "grant", data: { target: position, reason } }]);
  await markSolved(tx, teamId, challengeId);
}
