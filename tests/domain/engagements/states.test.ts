import { describe, expect, it } from "vitest";
import {
  after,
  type ChangeState,
  changeActs,
  changeStates,
  type DisputeState,
  disputeActs,
  disputeStates,
  type EngagementState,
  engagementActs,
  engagementStates,
  type MilestoneState,
  milestoneActs,
  milestoneStates,
} from "@/domain/engagements/states";

/** Every move written out once more by hand; every other pair is refused. */
const engagement: [EngagementState, keyof typeof engagementActs, EngagementState][] = [
  ["agreeing", "begin", "active"],
  ["agreeing", "terminate", "terminated"],
  ["active", "accept", "accepted"],
  ["active", "terminate", "terminated"],
  ["accepted", "close", "closed"],
];
const milestone: [MilestoneState, keyof typeof milestoneActs, MilestoneState][] = [
  ["planned", "deliver", "delivered"],
  ["delivered", "return", "returned"],
  ["delivered", "accept", "accepted"],
  ["returned", "deliver", "delivered"],
];
const dispute: [DisputeState, keyof typeof disputeActs, DisputeState][] = [
  ["open", "agreeMediator", "mediating"],
  ["open", "withdraw", "withdrawn"],
  ["mediating", "settle", "settled"],
  ["mediating", "withdraw", "withdrawn"],
];

const change: [ChangeState, keyof typeof changeActs, ChangeState][] = [
  ["proposed", "agree", "agreed"],
  ["proposed", "refuse", "refused"],
  ["proposed", "withdraw", "withdrawn"],
];

function moves<S extends string, A extends string>(
  states: readonly S[],
  acts: Readonly<Record<A, { readonly from: readonly S[]; readonly to: S }>>,
) {
  return states.flatMap((state) =>
    (Object.keys(acts) as A[]).flatMap((act) => {
      const to = after(state, acts[act]);
      return to === null ? [] : [[state, act, to]];
    }),
  );
}

describe("what can follow what", () => {
  it.each([
    ["an engagement", moves(engagementStates, engagementActs), engagement],
    ["a milestone", moves(milestoneStates, milestoneActs), milestone],
    ["a dispute", moves(disputeStates, disputeActs), dispute],
    ["a change", moves(changeStates, changeActs), change],
  ])("of %s", (_, found, stated) => expect(found).toEqual(stated));
});
