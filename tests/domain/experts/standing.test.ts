import { describe, expect, test } from "vitest";
import { ageOf, backings, type Support, standingOf } from "@/domain/experts/standing";

const now = new Date("2026-11-01T00:00:00Z");
const on = (day: string, standing: Support["standing"], supports = 5): Support => ({
  standing,
  supports,
  date: new Date(day),
});

describe("what is shown of a claim", () => {
  test.each<[string, number, number[], Support[], [number, string, string | null]]>([
    ["nothing backs it", 5, [], [], [2, "self", null]],
    ["a claim below the ceiling stays", 1, [], [], [1, "self", null]],
    ["an endorsement", 5, [5], [], [3, "endorsed", null]],
    ["an endorsement of a low level", 5, [1], [], [2, "endorsed", null]],
    ["evidence as stated", 5, [], [on("2026-01-01", "stated")], [4, "evidenced", "fresh"]],
    ["evidence that speaks for level 3", 5, [], [on("2026-01-01", "stated", 3)], [3, "evidenced", "fresh"]],
    ["verified evidence", 5, [], [on("2026-01-01", "verified")], [5, "verified", "fresh"]],
    ["earned here, for level 3", 5, [], [on("2026-01-01", "earned", 3)], [3, "earned", "fresh"]],
    [
      "more evidence never lowers it",
      5,
      [3],
      [on("2026-01-01", "earned", 3), on("2020-01-01", "stated", 4)],
      [4, "earned", "fresh"],
    ],
    ["it never exceeds the claim", 2, [5], [on("2026-01-01", "earned")], [2, "earned", "fresh"]],
    ["old evidence says so", 5, [], [on("2019-01-01", "verified")], [5, "verified", "old"]],
    [
      "its age is that of the newest",
      5,
      [],
      [on("2019-01-01", "verified"), on("2023-06-01", "stated")],
      [5, "verified", "aging"],
    ],
  ])("%s", (_, claimed, endorsements, evidence, [level, backing, age]) => {
    expect(standingOf(claimed, endorsements, evidence, now)).toEqual({ level, backing, age });
  });

  test("whatever is added, level and backing only rise", () => {
    const pieces = [
      on("2026-01-01", "stated", 2),
      on("2020-01-01", "stated", 4),
      on("2025-01-01", "verified", 1),
      on("2024-01-01", "earned", 5),
    ];
    for (let mask = 0; mask < 16; mask += 1)
      for (let more = 0; more < 4; more += 1) {
        const some = pieces.filter((_, at) => (mask >> at) & 1);
        const less = standingOf(5, [], some, now);
        const higher = standingOf(5, [], [...some, ...pieces.slice(more, more + 1)], now);
        expect(higher.level).toBeGreaterThanOrEqual(less.level);
        expect(backings.indexOf(higher.backing)).toBeGreaterThanOrEqual(backings.indexOf(less.backing));
      }
  });
});

test.each([
  ["2026-10-31", "fresh"],
  ["2023-11-03", "fresh"],
  ["2023-10-30", "aging"],
  ["2020-11-03", "aging"],
  ["2020-10-30", "old"],
])("evidence of %s is %s", (day, age) => expect(ageOf(new Date(day), now)).toBe(age));
