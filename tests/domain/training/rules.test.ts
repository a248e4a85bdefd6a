import { describe, expect, test } from "vitest";
import type { Actor } from "@/domain/shared/actor";
import { mayJudgeLearner } from "@/domain/training/policy";
import { figuresOf, modulesLeft, publishObstacle } from "@/domain/training/rules";

const partner = (kind: "research" | "enterprise" | "securityFirm" | "alliance", verified = true, confirmed = true) => ({
  kind,
  verified,
  confirmed,
});

test.each([
  ["an institute and an enterprise", [partner("research"), partner("enterprise")], false, null],
  ["an institute and a firm", [partner("research"), partner("securityFirm")], false, null],
  ["an institute alone", [partner("research")], false, "industryMissing"],
  ["two enterprises", [partner("enterprise"), partner("enterprise")], false, "researchMissing"],
  ["an alliance is no industry", [partner("research"), partner("alliance")], false, "industryMissing"],
  ["one not verified", [partner("research"), partner("enterprise", false)], false, "partnerUnverified"],
  ["one not confirmed", [partner("research"), partner("enterprise", true, false)], false, "partnerUnconfirmed"],
  ["too late", [partner("research"), partner("enterprise")], true, "deadlinePast"],
] as const)("publishing: %s", (_, partners, late, obstacle) => expect(publishObstacle(partners, late)).toBe(obstacle));

test("a module counts once it was passed, whatever stood there before", () => {
  const module = (id: string) => ({ id, title: id, hours: 1, practice: false, conceptIds: [] });
  const records = [
    { moduleId: "a", passed: true },
    { moduleId: "b", passed: false },
  ];
  expect(modulesLeft({ modules: [module("a"), module("b"), module("c")] }, records)).toEqual(["b", "c"]);
});

describe("outcomes", () => {
  const people = (state: string, count: number, placed = false, retained: boolean | null = null) =>
    Array.from({ length: count }, () => ({ state, placedOn: placed ? new Date() : null, retained }));
  test.each([
    ["four accepted are no figure", people("accepted", 4), [null, null, null, null]],
    ["five accepted", people("accepted", 5), [5, null, null, null]],
    [
      "four finished among six",
      [...people("completed", 4, true, true), ...people("accepted", 2)],
      [6, null, null, null],
    ],
    [
      "five finished",
      [...people("completed", 3, true, true), ...people("completed", 2), ...people("refused", 3)],
      [5, 5, 3, 3],
    ],
  ] as const)("%s", (_, applications, [accepted, completed, placed, retained]) => {
    expect(figuresOf(applications)).toEqual({ accepted, completed, placed, retained });
  });
});

test.each([
  ["somebody else", "other", true],
  ["themselves", "me", false],
])("a person decides on %s", (_, personId, allowed) => {
  const actor = { kind: "person", id: "me" } as Actor;
  expect(mayJudgeLearner(actor, { personId }).allowed).toBe(allowed);
});
