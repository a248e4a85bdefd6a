import type { z } from "zod";
import {
  applyEvent,
  type Board,
  challengeState,
  emptyBoard,
  firstBloods,
  standing,
  tasksOf,
} from "@/domain/competitions/board";
import { beforeFreeze, logTime } from "@/domain/competitions/log";
import * as policy from "@/domain/competitions/policy";
import type { boardInput } from "@/domain/competitions/schema";
import { challengeValue } from "@/domain/competitions/scoring";
import { challengesPublic, frozenSince, stateAt } from "@/domain/competitions/states";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { once } from "@/server/platform/once";
import { sharedRead } from "@/server/platform/shared-read";
import { holdCompetition, readTimes } from "./access";
import { linkLog, markFreeze } from "./log";
import { newestResult } from "./repo";
import { readLinked } from "./repo-log";

const batch = 5_000;
const charted = 10;

type Kept = {
  live: Board;
  /** What the public sees since the freeze, which nothing moves; null while there is none. */
  frozen: { since: string; board: Board } | null;
  /** One catch-up at a time. */
  work: Promise<unknown>;
};

function kept(competitionId: string): Kept {
  const all = once("competition-boards", () => new Map<string, Kept>());
  const known = all.get(competitionId);
  if (known) return known;
  const made: Kept = { live: emptyBoard(), frozen: null, work: Promise.resolve() };
  all.set(competitionId, made);
  return made;
}

/**
 * The standing in this process's memory, moved on by what was linked since. The whole log is read once, when a process
 * first looks; from then on a solve costs what it moves.
 * @param freezeAt a moment that has passed: only events before it, and before its mark in the log, are on the board that
 * is shown; left out, the freeze stays as it was
 */
export function boardOf(competitionId: string, freezeAt?: Date | null): Promise<{ live: Board; shown: Board }> {
  const state = kept(competitionId);
  const next = state.work.then(() => catchUp(competitionId, state, freezeAt));
  state.work = next.catch(() => {});
  return next;
}

async function catchUp(competitionId: string, state: Kept, freezeAt: Date | null | undefined) {
  // Whoever asks for the live board alone leaves the freeze out.
  if (freezeAt === null) state.frozen = null;
  else if (freezeAt && state.frozen?.since !== logTime(freezeAt))
    state.frozen = { since: logTime(freezeAt), board: await replayUntil(competitionId, freezeAt) };
  for (;;) {
    const events = await readLinked(db(), competitionId, state.live.position, batch);
    for (const event of events) applyEvent(state.live, event);
    if (events.length < batch) break;
  }
  return { live: state.live, shown: state.frozen?.board ?? state.live };
}

async function replayUntil(competitionId: string, freezeAt: Date): Promise<Board> {
  const board = emptyBoard();
  const mark = await markFreeze(competitionId, freezeAt);
  const shown = beforeFreeze(freezeAt, mark);
  let after = 0;
  for (;;) {
    const events = await readLinked(db(), competitionId, after, batch);
    for (const event of events) if (shown(event)) applyEvent(board, event);
    after = events.at(-1)?.position ?? after;
    if (events.length < batch || after >= mark.position) return board;
  }
}

/** The public board: one computation a second, however many look. Organisers read the live one. */
export async function readWholeBoard(ctx: Ctx, slug: string, division?: string) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayReadBoard(ctx.actor, facts));
  const whole = policy.seesLive(facts)
    ? await viewOf(row.id, division, true)
    : await sharedRead(`competitions.board:${row.id}:${division ?? ""}`, () => viewOf(row.id, division, false));
  return { whole, facts };
}

/** A part of the board, for a page; who looks sees one's own team besides, wherever it stands. */
export async function readBoard(ctx: Ctx, { slug, division, skip, take }: z.output<typeof boardInput>) {
  const { whole, facts } = await readWholeBoard(ctx, slug, division);
  return {
    ...whole,
    rows: whole.rows.slice(skip, skip + take),
    total: whole.rows.length,
    own: whole.rows.find(({ teamId }) => teamId === facts.team?.id) ?? null,
  };
}

/** The public board of this very moment, for the one loop that tells everybody what changed. */
export function publicBoardNow(competitionId: string) {
  return viewOf(competitionId, undefined, false);
}

/** The public board as visitors see it, for feeds. */
export function publicBoard(competitionId: string) {
  return sharedRead(`competitions.board:${competitionId}:`, () => viewOf(competitionId, undefined, false));
}

/**
 * Reads what the public may see, and once more where a freeze came while it was read: what was answered behind the freeze
 * may have been on it.
 */
export async function beforeFreezing<T>(
  competitionId: string,
  read: (times: Awaited<ReturnType<typeof readTimes>>) => Promise<T>,
): Promise<T> {
  const before = await readTimes(db(), competitionId);
  const answer = await read(before);
  if (frozenSince(before.row, before.now)) return answer;
  const after = await readTimes(db(), competitionId);
  return frozenSince(after.row, after.now) ? read(after) : answer;
}

async function viewOf(competitionId: string, division: string | undefined, live: boolean) {
  await linkLog(competitionId);
  return live
    ? viewAt(await readTimes(db(), competitionId), division, true)
    : beforeFreezing(competitionId, (times) => viewAt(times, division, false));
}

async function viewAt(
  { row, now }: Awaited<ReturnType<typeof readTimes>>,
  division: string | undefined,
  live: boolean,
) {
  const { id: competitionId } = row;
  const since = frozenSince(row, now);
  const boards = await boardOf(competitionId, since);
  const board = live ? boards.live : boards.shown;
  const rows = standing(board, division);
  const result = row.state === "finalised" ? await newestResult(db(), competitionId) : null;
  const nameOf = (teamId: string) => board.teams.get(teamId)?.data.name ?? "";
  const startsAt = row.startsAt?.getTime() ?? 0;
  // A frozen board stands at its moment, also for what opens later.
  const at = logTime(since && !live ? since : now);
  const begun = live || challengesPublic(stateAt(row, now));
  const named = new Set(
    [...board.challenges.values()]
      .filter(
        ({ data }) =>
          begun &&
          !data.withdrawn &&
          (live ||
            ((data.opensAt === null || data.opensAt <= at) &&
              (data.divisions.length === 0 || (division !== undefined && data.divisions.includes(division))))),
      )
      .map(({ id }) => id),
  );
  return {
    slug: row.slug,
    position: board.position,
    frozenSince: since ? since.toISOString() : null,
    resultVersion: result?.version ?? null,
    rows,
    challenges: [...board.challenges.values()]
      .filter(({ id }) => named.has(id))
      .map(({ id, data, value, counted }) => ({
        id,
        key: data.key,
        titleZh: data.titleZh,
        titleEn: data.titleEn,
        category: data.category,
        value,
        solves: counted,
      })),
    bloods: firstBloods(board)
      .filter(({ challengeId }) => named.has(challengeId))
      .map(({ challengeId, teamId, at: when }) => ({ challengeId, teamId, name: nameOf(teamId), at: when })),
    // Over several phases the score is no sum of points, and no line of points would end where the score stands.
    history:
      board.phases.size > 1
        ? []
        : rows.slice(0, charted).map(({ teamId }) => ({ teamId, points: historyOf(board, teamId, startsAt) })),
  };
}

function historyOf(board: Board, teamId: string, startsAt: number): [number, number][] {
  let sum = 0;
  return tasksOf(board, teamId).map(({ at, points }) => {
    sum += points;
    return [Date.parse(at) - startsAt, sum];
  });
}

/** One's own team as it really stands, also while the public board is frozen. */
export async function readOwnStanding(ctx: Ctx, slug: string) {
  const { row, facts, now } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayReadOwnStanding(ctx.actor, facts));
  await linkLog(row.id);
  const since = frozenSince(row, now);
  const { live, shown } = await boardOf(row.id, since);
  const teamId = facts.team?.id ?? "";
  const own = standing(live).find((one) => one.teamId === teamId);
  const team = live.teams.get(teamId);
  // Others' live points stay hidden while the board is frozen, and a live rank would tell them.
  const rank = since ? (standing(shown).find((one) => one.teamId === teamId)?.rank ?? null) : (own?.rank ?? null);
  const data = team?.data;
  return {
    teamId,
    number: data?.number ?? 0,
    name: data?.name ?? "",
    kind: data?.kind ?? ("ranked" as const),
    division: data?.division ?? null,
    country: data?.country ?? null,
    score: own?.score ?? 0,
    phases: own?.phases ?? {},
    lastAt: own?.lastAt ?? null,
    solved: own?.solved ?? 0,
    rank,
    tasks: tasksOf(live, teamId).map(({ challengeId, points, at, place }) => ({ challengeId, points, at, place })),
    hintCost: team?.hintCost ?? 0,
    frozenSince: since ? since.toISOString() : null,
  };
}

/** Value and count of solves as this reader may know them; what opened behind a freeze is worth what it begins with. */
export async function valuesFor(competitionId: string, freezeAt: Date | null, live: boolean) {
  const boards = await boardOf(competitionId, freezeAt);
  const board = live ? boards.live : boards.shown;
  return (challengeId: string) => {
    const opened = board.challenges.has(challengeId) ? undefined : boards.live.challenges.get(challengeId);
    return opened ? { value: challengeValue(opened.data.scoring, 0), solves: 0 } : challengeState(board, challengeId);
  };
}
