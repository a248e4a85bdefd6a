import { describe, expect, test } from "vitest";
import { fairShares, firstPage, mostCost, rankWithShares } from "@/domain/matching/fair-shares";

type Firm = { id: string; score: number; sizeBand: string | null; region: string | null };

/** Large firms of Beijing first, then small ones, then ones of the west; `gap` points apart. */
function firms(large: number, small: number, western: number, gap: number): Firm[] {
  const made = (count: number, name: string, sizeBand: string, region: string) =>
    Array.from({ length: count }, (_, at) => ({ id: `${name}${at}`, sizeBand, region }));
  return [
    ...made(large, "large", "large", "CN-11"),
    ...made(small, "small", "small", "CN-11"),
    ...made(western, "west", "large", "CN-62"),
  ].map((firm, at) => ({ ...firm, score: 50 - at * gap }));
}

describe("stated shares", () => {
  test("small firms and under-served regions reach their counts when little stands between them", () => {
    const fair = rankWithShares(firms(30, 10, 10, 0.05));
    expect(fair.kept).toBe(1);
    for (const { required, reached, unmet } of fair.groups) {
      expect(unmet).toEqual([]);
      expect(reached.at(-1)).toBeGreaterThanOrEqual(required.at(-1) ?? 0);
    }
    expect(fair.groups.map(({ required }) => required.at(-1))).toEqual([3, 1]);
    expect(fair.cost).toBeLessThanOrEqual(mostCost);
    expect(fair.lifted.length).toBeGreaterThan(0);
  });

  test.each([0.01, 0.1, 1, 3])("never costs more of nDCG@20 than allowed (points apart: %s)", (gap) => {
    expect(rankWithShares(firms(40, 5, 5, gap)).cost).toBeLessThanOrEqual(mostCost);
  });

  test("gives up the shares rather than the quality when the groups are far behind", () => {
    const apart = [...firms(20, 0, 0, 0), ...firms(0, 6, 0, 0).map((firm) => ({ ...firm, score: 0 }))];
    const fair = rankWithShares(apart);
    expect(fair.kept).toBeLessThan(1);
    expect(fair.cost).toBeLessThanOrEqual(mostCost);
  });

  test("nobody and few are ranked as they are", () => {
    expect(rankWithShares([]).ranked).toEqual([]);
    expect(rankWithShares(firms(2, 0, 0, 1)).ranked.map(({ id }) => id)).toEqual(["large0", "large1"]);
  });

  test("the shares and the page are the ones that are published", () => {
    expect({ ...fairShares, firstPage }).toEqual({ smallFirms: 0.25, underservedRegions: 0.15, firstPage: 20 });
  });
});
