import { atMostHalf } from "./balance";

/** Ballot rules as data. Fractions are compared by cross multiplication: no rounding decides a ballot. */
export const voteKinds = ["approve", "approveWithComments", "disapprove", "abstain"] as const;
export type VoteKind = (typeof voteKinds)[number];

export type CountedVote = {
  readonly organisationId: string;
  readonly category: string;
  readonly vote: VoteKind;
  /** A negative vote counts only with a technical reason where the rule says so. */
  readonly hasReason: boolean;
};

type Fraction = readonly [number, number];
type Base = "cast" | "roster" | "counted";
type Condition = {
  readonly id: "yes" | "no" | "quorum";
  readonly part: "yes" | "no" | "voted";
  readonly of: Base;
  readonly is: "atLeast" | "atMost";
  readonly share: Fraction;
};
export type BallotRule = {
  readonly id: BallotRuleId;
  readonly zh: string;
  readonly en: string;
  readonly source: string;
  readonly conditions: readonly Condition[];
  /** The drafter's organisation has no vote. */
  readonly excludesDrafter: boolean;
  /** No category may hold more than half of the votes that count. */
  readonly capsCategories: boolean;
};

export const ballotRuleIds = ["dis", "oasisSpecial", "gbCommittee", "experts34", "experts34Capped"] as const;
export type BallotRuleId = (typeof ballotRuleIds)[number];

export const ballotRules: Readonly<Record<BallotRuleId, BallotRule>> = {
  dis: {
    id: "dis",
    zh: "国际标准草案（DIS）：赞成不少于三分之二，反对不超过四分之一",
    en: "Enquiry draft (DIS): at least 2/3 in favour, at most 1/4 against",
    source: "ISO/IEC Directives part 1, 2.6.3",
    conditions: [
      { id: "yes", part: "yes", of: "counted", is: "atLeast", share: [2, 3] },
      { id: "no", part: "no", of: "cast", is: "atMost", share: [1, 4] },
    ],
    excludesDrafter: false,
    capsCategories: false,
  },
  oasisSpecial: {
    id: "oasisSpecial",
    zh: "特别多数：赞成不少于名册的三分之二，反对不超过名册的四分之一",
    en: "Special majority: yes at least 2/3 of the roster, no at most 1/4 of it",
    source: "OASIS TC Process, special majority vote",
    conditions: [
      { id: "yes", part: "yes", of: "roster", is: "atLeast", share: [2, 3] },
      { id: "no", part: "no", of: "roster", is: "atMost", share: [1, 4] },
    ],
    excludesDrafter: false,
    capsCategories: false,
  },
  gbCommittee: {
    id: "gbCommittee",
    zh: "技术委员会表决：投票不少于四分之三，赞成不少于三分之二，反对不超过四分之一",
    en: "Technical committee: 3/4 vote, at least 2/3 in favour, at most 1/4 against",
    source: "全国专业标准化技术委员会管理办法",
    conditions: [
      { id: "quorum", part: "voted", of: "roster", is: "atLeast", share: [3, 4] },
      { id: "yes", part: "yes", of: "cast", is: "atLeast", share: [2, 3] },
      { id: "no", part: "no", of: "cast", is: "atMost", share: [1, 4] },
    ],
    excludesDrafter: false,
    capsCategories: true,
  },
  experts34: {
    id: "experts34",
    zh: "专家表决：投票过三分之二，赞成不少于四分之三，起草单位回避",
    en: "Experts: 2/3 vote, at least 3/4 in favour, the drafter's organisation stands aside",
    source: "Lianfang community rule",
    conditions: [
      { id: "quorum", part: "voted", of: "roster", is: "atLeast", share: [2, 3] },
      { id: "yes", part: "yes", of: "cast", is: "atLeast", share: [3, 4] },
    ],
    excludesDrafter: true,
    capsCategories: false,
  },
  experts34Capped: {
    id: "experts34Capped",
    zh: "专家表决（同类单位不超过半数），起草单位回避",
    en: "Experts with a cap of one half a category, the drafter's organisation stands aside",
    source: "Lianfang community rule",
    conditions: [
      { id: "quorum", part: "voted", of: "roster", is: "atLeast", share: [2, 3] },
      { id: "yes", part: "yes", of: "cast", is: "atLeast", share: [3, 4] },
    ],
    excludesDrafter: true,
    capsCategories: true,
  },
};

export type Arithmetic = {
  readonly id: "yes" | "no" | "quorum" | "balance";
  readonly part: number;
  readonly base: number;
  readonly is: "atLeast" | "atMost";
  readonly share: Fraction;
  readonly holds: boolean;
};
export type Outcome = {
  readonly approved: boolean;
  readonly tally: Readonly<Record<VoteKind | "roster" | "withoutReason" | "excluded", number>>;
  readonly arithmetic: readonly Arithmetic[];
};

/**
 * Counts a closed ballot and shows the arithmetic, so that anyone can do it again.
 * @param roster organisations entitled to vote when the ballot opened; votes from elsewhere do not count
 * @param drafterId the organisation that drafted the text, or null
 */
export function countBallot(
  rule: BallotRule,
  roster: readonly string[],
  votes: readonly CountedVote[],
  drafterId: string | null,
): Outcome {
  const entitled = new Set(roster);
  if (rule.excludesDrafter && drafterId !== null) entitled.delete(drafterId);
  const valid = votes.filter(({ organisationId }) => entitled.has(organisationId));
  const of = (kind: VoteKind) => valid.filter(({ vote }) => vote === kind);
  const yes = [...of("approve"), ...of("approveWithComments")];
  const no = of("disapprove").filter(({ hasReason }) => hasReason);
  const cast = [...yes, ...no];
  // DIS counts the two thirds without abstentions and without negatives that give no reason; both bases are then equal.
  const bases: Record<Base, number> = { cast: cast.length, counted: cast.length, roster: entitled.size };
  const parts = { yes: yes.length, no: no.length, voted: valid.length };
  const arithmetic: Arithmetic[] = rule.conditions.map(({ id, part, of: base, is, share: [top, bottom] }) => {
    const left = parts[part] * bottom;
    const right = bases[base] * top;
    const holds = bases[base] > 0 && (is === "atLeast" ? left >= right : left <= right);
    return { id, part: parts[part], base: bases[base], is, share: [top, bottom], holds };
  });
  if (rule.capsCategories) {
    const { largest, total, holds } = atMostHalf(cast.map(({ category }) => category));
    arithmetic.push({ id: "balance", part: largest, base: total, is: "atMost", share: [1, 2], holds });
  }
  return {
    approved: arithmetic.every(({ holds }) => holds),
    tally: {
      approve: of("approve").length,
      approveWithComments: of("approveWithComments").length,
      disapprove: of("disapprove").length,
      abstain: of("abstain").length,
      withoutReason: of("disapprove").length - no.length,
      roster: entitled.size,
      excluded: votes.length - valid.length,
    },
    arithmetic,
  };
}
