import { describe, expect, it } from "vitest";
import {
  type EventEntry,
  eventPoints,
  eventWeight,
  monthsBefore,
  type SeasonEvent,
  seasonRanking,
} from "@/domain/competitions/season";
import { seededRandom } from "@/domain/shared/seeded-random";

const entry = (entrantId: string, rank: number, points: number, change: Partial<EventEntry> = {}): EventEntry => ({
  entrantId,
  rank,
  points,
  excluded: false,
  completed: points > 0,
  verified: true,
  share: 1,
  ...change,
});
const event = (eventId: string, day: string, entries: EventEntry[]): SeasonEvent => ({
  eventId,
  at: new Date(day),
  entries,
});
const rank = (events: SeasonEvent[], asOf = "2026-12-31") =>
  seasonRanking(events, new Date(asOf), () => seededRandom(7));

describe("the weight of an event", () => {
  it.each([
    ["nobody known, everybody there and verified", [entry("a", 1, 9), entry("b", 2, 5)], 0, 10],
    ["prior ratings of 100 double it", [entry("a", 1, 9), entry("b", 2, 5)], 50, 20],
    ["half completed", [entry("a", 1, 9), entry("b", 2, 0)], 0, 7.5],
    ["nobody verified", [entry("a", 1, 9, { verified: false })], 0, 5],
    ["half completed, half verified", [entry("a", 1, 9), entry("b", 2, 0, { verified: false })], 0, 5.63],
    ["never above 50", Array.from({ length: 100 }, (_, n) => entry(`t${n}`, n + 1, 9)), 300, 50],
    ["nobody at all", [], 0, 2.5],
  ])("%s", (_, entries, prior, weight) => {
    expect(eventWeight(entries, () => prior).weight).toBe(weight);
  });

  it("does not count organisers and setters as field, whatever their rating", () => {
    const field = [entry("a", 1, 9), entry("host", 2, 5, { excluded: true })];
    expect(eventWeight(field, (id) => (id === "host" ? 10_000 : 0))).toEqual({
      strength: 0,
      completion: 1,
      verified: 1,
      weight: 10,
    });
  });
});

describe("points of one event: (points ÷ best + 1 ÷ rank) × weight × share", () => {
  it.each([
    ["the first", entry("a", 1, 100), 20],
    ["half the points on rank two", entry("a", 2, 50), 10],
    ["rank four, quarter", entry("a", 4, 25), 5],
    ["nothing scored", entry("a", 1, 0), 0],
    ["excluded", entry("a", 1, 100, { excluded: true }), 0],
    ["one of a team of four", entry("a", 1, 100, { share: 0.5 }), 10],
  ])("%s", (_, one, points) => {
    expect(eventPoints(one, 100, 10)).toBe(points);
  });
});

describe("the season", () => {
  it("replays the events in order, so that the field of the second is worth more", () => {
    const season = rank([
      event("two", "2026-06-01", [entry("b", 1, 100), entry("a", 2, 50)]),
      event("one", "2026-03-01", [entry("a", 1, 100), entry("b", 2, 50)]),
    ]);
    // one: weight 10 → a 20, b 10. two: strength 30 → 10·(1+log2 1.3) = 13.79 → b 27.58, a 13.79.
    expect(season.weights.get("two")).toEqual({ strength: 30, completion: 1, verified: 1, weight: 13.79 });
    expect(season.rows.map(({ entrantId, total, rank }) => [entrantId, total, rank])).toEqual([
      ["b", 37.58, 1],
      ["a", 33.79, 2],
    ]);
  });

  it("ranks without the organisers: whoever stood behind them moves up", () => {
    const { rows } = rank([
      event("one", "2026-03-01", [entry("host", 1, 200, { excluded: true }), entry("a", 2, 100)]),
    ]);
    expect(rows.map(({ entrantId, total }) => [entrantId, total])).toEqual([["a", 20]]);
  });

  it("counts the best ten of twelve months", () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      event(`e${n}`, new Date(Date.UTC(2026, n, 15)).toISOString(), [entry("a", 1, 100), entry("b", 2, 100 - n)]),
    );
    const old = event("old", "2025-12-30T00:00:00Z", [entry("old", 1, 5)]);
    const { rows } = rank([...many, old]);
    expect(rows.map(({ entrantId }) => entrantId)).toEqual(["a", "b"]);
    expect(rows[0]?.results.filter(({ counts }) => counts)).toHaveLength(10);
    expect(rows[0]?.results).toHaveLength(12);
    expect(rows[0]?.total).toBeCloseTo(
      [...(rows[0]?.results ?? [])]
        .map(({ points }) => points)
        .sort((x, y) => y - x)
        .slice(0, 10)
        .reduce((x, y) => x + y, 0),
      2,
    );
  });

  it("gives an interval from three results on, the same for everybody who computes it, around the total", () => {
    const events = [1, 2, 3, 4].map((n) =>
      event(`e${n}`, `2026-0${n}-01`, [entry("a", n, 100 / n), entry("b", 1, 100)]),
    );
    const [first, second] = [rank(events), rank(events)];
    expect(first).toEqual(second);
    const a = first.rows.find(({ entrantId }) => entrantId === "a");
    expect(a?.interval?.low).toBeLessThan(a?.total ?? 0);
    expect(a?.interval?.high).toBeGreaterThan(a?.total ?? 0);
    expect(rank(events.slice(0, 2)).rows[0]?.interval).toBeNull();
  });

  it.each([
    ["2026-12-31T10:00:00.000Z", 12, "2025-12-31T10:00:00.000Z"],
    ["2026-03-31T10:00:00.000Z", 1, "2026-02-28T10:00:00.000Z"],
    ["2024-02-29T00:00:00.000Z", 12, "2023-02-28T00:00:00.000Z"],
  ])("%s less %i months is %s", (at, months, earlier) => {
    expect(monthsBefore(new Date(at), months).toISOString()).toBe(earlier);
  });
});
