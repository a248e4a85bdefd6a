import { describe, expect, it } from "vitest";
import { judgeScores } from "@/domain/matching/judgements";

const judgements = [
  { need: "n", subject: "a", grade: 3 },
  { need: "n", subject: "b", grade: 1 },
  { need: "n", subject: "c", grade: 0 },
];
const scored = (scores: Record<string, number>) =>
  Object.entries(scores).map(([subject, score]) => ({ need: "n", subject, score }));

describe("judged scores", () => {
  it.each([
    // ideal: 3 + 1/log2(3) = 3.631; reversed: 0 + 1/log2(3) + 3/2 = 2.131
    ["the best order", { a: 3, b: 2, c: 1 }, { ndcgAt10: 1, meanReciprocalRank: 1, pairLossByNeed: 0 }],
    ["the worst order", { a: 1, b: 2, c: 3 }, { ndcgAt10: 0.5869, meanReciprocalRank: 1 / 3, pairLossByNeed: 1 }],
    // gaps: ab 2, ac 3, bc 1; only ab is wrong: 2 of 6
    ["one pair wrong", { a: 2, b: 3, c: 1 }, { meanReciprocalRank: 1 / 2, pairLossByNeed: 1 / 3 }],
    ["all alike", { a: 1, b: 1, c: 1 }, { pairLossByNeed: 1 / 2 }],
  ])("%s", (_name, scores, expected) => {
    const quality = judgeScores(judgements, scored(scores), 2);
    for (const [measure, value] of Object.entries(expected))
      expect(quality[measure as keyof typeof expected]).toBeCloseTo(value, 4);
  });

  it("count what was not scored, and pairs within a subject apart", () => {
    const quality = judgeScores(
      [...judgements, { need: "m", subject: "a", grade: 0 }],
      [...scored({ a: 1, b: 0 }), { need: "m", subject: "a", score: 2 }],
      2,
    );
    expect(quality).toMatchObject({ needs: 2, judged: 4, unscored: 1, pairLossBySubject: 1 });
  });
});
