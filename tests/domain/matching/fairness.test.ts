import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exposureShare, requiredCounts, rerankFairly, rerankingCost } from "@/domain/matching/fairness";
import { rankWithSeed } from "@/domain/matching/tie-break";

describe("required counts (FA*IR)", () => {
  test.each([
    [20, 0.25, 0.1, "0×8 1×6 2×5 3×1"],
    [10, 0.5, 0.1, "0×3 1×3 2×2 3×2"],
    [10, 0, 0.1, "0×10"],
    [4, 1, 0.1, "1×1 2×1 3×1 4×1"],
  ])("k=%s p=%s α=%s: %s", (k, share, alpha, expected) => {
    const counts = requiredCounts(k, share, alpha);
    const runs = [...Map.groupBy(counts, (count) => count)].map(([count, places]) => `${count}×${places.length}`);
    expect(runs.join(" ")).toBe(expected);
  });

  test("never fall, and never rise by more than one", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        (share, alpha) => {
          const counts = requiredCounts(40, share, alpha);
          return counts.every((count, at) => count >= (counts[at - 1] ?? 0) && count <= (counts[at - 1] ?? 0) + 1);
        },
      ),
    );
  });
});

const candidates = Array.from({ length: 60 }, (_, at) => ({ id: `s${at}`, score: 60 - at }));
const small = { id: "small", share: 0.25, members: new Set(["s30", "s40", "s45", "s50"]) };
const remote = { id: "remote", share: 0.25, members: new Set(["s31", "s41", "s46", "s50"]) };

describe("re-ranking", () => {
  test("draws members of one group forward as late as the counts allow", () => {
    const { ranked, lifted, groups } = rerankFairly(candidates, [small], { k: 20, alpha: 0.1 });
    expect(ranked.findIndex(({ id }) => id === "s30")).toBe(8);
    expect(ranked.findIndex(({ id }) => id === "s40")).toBe(14);
    expect(lifted).toEqual(["s30", "s40", "s45"]);
    expect(groups[0]?.unmet).toEqual([]);
  });

  test("serves two groups whose counts rise at the same place", () => {
    const { groups, cost } = rerankFairly(candidates, [small, remote], { k: 20, alpha: 0.1 });
    expect(groups.map(({ unmet }) => unmet)).toEqual([[], []]);
    expect(cost).toBeGreaterThan(0);
  });

  test("leaves a ranking alone that is fair already", () => {
    const members = new Set(["s0", "s5", "s10", "s15"]);
    const result = rerankFairly(candidates, [{ id: "small", share: 0.25, members }], { k: 20, alpha: 0.1 });
    expect(result.ranked).toEqual(candidates);
    expect(result.lifted).toEqual([]);
    expect(result.cost).toBe(0);
  });

  test("says where a group is too small, and fills by score", () => {
    const one = { id: "small", share: 0.25, members: new Set(["s30"]) };
    const { groups, ranked } = rerankFairly(candidates, [one], { k: 20, alpha: 0.1 });
    expect(groups[0]?.unmet).toEqual([15, 16, 17, 18, 19, 20]);
    expect(ranked).toHaveLength(60);
  });

  test.each([[[]], [[{ id: "a", score: 1 }]]])("%j", (few) => {
    expect(rerankFairly(few, [small], { k: 20, alpha: 0.1 }).ranked).toEqual(few);
  });

  test("keeps everybody once, reaches what can be reached, and never costs less than nothing", () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 40 });
    fc.assert(
      fc.property(ids, ids, (first, second) => {
        const groups = [first, second].map((members, at) => ({
          id: String(at),
          share: 0.25,
          members: new Set(members.map((member) => `s${member}`)),
        }));
        const result = rerankFairly(candidates, groups, { k: 20, alpha: 0.1 });
        expect(new Set(result.ranked.map(({ id }) => id)).size).toBe(60);
        expect(result.cost).toBeGreaterThanOrEqual(0);
        for (const [at, group] of groups.entries()) {
          if (group.members.size >= 3) expect(result.groups[at]?.unmet).toEqual([]);
        }
      }),
    );
  });

  test("cost is the share of nDCG given up, also with negative scores", () => {
    const before = [
      { id: "a", score: 1 },
      { id: "b", score: -1 },
    ];
    expect(rerankingCost(before, before, 20)).toBe(0);
    expect(rerankingCost(before, [...before].reverse(), 20)).toBeCloseTo(1 - 1 / Math.log2(3), 10);
    expect(rerankingCost([], [], 20)).toBe(0);
  });
});

describe("exposure", () => {
  test.each([
    [[["a", "b"]], ["a", "b"], 1],
    [[["a", "b"]], [], 0],
    [
      [
        ["a", "b"],
        ["b", "a"],
      ],
      ["a"],
      0.5,
    ],
    [[], ["a"], 0],
  ])("%j of %j: %s", (rankings, members, expected) => {
    expect(exposureShare(rankings, new Set(members))).toBeCloseTo(expected, 10);
  });
});

describe("seeded ties", () => {
  const tied = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, score: 1 }));
  const order = (seed: number, input = tied) =>
    rankWithSeed(input, seed)
      .ranked.map(({ id }) => id)
      .join("");

  test("the same seed gives the same order, whatever order they came in", () => {
    expect(order(7)).toBe(order(7, [...tied].reverse()));
  });

  test("different seeds give everybody the first place", () => {
    const first = new Set(Array.from({ length: 100 }, (_, seed) => order(seed)[0]));
    expect(first.size).toBe(6);
  });

  test("merit comes before the draw, and the draw is logged", () => {
    const { ranked, log } = rankWithSeed([...tied, { id: "best", score: 2 }], 7);
    expect(ranked[0]?.id).toBe("best");
    expect(log.seed).toBe(7);
    expect(log.ties).toEqual([{ score: 1, order: ranked.slice(1).map(({ id }) => id) }]);
  });
});
