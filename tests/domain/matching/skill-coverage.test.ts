import { describe, expect, test } from "vitest";
import type { SkillClaim } from "@/domain/matching/facts";
import { deliveryOutcome, shrunkOutcome } from "@/domain/matching/outcomes";
import { coverSkill } from "@/domain/matching/skill-coverage";
import { matchingWeights } from "@/domain/matching/weights";
import type { Concept } from "@/domain/shared/concept";
import { someConcepts } from "./concepts-fixture";

const concepts = new Map(someConcepts.map((concept) => [concept.id, concept]));

function claim(skill: string, level: number): SkillClaim {
  return { skill, level, backing: "self", itemIds: [], visibility: "everyone" };
}

describe("how far held skills cover a required one", () => {
  test.each<[string, string, [string, number][], number, string | undefined]>([
    ["the same skill", "protocol:modbus", [["protocol:modbus", 3]], 1, "exact"],
    ["a higher level is no more than whole", "protocol:modbus", [["protocol:modbus", 5]], 1, "exact"],
    ["a lower level covers its share", "protocol:modbus", [["protocol:modbus", 1]], 1 / 3, "exact"],
    ["a narrower skill nearly", "protocol:industrial", [["protocol:modbus", 3]], 0.8, "narrower"],
    ["however much narrower", "protocol:industrial", [["protocol:modbus-tcp", 3]], 0.8, "narrower"],
    ["a broader skill by half", "protocol:modbus", [["protocol:industrial", 3]], 0.5, "broader"],
    ["and two steps broader by a quarter", "protocol:modbus-tcp", [["protocol:industrial", 3]], 0.25, "broader"],
    ["a related skill in part", "skill:intrusion-detection", [["skill:traffic-analysis", 3]], 0.4, "related"],
    ["related counts from either side", "skill:traffic-analysis", [["skill:intrusion-detection", 3]], 0.4, "related"],
    [
      "the best of several",
      "protocol:modbus",
      [
        ["protocol:industrial", 3],
        ["protocol:modbus", 2],
      ],
      2 / 3,
      "exact",
    ],
    ["another skill not at all", "protocol:modbus", [["skill:firmware", 5]], 0, undefined],
    ["a sister is not a neighbour", "protocol:can", [["protocol:modbus", 5]], 0, undefined],
    ["nothing", "protocol:modbus", [], 0, undefined],
    ["a skill no table knows, by its name alone", "local:x", [["local:x", 3]], 1, "exact"],
  ])("%s", (_, skill, held, coverage, way) => {
    const claims = held.map(([id, level]) => claim(id, level));
    const found = coverSkill({ skill, demand: "must", level: 3 }, claims, concepts, matchingWeights.coverage);
    expect(found.coverage).toBeCloseTo(coverage, 10);
    expect(found.by?.way).toBe(way);
  });

  test("parents that run in a circle end the walk", () => {
    const loop = (id: string, parent: string): Concept => ({
      id,
      parent,
      titles: { en: id, "zh-CN": id },
      aliases: [],
    });
    const circle = new Map([loop("a", "b"), loop("b", "a")].map((concept) => [concept.id, concept]));
    const found = coverSkill(
      { skill: "c", demand: "nice", level: 1 },
      [claim("a", 1)],
      circle,
      matchingWeights.coverage,
    );
    expect(found.coverage).toBe(0);
  });
});

describe("outcomes are drawn towards the prior", () => {
  const prior = { count: 5, mean: 0.7 };
  test.each([
    ["a newcomer stands at the prior", [], 0.7],
    ["one perfect delivery is not a record", [1], 0.75],
    ["many are", Array.from({ length: 95 }, () => 1), 0.985],
    ["failures count too", [0, 0, 0, 0, 0], 0.35],
  ])("%s", (_, values, expected) => {
    expect(shrunkOutcome(values, prior)).toBeCloseTo(expected, 10);
  });
});

describe("a delivery went", () => {
  test.each([
    ["not at all when it failed", false, null, 0],
    ["well when it was accepted and nobody said more", true, null, 1],
    ["as well as the review says", true, 0.5, 0.75],
    ["half well when it was accepted with every answer poor", true, 0, 0.5],
  ])("%s", (_, accepted, mark, expected) => {
    expect(deliveryOutcome(accepted, mark)).toBe(expected);
  });
});
