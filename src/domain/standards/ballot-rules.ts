import { atMostHalf } from "./balance";

/** Ballot rules as data. Fractions are compared by cross multiplication: no rounding decides a ballot. */
export const textVotes = ["approve", "approveWithComments", "disapprove", "abstain"] as const;
export const reviewVotes = ["confirm", "revise", "withdraw", "abstain"] as const;
export const voteKinds = [
  "approve",
  "approveWithComments",
  "disapprove",
  "confirm",
  "revise",
  "withdraw",
  "abstain",
] as const;
export type VoteKind = (typeof voteKinds)[number];
export const reviewDecisions = ["confirm", "revise", "withdraw"] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

/** A vote that asks for something other than the text as it is must say why. */
export function needsReason(vote: VoteKind): boolean {
  return vote !== "approve" && vote !== "confirm" && vote !== "abstain";
}

export type CountedVote = {
  readonly organisationId: string;
  readonly category: string;
  readonly vote: VoteKind;
  /** A negative vote counts only with a technical reason where the rule says so. */
  readonly hasReason: boolean;
};

type Fraction = readonly [number, number];
/** `cast`: yes and reasoned no; `castFull`: those of full members alone; `voted`: abstentions too. */
type Base = "cast" | "castFull" | "voted" | "roster";
type Condition = {
  readonly id: "yes" | "no" | "quorum";
  readonly part: "yes" | "yesFull" | "no" | "voted";
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
  readonly choices: "text" | "review";
  /** Observers' organisations vote too; what only full members decide says so in its condition. */
  readonly observersVote: boolean;
  /** The drafter's organisation has no vote. */
  readonly excludesDrafter: boolean;
  /** No category may hold more than half of the votes that count. */
  readonly capsCategories: boolean;
};

export const ballotRuleIds = [
  "dis",
  "oasisSpecial",
  "gbCommittee",
  "experts34",
  "experts34Capped",
  "systematicReview",
] as const;
export type BallotRuleId = (typeof ballotRuleIds)[number];

export const ballotRules: Readonly<Record<BallotRuleId, BallotRule>> = {
  dis: {
    id: "dis",
    zh: "国际标准草案（DIS）：赞成不少于三分之二，反对不超过四分之一",
    en: "Enquiry draft (DIS): at least 2/3 in favour, at most 1/4 against",
    source: "ISO/IEC Directives part 1, 2.6.3",
    conditions: [
      { id: "yes", part: "yesFull", of: "castFull", is: "atLeast", share: [2, 3] },
      { id: "no", part: "no", of: "cast", is: "atMost", share: [1, 4] },
    ],
    choices: "text",
    observersVote: true,
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
    choices: "text",
    observersVote: false,
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
      { id: "yes", part: "yes", of: "voted", is: "atLeast", share: [2, 3] },
      { id: "no", part: "no", of: "voted", is: "atMost", share: [1, 4] },
    ],
    choices: "text",
    observersVote: false,
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
    choices: "text",
    observersVote: false,
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
    choices: "text",
    observersVote: false,
    excludesDrafter: true,
    capsCategories: true,
  },
  systematicReview: {
    id: "systematicReview",
    zh: "复审表决：投票过半数，其中过半数的选择为结论",
    en: "Systematic review: half of the roster votes, and more than half of those who chose agree",
    source: "ISO/IEC Directives part 1, 2.9",
    conditions: [{ id: "quorum", part: "voted", of: "roster", is: "atLeast", share: [1, 2] }],
    choices: "review",
    observersVote: false,
    excludesDrafter: false,
    capsCategories: false,
  },
};

export type Arithmetic = {
  readonly id: "yes" | "no" | "quorum" | "balance" | "majority";
  readonly part: number;
  readonly base: number;
  readonly is: "atLeast" | "atMost" | "moreThan";
  readonly share: Fraction;
  readonly holds: boolean;
};
export type Outcome = {
  /** Of a review: that it came to a decision. */
  readonly approved: boolean;
  readonly decision: ReviewDecision | null;
  readonly tally: Readonly<Record<VoteKind | "roster" | "withoutReason" | "excluded", number>>;
  readonly arithmetic: readonly Arithmetic[];
};

export type RosterEntry = {
  readonly organisationId: string;
  readonly category: string;
  /** False for an observer's organisation, which votes where the rule lets it. */
  readonly full: boolean;
};

/** Organisations that have a vote: the drafter's is taken out where the rule says so, and observers where they have none. */
export function entitledTo(
  rule: Pick<BallotRule, "excludesDrafter" | "observersVote">,
  roster: readonly RosterEntry[],
  drafterId: string | null,
): RosterEntry[] {
  return roster.filter(
    ({ organisationId, full }) =>
      (full || rule.observersVote) && !(rule.excludesDrafter && organisationId === drafterId),
  );
}

/**
 * Counts a closed ballot and shows the arithmetic, so that anyone can do it again.
 * @param roster organisations of the group when the ballot opened; votes from elsewhere do not count
 * @param drafterId the organisation that drafted the text, or null
 */
export function countBallot(
  rule: Omit<BallotRule, "id" | "zh" | "en">,
  roster: readonly RosterEntry[],
  votes: readonly CountedVote[],
  drafterId: string | null,
): Outcome {
  const entitled = new Map(entitledTo(rule, roster, drafterId).map((entry) => [entry.organisationId, entry]));
  const valid = votes.filter(({ organisationId }) => entitled.has(organisationId));
  const isFull = ({ organisationId }: CountedVote) => entitled.get(organisationId)?.full === true;
  const of = (kind: VoteKind) => valid.filter(({ vote }) => vote === kind);
  const yes = [...of("approve"), ...of("approveWithComments")];
  const no = of("disapprove").filter(({ hasReason }) => hasReason);
  const chosen = valid.filter(({ vote }) => vote !== "abstain");
  // Abstentions and negatives without a technical reason are not votes cast (ISO/IEC Directives part 1, 2.6.3).
  const cast = rule.choices === "review" ? chosen : [...yes, ...no];
  const bases: Record<Base, number> = {
    cast: cast.length,
    castFull: cast.filter(isFull).length,
    voted: valid.length,
    roster: entitled.size,
  };
  const parts = { yes: yes.length, yesFull: yes.filter(isFull).length, no: no.length, voted: valid.length };
  const arithmetic: Arithmetic[] = rule.conditions.map(({ id, part, of: base, is, share: [top, bottom] }) => {
    const left = parts[part] * bottom;
    const right = bases[base] * top;
    const holds = bases[base] > 0 && (is === "atLeast" ? left >= right : left <= right);
    return { id, part: parts[part], base: bases[base], is, share: [top, bottom], holds };
  });
  const leading = reviewDecisions
    .map((kind) => ({ kind, votes: of(kind).length }))
    .toSorted((a, b) => b.votes - a.votes)[0];
  if (rule.choices === "review" && leading) {
    const holds = leading.votes * 2 > cast.length;
    arithmetic.push({ id: "majority", part: leading.votes, base: cast.length, is: "moreThan", share: [1, 2], holds });
  }
  if (rule.capsCategories) {
    const { largest, total, holds } = atMostHalf(cast.map(({ category }) => category));
    arithmetic.push({ id: "balance", part: largest, base: total, is: "atMost", share: [1, 2], holds });
  }
  const approved = arithmetic.every(({ holds }) => holds);
  return {
    approved,
    decision: rule.choices === "review" && approved ? (leading?.kind ?? null) : null,
    tally: {
      approve: of("approve").length,
      approveWithComments: of("approveWithComments").length,
      disapprove: of("disapprove").length,
      confirm: of("confirm").length,
      revise: of("revise").length,
      withdraw: of("withdraw").length,
      abstain: of("abstain").length,
      withoutReason: of("disapprove").length - no.length,
      roster: entitled.size,
      excluded: votes.length - valid.length,
    },
    arithmetic,
  };
}
