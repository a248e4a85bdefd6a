import { describe, expect, it } from "vitest";
import { ballotRules, type CountedVote, countBallot, type VoteKind } from "@/domain/standards/ballot-rules";

function votes(count: Partial<Record<VoteKind | "withoutReason", number>>): CountedVote[] {
  let next = 0;
  const make = (vote: VoteKind, times = 0, hasReason = true) =>
    Array.from({ length: times }, () => {
      next += 1;
      return {
        organisationId: `o${next}`,
        category: ["vendor", "research", "government"][next % 3] ?? "",
        vote,
        hasReason,
      };
    });
  return [
    ...make("approve", count.approve),
    ...make("approveWithComments", count.approveWithComments),
    ...make("disapprove", count.disapprove),
    ...make("disapprove", count.withoutReason, false),
    ...make("confirm", count.confirm),
    ...make("revise", count.revise),
    ...make("withdraw", count.withdraw),
    ...make("abstain", count.abstain),
  ];
}
const roster = (size: number, observers = 0) =>
  Array.from({ length: size }, (_, index) => ({
    organisationId: `o${index + 1}`,
    category: ["research", "government", "vendor"][index % 3] ?? "",
    full: index < size - observers,
  }));

describe("ballot rules", () => {
  it.each([
    // OASIS TC Process: nine voting members need six yes and at most two no; seven need five and at most one.
    ["oasisSpecial", 9, { approve: 6, disapprove: 2 }, true],
    ["oasisSpecial", 9, { approve: 5, disapprove: 2 }, false],
    ["oasisSpecial", 9, { approve: 6, disapprove: 3 }, false],
    ["oasisSpecial", 7, { approve: 5, disapprove: 1 }, true],
    ["oasisSpecial", 7, { approve: 4, disapprove: 1 }, false],
    ["oasisSpecial", 7, { approve: 5, disapprove: 2 }, false],
    // ISO/IEC Directives part 1, 2.6.3: abstentions and negatives without reasons do not count.
    ["dis", 40, { approve: 20, disapprove: 6, abstain: 10 }, true],
    ["dis", 40, { approve: 15, disapprove: 5 }, true],
    ["dis", 40, { approve: 14, disapprove: 5 }, false],
    ["dis", 40, { approve: 9, approveWithComments: 1, withoutReason: 9 }, true],
    ["dis", 40, { approve: 2, disapprove: 1 }, false],
    ["dis", 40, { abstain: 12 }, false],
    // 全国专业标准化技术委员会管理办法: shares are of those who take part, abstentions among them.
    ["gbCommittee", 8, { approve: 4, disapprove: 1, abstain: 1 }, true],
    ["gbCommittee", 8, { approve: 3, abstain: 3 }, false],
    ["gbCommittee", 8, { approve: 4, disapprove: 2 }, false],
    ["gbCommittee", 8, { approve: 5 }, false],
    ["experts34", 12, { approve: 6, disapprove: 2 }, true],
    ["experts34", 12, { approve: 7 }, false],
    ["experts34", 12, { approve: 5, disapprove: 3 }, false],
  ] as const)("%s, roster of %i: %o → %s", (rule, size, count, approved) => {
    expect(countBallot(ballotRules[rule], roster(size), votes(count), null).approved).toBe(approved);
  });

  it("the drafter's organisation stands aside where the rule says so, and strangers never count", () => {
    const outcome = countBallot(ballotRules.experts34, roster(4), votes({ approve: 5 }), "o1");
    expect(outcome.tally).toMatchObject({ roster: 3, approve: 3, excluded: 2 });
  });

  it.each([
    // Two thirds are asked of full members alone, one quarter of everybody (ISO/IEC Directives part 1, 2.6.3).
    ["observers against do not spoil the two thirds", 9, 3, { approve: 6, disapprove: 2 }, true],
    ["but they count in the quarter", 9, 3, { approve: 6, disapprove: 3 }, false],
    ["and their approval makes no two thirds", 9, 6, { approve: 5, disapprove: 0 }, true],
  ] as const)("DIS with observers: %s", (_, size, observers, count, approved) => {
    expect(countBallot(ballotRules.dis, roster(size, observers), votes(count), null).approved).toBe(approved);
  });

  it.each([
    [10, { confirm: 4, revise: 1 }, "confirm"],
    [10, { confirm: 2, revise: 3 }, "revise"],
    [10, { withdraw: 5, abstain: 2 }, "withdraw"],
    [10, { confirm: 3, revise: 3 }, null],
    [10, { confirm: 2, revise: 2, withdraw: 1 }, null],
    [10, { confirm: 4 }, null],
    [10, { abstain: 6 }, null],
  ] as const)("systematic review, roster of %i: %o → %s", (size, count, decision) => {
    const outcome = countBallot(ballotRules.systematicReview, roster(size), votes(count), null);
    expect(outcome.decision).toBe(decision);
    expect(outcome.approved).toBe(decision !== null);
  });

  it("observers have no vote where the rule gives them none", () => {
    const outcome = countBallot(ballotRules.oasisSpecial, roster(6, 2), votes({ approve: 6 }), null);
    expect(outcome.tally).toMatchObject({ roster: 4, approve: 4, excluded: 2 });
  });

  it("a category above one half spoils a capped ballot", () => {
    const many = votes({ approve: 6 }).map((vote, index) => ({ ...vote, category: index < 4 ? "vendor" : "research" }));
    const outcome = countBallot(ballotRules.gbCommittee, roster(6), many, null);
    expect(outcome.approved).toBe(false);
    expect(outcome.arithmetic.at(-1)).toEqual({
      id: "balance",
      part: 4,
      base: 6,
      is: "atMost",
      share: [1, 2],
      holds: false,
    });
  });
});
