import { describe, expect, test } from "vitest";
import { meanReciprocalRank, ndcgAt, pairLoss, recallAt, reciprocalRank } from "@/domain/matching/quality";

describe("nDCG", () => {
  test.each([
    ["ideal order", [3, 2, 1, 0], 4, 1],
    ["worst order of two", [0, 1], 2, 1 / Math.log2(3)],
    ["cut off before the gain", [0, 0, 1], 2, 0],
    ["nothing relevant", [0, 0], 2, 1],
    ["nothing ranked", [], 5, 1],
    ["worked example", [3, 2, 3, 0, 1, 2], 6, 0.9608],
  ])("%s", (_, gains, k, expected) => {
    expect(ndcgAt(gains, k)).toBeCloseTo(expected, 4);
  });
});

describe("recall and reciprocal rank", () => {
  const relevant = new Set(["b", "d"]);
  test.each([
    [["a", "b", "c", "d"], 2, 0.5, 0.5],
    [["d", "b"], 2, 1, 1],
    [["a", "c"], 2, 0, 0],
    [[], 2, 0, 0],
  ])("%j: recall@%s %s, reciprocal rank %s", (ranked, k, recall, reciprocal) => {
    expect(recallAt(ranked, relevant, k)).toBe(recall);
    expect(reciprocalRank(ranked, relevant)).toBe(reciprocal);
  });

  test("mean over rankings", () => {
    expect(
      meanReciprocalRank([
        { ranked: ["b"], relevant },
        { ranked: ["a", "b"], relevant },
      ]),
    ).toBe(0.75);
    expect(meanReciprocalRank([])).toBe(0);
  });
});

describe("gap-weighted pair loss", () => {
  test.each([
    [
      "right order",
      [
        [
          { score: 2, judged: 5 },
          { score: 1, judged: 1 },
        ],
      ],
      0,
    ],
    [
      "wrong order",
      [
        [
          { score: 1, judged: 5 },
          { score: 2, judged: 1 },
        ],
      ],
      1,
    ],
    [
      "tie in the scores",
      [
        [
          { score: 1, judged: 5 },
          { score: 1, judged: 1 },
        ],
      ],
      0.5,
    ],
    [
      "tie in the judgements",
      [
        [
          { score: 1, judged: 3 },
          { score: 2, judged: 3 },
        ],
      ],
      0,
    ],
    ["nothing judged", [], 0],
    [
      "a small gap wrong costs less than a large gap wrong",
      [
        [
          { score: 3, judged: 4 },
          { score: 2, judged: 5 },
          { score: 1, judged: 1 },
        ],
      ],
      1 / 8,
    ],
    ["pairs are never taken across lists", [[{ score: 1, judged: 5 }], [{ score: 9, judged: 1 }]], 0],
  ])("%s", (_, lists, expected) => {
    expect(pairLoss(lists)).toBeCloseTo(expected, 10);
  });
});
