import { combinedScore } from "./combination";
import type { ChallengeData, LogEvent, TeamData } from "./log";
import { bloodBonus, challengeValue } from "./scoring";

/**
 * The standing as a fold over the log. One event costs work in proportion to the teams whose points it moves (the
 * solvers of one challenge), never to the length of the log. Points of challenges are whole numbers, so that sums do not
 * depend on the order in which they were made; pushed scores replace each other and are never added up.
 */
type Solve = { position: number; at: string; challengeId: string; teamId: string; void: boolean; points: number };

type Team = {
  id: string;
  data: TeamData;
  playing: boolean;
  solves: Map<string, Solve>;
  wrong: Map<string, number>;
  hintCost: number;
  adjusted: number;
  feed: Map<string, number>;
  /** Sum over solves of value and bonus, less penalties of solved challenges; the same by phase. */
  points: number;
  byPhase: Map<string, number>;
  solved: number;
  /** The last solve that brought points; undefined where it has to be looked for again. */
  lastAt: string | null | undefined;
};

type Challenge = {
  id: string;
  data: ChallengeData;
  /** In the order of the log, those of teams that do not count included. */
  solves: Solve[];
  counted: number;
  value: number;
};

type Answer = { kind: "solve" | "wrong"; teamId: string; challengeId: string; at: string };

export type Board = {
  position: number;
  readonly teams: Map<string, Team>;
  readonly challenges: Map<string, Challenge>;
  readonly phases: Map<string, { kind: string; weight: number }>;
  /** Answers by position, for events that void, restore or grant one. */
  readonly answers: Map<number, Answer>;
};

export function emptyBoard(): Board {
  return { position: 0, teams: new Map(), challenges: new Map(), phases: new Map(), answers: new Map() };
}

/** @param events in the order of their positions */
export function replay(events: Iterable<LogEvent>): Board {
  const board = emptyBoard();
  for (const event of events) applyEvent(board, event);
  return board;
}

/** Moves the board on by one event. Events it has already seen are passed over, so that a repeated delivery is harmless. */
export function applyEvent(board: Board, event: LogEvent): void {
  if (event.position <= board.position) return;
  board.position = event.position;
  switch (event.kind) {
    case "phase":
      board.phases.set(event.data.phaseId, { kind: event.data.kind, weight: event.data.weight });
      return;
    case "team":
      saveTeam(board, event.teamId, event.data);
      return;
    case "teamState":
      setPlaying(board, event.teamId, event.data.playing);
      return;
    case "challenge":
      saveChallenge(board, event.challengeId, event.data);
      return;
    case "solve":
      board.answers.set(event.position, answerOf("solve", event));
      addSolve(board, event.teamId, event.challengeId, event.position, event.at);
      return;
    case "wrong":
    case "foreign":
      board.answers.set(event.position, answerOf("wrong", event));
      if (event.kind === "wrong") addWrong(board, event.teamId, event.challengeId);
      return;
    case "hint": {
      const team = board.teams.get(event.teamId);
      if (team) team.hintCost += event.data.cost;
      return;
    }
    case "adjust": {
      const team = board.teams.get(event.teamId);
      if (team) team.adjusted += event.data.points;
      return;
    }
    case "feed":
      board.teams.get(event.teamId)?.feed.set(event.data.phaseId, event.data.points);
      return;
    case "void":
      setVoid(board, event.data.target, true);
      return;
    case "restore":
      setVoid(board, event.data.target, false);
      return;
    case "grant": {
      const answer = board.answers.get(event.data.target);
      if (answer?.kind === "wrong") grant(board, answer, event.data.target);
      return;
    }
    case "freeze":
    case "finalise":
      return;
  }
}

function answerOf(kind: "solve" | "wrong", event: { teamId: string; challengeId: string; at: string }): Answer {
  return { kind, teamId: event.teamId, challengeId: event.challengeId, at: event.at };
}

/** A team's solves move values only while it plays inside the ranking. */
const counts = (team: Team): boolean => team.playing && team.data.kind === "ranked";

function saveTeam(board: Board, id: string, data: TeamData): void {
  const team = board.teams.get(id);
  if (!team) {
    board.teams.set(id, {
      id,
      data,
      playing: true,
      solves: new Map(),
      wrong: new Map(),
      hintCost: 0,
      adjusted: 0,
      feed: new Map(),
      points: 0,
      byPhase: new Map(),
      solved: 0,
      lastAt: null,
    });
    return;
  }
  const before = counts(team);
  team.data = data;
  if (counts(team) !== before) recountSolvesOf(board, team);
}

function setPlaying(board: Board, id: string, playing: boolean): void {
  const team = board.teams.get(id);
  if (!team || team.playing === playing) return;
  const before = counts(team);
  team.playing = playing;
  if (counts(team) !== before) recountSolvesOf(board, team);
}

function saveChallenge(board: Board, id: string, data: ChallengeData): void {
  const challenge = board.challenges.get(id) ?? { id, data, solves: [], counted: 0, value: 0 };
  if (challenge.data.phaseId !== data.phaseId) movePoints(board, challenge, data.phaseId);
  challenge.data = data;
  board.challenges.set(id, challenge);
  revalue(board, challenge);
}

function movePoints(board: Board, { solves, data }: Challenge, to: string): void {
  for (const { teamId, points } of solves) {
    const byPhase = board.teams.get(teamId)?.byPhase;
    byPhase?.set(data.phaseId, (byPhase.get(data.phaseId) ?? 0) - points);
    byPhase?.set(to, (byPhase.get(to) ?? 0) + points);
  }
}

function addSolve(board: Board, teamId: string, challengeId: string, position: number, at: string): void {
  const team = board.teams.get(teamId);
  const challenge = board.challenges.get(challengeId);
  if (!team || !challenge || team.solves.has(challengeId)) return;
  const solve: Solve = { position, at, challengeId, teamId, void: false, points: 0 };
  team.solves.set(challengeId, solve);
  team.solved += 1;
  challenge.solves.push(solve);
  // A granted answer keeps the place it had in the log.
  if ((challenge.solves.at(-2)?.position ?? 0) > position) challenge.solves.sort((a, b) => a.position - b.position);
  revalue(board, challenge);
}

function addWrong(board: Board, teamId: string, challengeId: string): void {
  const team = board.teams.get(teamId);
  const challenge = board.challenges.get(challengeId);
  if (!team || !challenge) return;
  addWrongs(team, challengeId, 1);
  if (team.solves.has(challengeId)) revalue(board, challenge);
}

/**
 * What is granted was no wrong answer after all. It takes the place of a later solve of its team, and of one that was
 * taken out: a team has one solve of a challenge.
 */
function grant(board: Board, { teamId, challengeId, at }: Answer, position: number): void {
  const team = board.teams.get(teamId);
  const other = team?.solves.get(challengeId);
  if (!team || (other && (other.position === position || (!other.void && other.position < position)))) return;
  if (other) dropSolve(board, team, other);
  addWrongs(team, challengeId, -1);
  addSolve(board, teamId, challengeId, position, at);
}

function dropSolve(board: Board, team: Team, solve: Solve): void {
  const { position, challengeId } = solve;
  setVoid(board, position, true);
  team.solves.delete(challengeId);
  const challenge = board.challenges.get(challengeId);
  if (challenge) challenge.solves = challenge.solves.filter((one) => one !== solve);
  if (board.answers.get(position)?.kind === "wrong") addWrongs(team, challengeId, 1);
}

function addWrongs(team: Team, challengeId: string, by: number): void {
  team.wrong.set(challengeId, Math.max(0, (team.wrong.get(challengeId) ?? 0) + by));
}

function setVoid(board: Board, target: number, isVoid: boolean): void {
  const answer = board.answers.get(target);
  const solve = answer ? board.teams.get(answer.teamId)?.solves.get(answer.challengeId) : undefined;
  const challenge = answer ? board.challenges.get(answer.challengeId) : undefined;
  if (!solve || !challenge || solve.position !== target || solve.void === isVoid) return;
  solve.void = isVoid;
  const team = board.teams.get(solve.teamId);
  if (team) team.solved += isVoid ? -1 : 1;
  revalue(board, challenge);
}

function recountSolvesOf(board: Board, team: Team): void {
  for (const challengeId of team.solves.keys()) {
    const challenge = board.challenges.get(challengeId);
    if (challenge) revalue(board, challenge);
  }
}

/** Counts the solves of one challenge anew and moves the points of its solvers by what changed. */
function revalue(board: Board, challenge: Challenge): void {
  const { data } = challenge;
  let counted = 0;
  for (const solve of challenge.solves) if (!solve.void && countsById(board, solve.teamId)) counted += 1;
  challenge.counted = counted;
  challenge.value = data.withdrawn ? 0 : challengeValue(data.scoring, counted);
  let place = 0;
  for (const solve of challenge.solves) {
    const team = board.teams.get(solve.teamId);
    if (!team) continue;
    const inPlace = !solve.void && counts(team);
    const bonus = inPlace ? bloodBonus(data.bonus, place, challenge.value) : 0;
    if (inPlace) place += 1;
    const penalty = data.withdrawn ? 0 : data.wrongPenalty * (team.wrong.get(challenge.id) ?? 0);
    const points = solve.void ? 0 : challenge.value + bonus - penalty;
    if (points === solve.points) continue;
    team.points += points - solve.points;
    team.byPhase.set(data.phaseId, (team.byPhase.get(data.phaseId) ?? 0) + points - solve.points);
    if (points > 0 && team.lastAt !== undefined && (team.lastAt === null || solve.at > team.lastAt))
      team.lastAt = solve.at;
    else if (points <= 0 && solve.points > 0) team.lastAt = undefined;
    solve.points = points;
  }
}

function countsById(board: Board, teamId: string): boolean {
  const team = board.teams.get(teamId);
  return team !== undefined && counts(team);
}

export type TaskLine = {
  readonly challengeId: string;
  readonly points: number;
  readonly at: string;
  readonly place: number;
};

export type StandingRow = {
  readonly teamId: string;
  readonly name: string;
  readonly number: number;
  readonly kind: TeamData["kind"];
  readonly division: string | null;
  readonly country: string | null;
  /** Null outside the ranking. */
  readonly rank: number | null;
  readonly score: number;
  readonly phases: Readonly<Record<string, number>>;
  /** The last solve that brought points; null before the first. */
  readonly lastAt: string | null;
  readonly solved: number;
};

/**
 * Rows in order: higher score first (with several phases the weighted total of 100), then the earlier last scoring solve; equal in both is equal in rank. Teams outside
 * the ranking stand where their score would put them, without a rank; suspended teams are not shown.
 */
export function standing(board: Board, division?: string): StandingRow[] {
  const best = board.phases.size > 1 ? bestOfPhases(board) : null;
  const rows = [...board.teams.values()]
    .filter(({ playing, data }) => playing && (division === undefined || data.division === division))
    .map((team) => {
      const phases = phasePoints(board, team);
      return {
        team,
        score: best ? combined(board, best, phases) : scoreOf(board, team),
        lastAt: lastScoringAt(team),
        phases,
      };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        compareText(a.lastAt ?? "9", b.lastAt ?? "9") ||
        Number(a.team.data.kind !== "ranked") - Number(b.team.data.kind !== "ranked") ||
        a.team.data.number - b.team.data.number,
    );
  let ranked = 0;
  let before: { score: number; lastAt: string | null; rank: number } | undefined;
  return rows.map(({ team, score, lastAt, phases }) => {
    const { name, number, kind, division: of, country } = team.data;
    let rank: number | null = null;
    if (kind === "ranked") {
      ranked += 1;
      rank = before && before.score === score && before.lastAt === lastAt ? before.rank : ranked;
      before = { score, lastAt, rank };
    }
    const { solved } = team;
    return { teamId: team.id, name, number, kind, division: of, country, rank, score, phases, lastAt, solved };
  });
}

/** Best points of each phase among all teams inside the ranking, whatever the division: a score is the same in every view. */
function bestOfPhases(board: Board): Map<string, number> {
  const best = new Map<string, number>();
  for (const team of board.teams.values()) {
    if (!counts(team)) continue;
    for (const [id, points] of Object.entries(phasePoints(board, team)))
      best.set(id, Math.max(best.get(id) ?? 0, points));
  }
  return best;
}

/** With several phases the declared weights make the score, as `combination.ts` says. */
function combined(board: Board, best: ReadonlyMap<string, number>, points: Readonly<Record<string, number>>): number {
  return combinedScore(
    [...board.phases].map(([id, { weight }]) => ({ weight, best: best.get(id) ?? 0, points: points[id] ?? 0 })),
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Points of a phase: those of its challenges, less hints and with adjustments in the first jeopardy phase, or as pushed. */
function phasePoints(board: Board, team: Team): Record<string, number> {
  const points: Record<string, number> = {};
  let base: string | undefined;
  for (const [id, { kind }] of board.phases) {
    points[id] = (team.feed.get(id) ?? 0) + (team.byPhase.get(id) ?? 0);
    if (kind === "jeopardy") base ??= id;
  }
  if (base !== undefined) points[base] = (points[base] ?? 0) - team.hintCost + team.adjusted;
  return points;
}

function scoreOf(board: Board, team: Team): number {
  let pushed = 0;
  for (const id of board.phases.keys()) pushed += team.feed.get(id) ?? 0;
  // Pushed scores may carry fractions; three digits are shown and compared.
  return Math.round((team.points - team.hintCost + team.adjusted + pushed) * 1_000) / 1_000;
}

function lastScoringAt(team: Team): string | null {
  if (team.lastAt !== undefined) return team.lastAt;
  let last: string | null = null;
  for (const { at, points } of team.solves.values()) if (points > 0 && (last === null || at > last)) last = at;
  team.lastAt = last;
  return last;
}

/** What one team has scored, challenge by challenge, in the order of time. */
export function tasksOf(board: Board, teamId: string): TaskLine[] {
  const team = board.teams.get(teamId);
  if (!team) return [];
  return [...team.solves.values()]
    .filter((solve) => !solve.void)
    .sort((a, b) => a.position - b.position)
    .map(({ challengeId, points, at, position }) => ({
      challengeId,
      points,
      at,
      place: placeOf(board, challengeId, position),
    }));
}

function placeOf(board: Board, challengeId: string, position: number): number {
  let place = 0;
  for (const solve of board.challenges.get(challengeId)?.solves ?? []) {
    if (!solve.void && countsById(board, solve.teamId)) place += 1;
    if (solve.position === position) return countsById(board, solve.teamId) ? place : 0;
  }
  return 0;
}

export type FirstBlood = {
  readonly challengeId: string;
  readonly teamId: string;
  readonly at: string;
  readonly position: number;
};

/** The first counted solve of each challenge, in the order in which they fell. */
export function firstBloods(board: Board): FirstBlood[] {
  const bloods: FirstBlood[] = [];
  for (const { id, solves } of board.challenges.values()) {
    const first = solves.find((solve) => !solve.void && countsById(board, solve.teamId));
    if (first) bloods.push({ challengeId: id, teamId: first.teamId, at: first.at, position: first.position });
  }
  return bloods.sort((a, b) => a.position - b.position);
}

/** Value now and count of counted solves of one challenge. */
export function challengeState(board: Board, challengeId: string): { value: number; solves: number } {
  const challenge = board.challenges.get(challengeId);
  return { value: challenge?.value ?? 0, solves: challenge?.counted ?? 0 };
}
