import { describe, expect, it } from "vitest";
import { replay, standing } from "@/domain/competitions/board";
import { combine, stability } from "@/domain/competitions/combination";
import type { LogEvent } from "@/domain/competitions/log";

const phase = (phaseId: string, weight: number, points: Record<string, number>) => ({
  phaseId,
  weight,
  points: new Map(Object.entries(points)),
});

describe("phases with declared weights", () => {
  const phases = [phase("heat", 40, { a: 500, b: 400, c: 100 }), phase("final", 60, { a: 30, b: 60 })];

  it("adds each phase's share of its best, weighted", () => {
    expect(combine(phases).map(({ teamId, total, rank }) => [teamId, total, rank])).toEqual([
      ["b", 92, 1],
      ["a", 70, 2],
      ["c", 8, 3],
    ]);
    expect(combine(phases)[1]?.parts).toEqual([
      { phaseId: "heat", points: 500, contribution: 40 },
      { phaseId: "final", points: 30, contribution: 30 },
    ]);
  });

  it("lets a phase in which nobody scored, and points below zero, count as nothing", () => {
    const empty = [phase("x", 50, { a: 0, b: 0 }), phase("y", 50, { a: 10, b: -5 })];
    expect(combine(empty).map(({ teamId, total }) => [teamId, total])).toEqual([
      ["a", 50],
      ["b", 0],
    ]);
  });
});

describe("stability of the top when each weight moves by ±10 %", () => {
  it("says that a clear order holds", () => {
    const clear = stability([phase("p", 50, { a: 10, b: 5, c: 1 }), phase("q", 50, { a: 10, b: 6, c: 2 })], 3);
    expect(clear.stable).toBe(true);
    expect(clear.scenarios).toHaveLength(4);
    expect(clear.ranges.map(({ teamId, best, worst }) => [teamId, best, worst])).toEqual([
      ["a", 1, 1],
      ["b", 2, 2],
      ["c", 3, 3],
    ]);
  });

  it("shows who would change places, and in which case", () => {
    // Declared 50/50: a 50+47 = 97, b 48+50 = 98. Weight of p at 55: a 55+42.3 = 97.3, b 52.8+45 = 97.8: holds.
    // p at 60/40 would tie; so move the point closer: b 47.5.
    const close = stability([phase("p", 50, { a: 100, b: 95 }), phase("q", 50, { a: 95.2, b: 100 })], 1);
    // Declared: a 97.6, b 97.5. p at 45: a 45+52.36 = 97.36, b 42.75+55 = 97.75.
    expect(close.stable).toBe(false);
    expect(close.scenarios.map(({ phaseId, change, top }) => [phaseId, change, top[0]?.id])).toEqual([
      ["p", -10, "b"],
      ["p", 10, "a"],
      ["q", -10, "a"],
      ["q", 10, "b"],
    ]);
    expect(close.ranges).toEqual([{ teamId: "a", rank: 1, best: 1, worst: 2 }]);
    expect(close.scenarios[0]).toMatchObject({ sameTeams: false, sameOrder: false });
  });

  it("has nothing to move where there is one phase", () => {
    expect(stability([phase("p", 100, { a: 2, b: 1 })], 3).stable).toBe(true);
  });

  it("keeps the weights' sum at 100 also for a phase that carries nearly everything", () => {
    const { scenarios } = stability([phase("p", 95, { a: 1, b: 0 }), phase("q", 5, { a: 0, b: 1 })], 2);
    expect(
      scenarios.find(({ phaseId, change }) => phaseId === "p" && change === 10)?.top.map(({ score }) => score),
    ).toEqual([100, 0]);
  });
});

describe("the standing of an event with several phases", () => {
  it("follows the declared weights, also when it is replayed from the log alone", () => {
    const at = (second: number) => `2026-05-01T08:00:${String(second).padStart(2, "0")}.000000Z`;
    const team = (position: number, teamId: string): LogEvent => ({
      position,
      at: at(position),
      kind: "team",
      teamId,
      data: { name: teamId, number: position, kind: "ranked", division: null, country: null },
    });
    const feed = (position: number, teamId: string, phaseId: string, points: number): LogEvent => ({
      position,
      at: at(position),
      kind: "feed",
      teamId,
      data: { phaseId, points },
    });
    const log: LogEvent[] = [
      { position: 1, at: at(1), kind: "phase", data: { phaseId: "p", kind: "judged", weight: 60 } },
      { position: 2, at: at(2), kind: "phase", data: { phaseId: "q", kind: "quiz", weight: 40 } },
      team(3, "a"),
      team(4, "b"),
      feed(5, "a", "p", 90),
      feed(6, "b", "p", 45),
      feed(7, "a", "q", 2),
      feed(8, "b", "q", 8),
    ];
    // a: 60 + 10; b: 30 + 40. Their raw sums, 92 and 53, would say the same here; with the quiz at 70 they would not.
    expect(standing(replay(log)).map(({ teamId, score }) => [teamId, score])).toEqual([
      ["a", 70],
      ["b", 70],
    ]);
    const other = log.map((event) =>
      event.kind === "phase" && event.data.phaseId === "q" ? { ...event, data: { ...event.data, weight: 90 } } : event,
    );
    expect(standing(replay(other)).map(({ teamId, score }) => [teamId, score])).toEqual([
      ["b", 80],
      ["a", 55],
    ]);
  });
});
