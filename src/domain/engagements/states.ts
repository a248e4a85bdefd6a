/** The life of an engagement, its milestones and its disputes. What is not in these tables is refused. */

export const engagementStates = ["agreeing", "active", "accepted", "closed", "terminated"] as const;
export type EngagementState = (typeof engagementStates)[number];
export const sides = ["buyer", "provider"] as const;
export type Side = (typeof sides)[number];
export const otherSide = (side: Side): Side => (side === "buyer" ? "provider" : "buyer");

type Way<S extends string> = { readonly from: readonly S[]; readonly to: S };

export const engagementActs = {
  /** Both sides have signed the same version of the agreement. */
  begin: { from: ["agreeing"], to: "active" },
  /** The last milestone was accepted. */
  accept: { from: ["active"], to: "accepted" },
  close: { from: ["accepted"], to: "closed" },
  /** Both sides agree to end before everything was delivered. */
  terminate: { from: ["agreeing", "active"], to: "terminated" },
} as const satisfies Record<string, Way<EngagementState>>;

export const milestoneStates = ["planned", "delivered", "returned", "accepted"] as const;
export type MilestoneState = (typeof milestoneStates)[number];
export const milestoneActs = {
  deliver: { from: ["planned", "returned"], to: "delivered" },
  return: { from: ["delivered"], to: "returned" },
  accept: { from: ["delivered"], to: "accepted" },
} as const satisfies Record<string, Way<MilestoneState>>;
export type MilestoneAct = keyof typeof milestoneActs;

export const disputeStates = ["open", "mediating", "settled", "withdrawn"] as const;
export type DisputeState = (typeof disputeStates)[number];
export const disputeActs = {
  /** The other side agrees to the mediator that one side named. */
  agreeMediator: { from: ["open"], to: "mediating" },
  /** Both sides agree to the mediator's proposal. */
  settle: { from: ["mediating"], to: "settled" },
  withdraw: { from: ["open", "mediating"], to: "withdrawn" },
} as const satisfies Record<string, Way<DisputeState>>;

export const changeStates = ["proposed", "agreed", "refused", "withdrawn"] as const;
export type ChangeState = (typeof changeStates)[number];
/** The other side agrees or refuses, the own side withdraws; a decision stands. */
export const changeActs = {
  agree: { from: ["proposed"], to: "agreed" },
  refuse: { from: ["proposed"], to: "refused" },
  withdraw: { from: ["proposed"], to: "withdrawn" },
} as const satisfies Record<string, Way<ChangeState>>;

/** @returns the state after the act, or null where the act is not possible from here */
export function after<S extends string>(state: S, way: Way<S>): S | null {
  return way.from.includes(state) ? way.to : null;
}

/** The agreement can change until both signed; deliveries, changes and disputes belong to the time after. */
export const workingStates: readonly EngagementState[] = ["active"];
/** States in which both sides say how it went. */
export const reviewedStates: readonly EngagementState[] = ["accepted", "closed", "terminated"];
