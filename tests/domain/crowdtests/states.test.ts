import { describe, expect, it } from "vitest";
import {
  authorityDue,
  cameBefore,
  programmeMayBecome,
  programmeStates,
  reportStates,
  reportStepNames,
  stepPossible,
} from "@/domain/crowdtests/states";

/** Every step that is possible; whatever is not in this table is refused. */
const possible = [
  "new triage",
  "triaged accept",
  "triaged markDuplicate",
  "triaged markInformative",
  "triaged markNotApplicable",
  "accepted beginFix",
  "fixing finishFix",
  "fixed rejectFix",
  "fixed verifyFix",
  "verified disclose",
];

describe("a report", () => {
  it.each(reportStates.flatMap((state) => reportStepNames.map((step) => [state, step] as const)))(
    "in %s: %s",
    (state, step) => {
      expect(stepPossible(state, step)).toBe(possible.includes(`${state} ${step}`));
    },
  );

  it("is the original of another when the database received it first, the id deciding between equals", () => {
    const at = (milliseconds: number, id: string) => ({ receivedAt: new Date(milliseconds), id });
    expect(cameBefore(at(1, "b"), at(2, "a"))).toBe(true);
    expect(cameBefore(at(2, "a"), at(1, "b"))).toBe(false);
    expect(cameBefore(at(1, "a"), at(1, "b"))).toBe(true);
    expect(cameBefore(at(1, "a"), at(1, "a"))).toBe(false);
  });

  it("is told to the authority within two days of being confirmed", () => {
    expect(authorityDue(new Date("2026-02-27T10:00:00Z")).toISOString()).toBe("2026-03-01T10:00:00.000Z");
  });
});

describe("a programme", () => {
  const ways = ["draft open", "open paused", "open closed", "paused open", "paused closed"];
  it.each(programmeStates.flatMap((from) => programmeStates.map((to) => [from, to] as const)))(
    "from %s to %s",
    (from, to) => {
      expect(programmeMayBecome(from, to)).toBe(ways.includes(`${from} ${to}`));
    },
  );
});
