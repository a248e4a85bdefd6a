import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvent, emptyBoard, firstBloods, replay, standing, tasksOf } from "@/domain/competitions/board";
import type { LogEvent } from "@/domain/competitions/log";
import { bloodBonus, challengeValue, type ScoringRule } from "@/domain/competitions/scoring";

const time = (n: number): string =>
  `2026-05-01T08:00:${String(n % 60).padStart(2, "0")}.${String(n).padStart(6, "0")}Z`;
/** Events as a test writes them, numbered in the order given. */
type Loose = { kind: LogEvent["kind"]; teamId?: string; challengeId?: string; data?: object; at?: string };
const log = (events: readonly Loose[]): LogEvent[] =>
  events.map((event, index) => ({ at: time(index + 1), data: {}, ...event, position: index + 1 }) as LogEvent);

const team = (teamId: string, change: object = {}): Loose => ({
  kind: "team",
  teamId,
  data: { name: teamId, number: teamId.charCodeAt(0), kind: "ranked", division: null, country: null, ...change },
});
const challenge = (challengeId: string, scoring: ScoringRule, change: object = {}): Loose => ({
  kind: "challenge",
  challengeId,
  data: {
    key: challengeId,
    titleZh: null,
    titleEn: challengeId,
    category: "web",
    phaseId: "p",
    scoring,
    wrongPenalty: 0,
    bonus: [],
    withdrawn: false,
    opensAt: null,
    divisions: [],
    ...change,
  },
});
const phase: Loose = { kind: "phase", data: { phaseId: "p", kind: "jeopardy", weight: 1 } };
const solve = (teamId: string, challengeId: string): Loose => ({
  kind: "solve",
  teamId,
  challengeId,
  data: { answer: "" },
});
const wrong = (teamId: string, challengeId: string): Loose => ({
  kind: "wrong",
  teamId,
  challengeId,
  data: { answer: "" },
});
const linear: ScoringRule = { kind: "linear", initial: 100, minimum: 10, decay: 10 };
const fixed: ScoringRule = { kind: "static", initial: 50 };
const table = (events: readonly Loose[]) =>
  standing(replay(log(events))).map(({ rank, teamId, score }) => [rank, teamId, score]);

describe("the standing", () => {
  it("moves everybody's points when the value of a challenge falls", () => {
    const events = [phase, team("a"), team("b"), challenge("x", linear), solve("a", "x"), solve("b", "x")];
    expect(table(events)).toEqual([
      [1, "a", 90],
      [2, "b", 90],
    ]);
  });

  it("ranks the earlier last scoring solve first, and equals equally", () => {
    const at = time(30);
    const same = { ...solve("b", "x"), at };
    const later = { ...solve("c", "x"), at: time(40) };
    const events = [
      phase,
      team("a"),
      team("b"),
      team("c"),
      challenge("x", fixed),
      later,
      same,
      { ...solve("a", "x"), at },
    ];
    expect(table(events)).toEqual([
      [1, "a", 50],
      [1, "b", 50],
      [3, "c", 50],
    ]);
    expect(table([phase, team("a"), team("b")])).toEqual([
      [1, "a", 0],
      [1, "b", 0],
    ]);
  });

  it("lets guests and organisers play without moving a value or taking a rank", () => {
    const events = [
      phase,
      team("g", { kind: "guest" }),
      team("a"),
      challenge("x", linear, { bonus: [10] }),
      solve("g", "x"),
      solve("a", "x"),
    ];
    expect(table(events)).toEqual([
      [1, "a", 110],
      [null, "g", 100],
    ]);
    expect(firstBloods(replay(log(events)))[0]?.teamId).toBe("a");
  });

  it("re-derives values, bonuses and first bloods from a ban, and from its end", () => {
    const before = [
      phase,
      team("a"),
      team("b"),
      challenge("x", linear, { bonus: [10] }),
      solve("a", "x"),
      solve("b", "x"),
    ];
    const ban: Loose = { kind: "teamState", teamId: "a", data: { playing: false } };
    expect(table([...before, ban])).toEqual([[1, "b", 110]]);
    expect(table([...before, ban, { ...ban, data: { playing: true } }])).toEqual(table(before));
  });

  it("takes hints, penalties and adjustments into account; a wrong answer costs only what was solved", () => {
    const events = [
      phase,
      team("a"),
      team("b"),
      challenge("x", fixed, { wrongPenalty: 4 }),
      wrong("a", "x"),
      wrong("b", "x"),
      solve("a", "x"),
      { kind: "hint", teamId: "a", challengeId: "x", data: { hintId: "h", cost: 7 } } as Loose,
      { kind: "adjust", teamId: "a", data: { points: 2, reason: "" } } as Loose,
    ];
    expect(table(events)).toEqual([
      [1, "a", 41],
      [2, "b", 0],
    ]);
  });

  it("voids, restores and grants an answer where it stood in the log", () => {
    const start = [
      phase,
      team("a"),
      team("b"),
      challenge("x", linear, { bonus: [50] }),
      wrong("a", "x"),
      solve("b", "x"),
    ];
    const grant: Loose = { kind: "grant", data: { target: 5, reason: "" } };
    const granted = replay(log([...start, grant]));
    expect(firstBloods(granted)[0]).toMatchObject({ teamId: "a", position: 5 });
    expect(table([...start, grant, { ...grant, kind: "void" }])).toEqual(table(start));
    expect(tasksOf(granted, "a")[0]).toMatchObject({ place: 1, points: 135 });
  });

  it("grants an answer in the place of a later solve of its team, and of one that was taken out", () => {
    const start = [
      phase,
      team("a"),
      team("b"),
      challenge("x", fixed, { bonus: [50], wrongPenalty: 4 }),
      wrong("a", "x"),
      solve("b", "x"),
      solve("a", "x"),
    ];
    const on = (kind: "void" | "grant", target: number): Loose => ({ kind, data: { target, reason: "" } });
    expect(table(start)).toEqual([
      [1, "b", 75],
      [2, "a", 46],
    ]);
    const first = [
      [1, "a", 75],
      [2, "b", 50],
    ];
    expect(table([...start, on("grant", 5)])).toEqual(first);
    // The solve that is wrong after all was taken out before or is afterwards.
    expect(table([...start, on("grant", 5), on("void", 7)])).toEqual(first);
    expect(table([...start, on("void", 7), on("grant", 5)])).toEqual(first);
  });

  it("a withdrawn challenge is worth nothing, and an edit during the event counts for all", () => {
    const start = [phase, team("a"), challenge("x", fixed), solve("a", "x")];
    expect(table([...start, challenge("x", fixed, { withdrawn: true })])).toEqual([[1, "a", 0]]);
    expect(table([...start, challenge("x", { kind: "static", initial: 75 })])).toEqual([[1, "a", 75]]);
  });

  it("replaces pushed scores and never adds them up", () => {
    const feed = (points: number): Loose => ({ kind: "feed", teamId: "a", data: { phaseId: "f", points } });
    const pushes = [
      { kind: "phase", data: { phaseId: "f", kind: "scoreFeed", weight: 1 } } as Loose,
      team("a"),
      feed(0.1),
      feed(0.2),
    ];
    expect(table(pushes)).toEqual([[1, "a", 0.2]]);
  });
});

/** The same rules said plainly: everything is counted from the beginning, nothing is carried along. */
function plainly(events: readonly LogEvent[]): (string | number)[][] {
  const teams = new Map<string, { ranked: boolean; playing: boolean; extra: number; number: number }>();
  const challenges = new Map<string, { rule: ScoringRule; bonus: number[]; penalty: number }>();
  const answers: {
    position: number;
    at: string;
    teamId: string;
    challengeId: string;
    solve: boolean;
    right: boolean;
    void: boolean;
  }[] = [];
  for (const event of events) {
    if (event.kind === "team")
      teams.set(event.teamId, {
        playing: teams.get(event.teamId)?.playing ?? true,
        extra: teams.get(event.teamId)?.extra ?? 0,
        ranked: event.data.kind === "ranked",
        number: event.data.number,
      });
    const of = "teamId" in event ? teams.get(event.teamId) : undefined;
    if (event.kind === "teamState" && of) of.playing = event.data.playing;
    if (event.kind === "hint" && of) of.extra -= event.data.cost;
    if (event.kind === "adjust" && of) of.extra += event.data.points;
    if (event.kind === "challenge")
      challenges.set(event.challengeId, {
        rule: event.data.scoring,
        bonus: [...event.data.bonus],
        penalty: event.data.wrongPenalty,
      });
    if (event.kind === "solve" || event.kind === "wrong") {
      const { teamId, challengeId, position, at } = event;
      const twice = answers.some((one) => one.teamId === teamId && one.challengeId === challengeId && one.right);
      const known = teams.has(teamId) && challenges.has(challengeId);
      if (known && !(event.kind === "solve" && twice))
        answers.push({
          position,
          at,
          teamId,
          challengeId,
          solve: event.kind === "solve",
          right: event.kind === "solve",
          void: false,
        });
    }
    if (event.kind === "void" || event.kind === "restore" || event.kind === "grant") {
      const answer = answers.find(({ position }) => position === event.data.target);
      if (!answer) continue;
      if (event.kind === "grant") {
        const other = answers.find(
          (one) => one.teamId === answer.teamId && one.challengeId === answer.challengeId && one.right,
        );
        if (answer.right || (other && !other.void && other.position < answer.position)) continue;
        if (other?.solve) answers.splice(answers.indexOf(other), 1);
        if (other) Object.assign(other, { right: false, void: false });
        answer.right = true;
      } else if (answer.right) answer.void = event.kind === "void";
    }
  }
  const counted = (id: string) => Boolean(teams.get(id)?.playing && teams.get(id)?.ranked);
  const rows = [...teams].map(([teamId, facts]) => {
    let score = facts.extra;
    let lastAt = "9";
    for (const answer of answers.filter((one) => one.teamId === teamId && one.right && !one.void)) {
      const all = answers
        .filter((one) => one.challengeId === answer.challengeId && one.right && !one.void && counted(one.teamId))
        .sort((a, b) => a.position - b.position);
      const { rule, bonus, penalty } = challenges.get(answer.challengeId) ?? { rule: fixed, bonus: [], penalty: 0 };
      const value = challengeValue(rule, all.length);
      const place = all.findIndex((one) => one.teamId === teamId);
      const wrongs = answers.filter(
        (one) => one.teamId === teamId && one.challengeId === answer.challengeId && !one.right,
      ).length;
      const points = value + (place >= 0 ? bloodBonus(bonus, place, value) : 0) - penalty * wrongs;
      score += points;
      if (points > 0 && (lastAt === "9" || answer.at > lastAt)) lastAt = answer.at;
    }
    return { teamId, score, lastAt, ...facts };
  });
  return rows
    .filter(({ playing }) => playing)
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.lastAt < b.lastAt ? -1 : a.lastAt > b.lastAt ? 1 : 0) ||
        Number(!a.ranked) - Number(!b.ranked) ||
        a.number - b.number,
    )
    .map(({ teamId, score, lastAt }) => [teamId, score, lastAt]);
}

const names = ["a", "b", "c", "d"] as const;
const tasks = ["x", "y", "z"] as const;
const loose: fc.Arbitrary<Loose> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...tasks)).map(([t, c]) => solve(t, c)) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...tasks)).map(([t, c]) => wrong(t, c)) },
  fc.constantFrom(...names).map((t): Loose => ({ kind: "teamState", teamId: t, data: { playing: false } })),
  fc.constantFrom(...names).map((t): Loose => ({ kind: "teamState", teamId: t, data: { playing: true } })),
  fc.tuple(fc.constantFrom(...names), fc.constantFrom("ranked", "guest")).map(([t, kind]) => team(t, { kind })),
  fc
    .tuple(fc.constantFrom<"void" | "restore" | "grant">("void", "restore", "grant"), fc.integer({ min: 8, max: 40 }))
    .map(([kind, target]): Loose => ({ kind, data: { target, reason: "" } })),
  fc
    .constantFrom(...names)
    .map((t): Loose => ({ kind: "hint", teamId: t, challengeId: "x", data: { hintId: "h", cost: 3 } })),
  fc.integer({ min: 50, max: 200 }).map((initial) => challenge("x", { kind: "static", initial }, { bonus: [10, 5] })),
);
const opening: Loose[] = [
  phase,
  ...names.map((name) => team(name)),
  challenge("x", linear, { bonus: [10, 5] }),
  challenge("y", { kind: "log2" }, { wrongPenalty: 3 }),
  challenge("z", fixed),
];

describe("any interleaving of events", () => {
  it("gives the standing that a plain recount gives, however often it was looked at on the way", () => {
    fc.assert(
      fc.property(fc.array(loose, { maxLength: 60 }), fc.array(fc.nat(80), { maxLength: 8 }), (events, looks) => {
        const whole = log([...opening, ...events]);
        const board = emptyBoard();
        for (const event of whole) {
          applyEvent(board, event);
          // Delivered twice, and read in between: neither changes anything.
          applyEvent(board, event);
          if (looks.includes(event.position)) standing(board);
        }
        const carried = standing(board);
        expect(carried).toEqual(standing(replay(whole)));
        expect(carried.map(({ teamId, score, lastAt }) => [teamId, score, lastAt ?? "9"])).toEqual(plainly(whole));
      }),
      { numRuns: 400 },
    );
  });

  it("does not depend on which of two teams' answers to different challenges stood first", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([solve("a", "x"), solve("b", "y"), solve("c", "z"), wrong("d", "y")], { minLength: 4 }),
        (answers) => {
          const at = time(59);
          const scores = (list: readonly Loose[]) =>
            new Map(
              standing(replay(log([...opening, ...list.map((one) => ({ ...one, at }))]))).map(
                ({ teamId, score, rank }) => [teamId, [score, rank]],
              ),
            );
          const sorted = [...answers].sort((a, b) => String(a.teamId).localeCompare(String(b.teamId)));
          expect(scores(answers)).toEqual(scores(sorted));
        },
      ),
    );
  });
});
