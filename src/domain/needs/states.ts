import type { NeedState } from "./schema";

/** The life of a need. Every move that the platform knows stands in this table; what is not here is refused. */
export const needActs = [
  "submitForReview",
  "returnToDraft",
  "publish",
  "amend",
  "close",
  "open",
  "beginEvaluation",
  "award",
  "annulAward",
  "beginDelivery",
  "accept",
  "archive",
  "terminate",
  "cancel",
  "fail",
] as const;
export type NeedAct = (typeof needActs)[number];

export const transitions: Readonly<Record<NeedAct, { readonly from: readonly NeedState[]; readonly to: NeedState }>> = {
  submitForReview: { from: ["draft"], to: "review" },
  returnToDraft: { from: ["review"], to: "draft" },
  publish: { from: ["draft", "review"], to: "open" },
  amend: { from: ["open", "amended"], to: "amended" },
  close: { from: ["open", "amended"], to: "closed" },
  open: { from: ["closed"], to: "opened" },
  beginEvaluation: { from: ["opened"], to: "evaluating" },
  award: { from: ["evaluating"], to: "awarded" },
  /** A complaint was upheld: the evaluation is taken up again. */
  annulAward: { from: ["awarded"], to: "evaluating" },
  /** Both sides signed the agreement. */
  beginDelivery: { from: ["awarded"], to: "delivering" },
  /** The last milestone was accepted. */
  accept: { from: ["delivering"], to: "accepted" },
  archive: { from: ["accepted"], to: "archived" },
  /** Both sides agreed to end the engagement before everything was delivered. */
  terminate: { from: ["awarded", "delivering"], to: "failed" },
  cancel: { from: ["draft", "review", "open", "amended", "closed", "opened", "evaluating"], to: "cancelled" },
  fail: { from: ["closed", "opened", "evaluating", "awarded"], to: "failed" },
};

/** @returns the state after the act, or null when the act is not possible from here */
export function after(state: NeedState, act: NeedAct): NeedState | null {
  const { from, to } = transitions[act];
  return from.includes(state) ? to : null;
}

type Way<S extends string> = { readonly from: readonly S[]; readonly to: S };

/** An organisation's answer to a need: `none` before the first one was sealed. */
export const proposalStates = ["none", "submitted", "withdrawn"] as const;
export type ProposalState = (typeof proposalStates)[number];
/** Until the deadline an answer is sealed, replaced, withdrawn and sealed again; each seal is a version of its own. */
export const proposalActs = {
  seal: { from: ["none", "submitted", "withdrawn"], to: "submitted" },
  withdraw: { from: ["submitted"], to: "withdrawn" },
} as const satisfies Record<string, Way<ProposalState>>;

/** A member of a consortium, for the agreement as it stands; a changed agreement asks everybody anew. */
export const memberStates = ["asked", "confirmed", "declined"] as const;
export type MemberState = (typeof memberStates)[number];
export const memberActs = {
  confirm: { from: ["asked", "declined"], to: "confirmed" },
  decline: { from: ["asked", "confirmed"], to: "declined" },
} as const satisfies Record<string, Way<MemberState>>;

/** @returns true where the table of a proposal or of a consortium's member lets the act follow the state */
export function follows<S extends string>(state: S, way: Way<S>): boolean {
  return way.from.includes(state);
}

export function memberState(member: {
  readonly confirmedAt: Date | null;
  readonly declinedAt: Date | null;
}): MemberState {
  return member.confirmedAt ? "confirmed" : member.declinedAt ? "declined" : "asked";
}

/**
 * The state as the clock sees it: from its proposal deadline on an open need is closed, whether or not a job has
 * written that down yet. The deadline's own millisecond still counts as open.
 */
export function effectiveState(
  need: { readonly state: NeedState; readonly proposalDeadline: Date | null },
  now: Date,
): NeedState {
  const receiving = need.state === "open" || need.state === "amended";
  return receiving && need.proposalDeadline !== null && now > need.proposalDeadline ? "closed" : need.state;
}

export const receivingStates: readonly NeedState[] = ["open", "amended"];
/** States in which a need can be seen by others than its buyer. */
export const publishedStates: readonly NeedState[] = [
  "open",
  "amended",
  "closed",
  "opened",
  "evaluating",
  "awarded",
  "delivering",
  "accepted",
  "archived",
  "cancelled",
  "failed",
];
/** States in which proposals have been opened. */
export const openedStates: readonly NeedState[] = [
  "opened",
  "evaluating",
  "awarded",
  "delivering",
  "accepted",
  "archived",
];
