import { describe, expect, it } from "vitest";
import { type NeedState, needStates } from "@/domain/needs/schema";
import {
  effectiveState,
  type NeedAct,
  needActs,
  openedStates,
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
