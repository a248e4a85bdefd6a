import { describe, expect, test } from "vitest";
import { criteriaStanding, decisionObstacle, dutyObstacle, fitOf, monthsOn } from "@/domain/experts/pools";
import type { Backing } from "@/domain/experts/standing";

const skill = (conceptId: string, level: number, backing: Backing) => ({ conceptId, level, backing });

test.each<[string, ReturnType<typeof skill>[], boolean]>([
  ["level and backing reach it", [skill("a", 3, "evidenced")], true],
  ["more of both", [skill("a", 5, "earned")], true],
  ["too low a level", [skill("a", 2, "earned")], false],
  ["too weak a backing", [skill("a", 5, "endorsed")], false],
  ["another skill", [skill("b", 5, "earned")], false],
  [
    "level from one claim and backing from another do not add up",
    [skill("a", 2, "earned"), skill("a", 5, "self")],
    false,
  ],
])("a criterion: %s", (_, skills, met) => {
  expect(criteriaStanding([skill("a", 3, "evidenced")], skills)).toEqual([{ ...skill("a", 3, "evidenced"), met }]);
});

const yes = { favour: true };
const no = { favour: false };
test.each([
  ["one review", true, [{ met: true }], [yes], "reviewsMissing"],
  ["a criterion is not met", true, [{ met: true }, { met: false }], [yes, yes], "criteriaUnmet"],
  ["a tie", true, [{ met: true }], [yes, no], "majorityAgainst"],
  ["two of three", true, [{ met: true }], [yes, yes, no], null],
  ["a refusal needs reviews only", false, [{ met: false }], [no, yes], null],
] as const)("a decision: %s", (_, appoint, standing, reviews, obstacle) => {
  expect(decisionObstacle(appoint, standing, reviews)).toBe(obstacle);
});

describe("duty", () => {
  const now = new Date("2026-05-10T12:00:00Z");
  const leave = (from: string, until: string, load = 0) => ({
    leaveFrom: new Date(from),
    leaveUntil: new Date(until),
    load,
  });
  test.each([
    ["free", { leaveFrom: null, leaveUntil: null, load: 1 }, null],
    ["at the cap", { leaveFrom: null, leaveUntil: null, load: 2 }, "atCapacity"],
    ["on the first day of leave", leave("2026-05-10", "2026-05-20"), "onLeave"],
    ["on the last day of leave", leave("2026-05-01", "2026-05-10"), "onLeave"],
    ["the day after", leave("2026-05-01", "2026-05-09"), null],
    ["the day before", leave("2026-05-11", "2026-05-20"), null],
    ["leave comes before load", leave("2026-05-01", "2026-05-20", 9), "onLeave"],
  ])("%s", (_, term, obstacle) => expect(dutyObstacle(term, 2, now)).toBe(obstacle));
});

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2027-12-31", 2, "2028-02-29"],
  ["2026-03-15", 24, "2028-03-15"],
])("%s and %i months is %s", (from, months, until) => {
  expect(monthsOn(new Date(from), months).toISOString().slice(0, 10)).toBe(until);
});

test.each<[string[], number]>([
  [[], 1],
  [["a"], 1 + 4 * 3],
  [["a", "b"], 1 + 4 * 3 + 2],
  [["c"], 1],
])("who has %j serves with %i", (asked, fit) => {
  expect(fitOf(asked, [skill("a", 4, "evidenced"), skill("b", 2, "self")])).toBe(fit);
});
