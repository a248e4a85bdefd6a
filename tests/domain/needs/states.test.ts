import { describe, expect, it } from "vitest";
import { type NeedState, needStates } from "@/domain/needs/schema";
import {
  effectiveState,
  follows,
  memberActs,
  memberState,
  memberStates,
  type NeedAct,
  needActs,
  openedStates,
  proposalActs,
  proposalStates,
  publishedStates,
  receivingStates,
  after as stateAfter,
  transitions,
} from "@/domain/needs/states";

/** Every move a need can make, written out once more by hand; every other pair of state and act is refused. */
const moves: [from: NeedState, act: NeedAct, to: NeedState][] = [
  ["draft", "submitForReview", "review"],
  ["draft", "publish", "open"],
  ["draft", "cancel", "cancelled"],
  ["review", "returnToDraft", "draft"],
  ["review", "publish", "open"],
  ["review", "cancel", "cancelled"],
  ["open", "amend", "amended"],
  ["open", "close", "closed"],
  ["open", "cancel", "cancelled"],
  ["amended", "amend", "amended"],
  ["amended", "close", "closed"],
  ["amended", "cancel", "cancelled"],
  ["closed", "open", "opened"],
  ["closed", "cancel", "cancelled"],
  ["closed", "fail", "failed"],
  ["opened", "beginEvaluation", "evaluating"],
  ["opened", "cancel", "cancelled"],
  ["opened", "fail", "failed"],
  ["evaluating", "award", "awarded"],
  ["evaluating", "cancel", "cancelled"],
  ["evaluating", "fail", "failed"],
  ["awarded", "annulAward", "evaluating"],
  ["awarded", "beginDelivery", "delivering"],
  ["awarded", "terminate", "failed"],
  ["awarded", "fail", "failed"],
  ["delivering", "accept", "accepted"],
  ["delivering", "terminate", "failed"],
  ["accepted", "archive", "archived"],
];

describe("the life of a need", () => {
  const every = needStates.flatMap((state) => needActs.map((act) => [state, act] as const));

  it.each(every)("%s, %s", (state, act) => {
    expect(stateAfter(state, act)).toBe(moves.find(([from, name]) => from === state && name === act)?.[2] ?? null);
  });

  it("ends for good: nothing leads out of what is completed, cancelled or failed", () => {
    for (const state of ["archived", "cancelled", "failed"] as const)
      for (const act of needActs) expect(stateAfter(state, act)).toBeNull();
  });

  it("an award is reached only through closing and opening", () => {
    const without = (left: NeedAct) => {
      const reached = new Set<NeedState>(["draft"]);
      for (let size = 0; size !== reached.size; ) {
        size = reached.size;
        for (const act of needActs.filter((one) => one !== left))
          for (const from of transitions[act].from) if (reached.has(from)) reached.add(transitions[act].to);
      }
      return reached.has("awarded");
    };
    for (const act of ["publish", "close", "open", "beginEvaluation", "award"] as const)
      expect(without(act)).toBe(false);
    expect(without("amend")).toBe(true);
  });

  it("knows what is published, receiving and opened", () => {
    expect(needStates.filter((state) => !publishedStates.includes(state))).toEqual(["draft", "review"]);
    expect(receivingStates.filter((state) => openedStates.includes(state))).toEqual([]);
    expect(openedStates).not.toContain("closed");
  });
});

/** The smaller tables, written out once more; every other pair is refused. */
describe("what can follow what", () => {
  it.each(proposalStates.flatMap((state) => (["seal", "withdraw"] as const).map((act) => [state, act] as const)))(
    "of an answer: %s, %s",
    (state, act) => {
      const possible = ["none seal", "submitted seal", "withdrawn seal", "submitted withdraw"];
      expect(follows(state, proposalActs[act])).toBe(possible.includes(`${state} ${act}`));
    },
  );

  it.each(memberStates.flatMap((state) => (["confirm", "decline"] as const).map((act) => [state, act] as const)))(
    "of a member of a consortium: %s, %s",
    (state, act) => {
      const possible = ["asked confirm", "declined confirm", "asked decline", "confirmed decline"];
      expect(follows(state, memberActs[act])).toBe(possible.includes(`${state} ${act}`));
    },
  );

  it("a member's state follows from its last answer", () => {
    const at = new Date(0);
    expect(memberState({ confirmedAt: null, declinedAt: null })).toBe("asked");
    expect(memberState({ confirmedAt: at, declinedAt: null })).toBe("confirmed");
    expect(memberState({ confirmedAt: null, declinedAt: at })).toBe("declined");
  });
});

describe("the state by the clock", () => {
  const deadline = new Date("2030-01-01T10:00:00.000Z");
  const at = (offset: number) => new Date(deadline.getTime() + offset);

  it.each([
    ["one millisecond before", -1, "open"],
    ["on the deadline itself", 0, "open"],
    ["one millisecond after", 1, "closed"],
  ] as const)("%s", (_, offset, state) => {
    expect(effectiveState({ state: "open", proposalDeadline: deadline }, at(offset))).toBe(state);
    const amended = effectiveState({ state: "amended", proposalDeadline: deadline }, at(offset));
    expect(amended).toBe(state === "open" ? "amended" : "closed");
  });

  it("moves nothing but needs that receive proposals", () => {
    for (const state of needStates.filter((one) => !receivingStates.includes(one)))
      expect(effectiveState({ state, proposalDeadline: deadline }, at(1))).toBe(state);
    expect(effectiveState({ state: "open", proposalDeadline: null }, at(1))).toBe("open");
  });
});
