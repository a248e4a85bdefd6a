import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AssignableItem,
  type AssignablePerson,
  type AssignmentInput,
  type AssignmentObstacle,
  type AssignmentRelaxation,
  assignPeople,
} from "@/domain/shared/assignment";

const seed = 7;

/** Rows are items, columns people; null forbids. */
function input(
  scores: readonly (readonly (number | null)[])[],
  change: Partial<AssignmentInput> & { limits?: readonly number[]; groups?: readonly string[] } = {},
): AssignmentInput {
  const { limits, groups, ...rest } = change;
  const people = (scores[0] ?? []).map((_, at): AssignablePerson => {
    const group = groups?.[at];
    return { id: `p${at}`, limit: limits?.[at] ?? 1, ...(group ? { group } : {}) };
  });
  const items = scores.map((_, at) => ({ id: `i${at}`, demand: 1 }));
  const score: AssignmentInput["score"] = (person, item) =>
    scores[Number(item.id.slice(1))]?.[Number(person.id.slice(1))] ?? null;
  return { people, items, score, seed, ...rest };
}

function pairsOf(given: AssignmentInput): string[] {
  return assignPeople(given).pairs.map(({ person, item }) => `${item}:${person}`);
}

describe("assigns for the greatest sum", () => {
  test.each<[string, AssignmentInput, string[]]>([
    [
      "the obvious",
      input([
        [9, 1],
        [1, 9],
      ]),
      ["i0:p0", "i1:p1"],
    ],
    [
      "not the greedy",
      input([
        [9, 8],
        [8, 1],
      ]),
      ["i0:p1", "i1:p0"],
    ],
    [
      "a limit of two",
      input(
        [
          [9, 1],
          [8, 1],
        ],
        { limits: [2, 1] },
      ),
      ["i0:p0", "i1:p0"],
    ],
    [
      "never a forbidden pair",
      input([
        [null, 1],
        [9, 9],
      ]),
      ["i0:p1", "i1:p0"],
    ],
    [
      "negative scores are scores",
      input([
        [-1, -9],
        [-2, -3],
      ]),
      ["i0:p0", "i1:p1"],
    ],
    [
      "a forced pair, whatever it costs",
      input(
        [
          [9, 1],
          [1, 9],
        ],
        { forced: [{ person: "p1", item: "i0" }] },
      ),
      ["i0:p1", "i1:p0"],
    ],
    ["two different people for one item", input([[9, 1, 5]], { items: [{ id: "i0", demand: 2 }] }), ["i0:p0", "i0:p2"]],
    [
      "at least one of a group",
      input([[9, 8, 1]], {
        groups: ["firm", "firm", "institute"],
        items: [{ id: "i0", demand: 2, balance: [{ group: "institute", least: 1, most: 2 }] }],
      }),
      ["i0:p0", "i0:p2"],
    ],
    [
      "at most one of a group",
      input([[9, 8, 1]], {
        groups: ["firm", "firm", "institute"],
        items: [{ id: "i0", demand: 2, balance: [{ group: "firm", least: 0, most: 1 }] }],
      }),
      ["i0:p0", "i0:p2"],
    ],
    [
      "a forced pair counts towards its group",
      input([[9, 8, 1]], {
        groups: ["firm", "firm", "institute"],
        items: [{ id: "i0", demand: 2, balance: [{ group: "firm", least: 0, most: 1 }] }],
        forced: [{ person: "p1", item: "i0" }],
      }),
      ["i0:p1", "i0:p2"],
    ],
  ])("%s", (_, given, pairs) => {
    const { obstacles, relaxation } = assignPeople(given);
    expect(pairsOf(given).sort()).toEqual([...pairs].sort());
    expect({ obstacles, relaxation }).toEqual({ obstacles: [], relaxation: [] });
  });

  test("nothing to do is done", () => {
    expect(assignPeople({ people: [], items: [], score: () => 1, seed })).toMatchObject({ pairs: [], obstacles: [] });
  });
});

describe("as good as trying everything", () => {
  const small = fc.record({
    scores: fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 5 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    }),
    limits: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
    demands: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
    groups: fc.array(fc.constantFrom("a", "b"), { minLength: 4, maxLength: 4 }),
    least: fc.integer({ min: 0, max: 2 }),
    most: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(),
  });

  test("sum, feasibility and candidate edges", () => {
    fc.assert(
      fc.property(small, ({ scores, limits, demands, groups, least, most, seed: drawn }) => {
        const items = scores.map((_, at): AssignableItem => {
          const demand = demands[at] ?? 0;
          const range = { group: "a", least: Math.min(least, most, demand), most };
          return { id: `i${at}`, demand, balance: at % 2 === 0 ? [range] : [] };
        });
        const given = input(scores, { limits, groups, items, seed: drawn });
        const best = bestByTrying(given);
        const found = assignPeople({ ...given, candidates: { perItem: 2, perPerson: 1 } });
        const full = assignPeople(given);
        expect(full.obstacles.length === 0).toBe(best !== null);
        expect(found.obstacles.length === 0).toBe(best !== null);
        if (best !== null) expect(full.total).toBe(best);
        expectToHold(given, full.pairs);
        expectToHold(given, found.pairs);
      }),
      { numRuns: 400 },
    );
  });
});

test("the same seed gives the same answer whatever the order of entry; another seed orders ties anew", () => {
  const scores = Array.from({ length: 12 }, () => Array.from({ length: 12 }, () => 1));
  const given = input(scores);
  const reversed = { ...given, people: [...given.people].reverse(), items: [...given.items].reverse() };
  expect(assignPeople(reversed)).toEqual(assignPeople(given));
  expect(pairsOf({ ...given, seed: 8 })).not.toEqual(pairsOf(given));
});

describe("names what stops it and the smallest way out", () => {
  const two = { groups: ["firm", "firm"] };
  test.each<[string, AssignmentInput, AssignmentObstacle[], AssignmentRelaxation[]]>([
    [
      "too few people for one item",
      input([[1, null]], { items: [{ id: "i0", demand: 2 }] }),
      [{ kind: "tooFewPeople", item: "i0", demand: 2, available: 1 }],
      [{ kind: "lowerDemand", item: "i0", by: 1 }],
    ],
    [
      "two items that only one person may take",
      input(
        [
          [1, null, 3],
          [1, null, 2],
          [1, 1, null],
        ].map((row) => [row[0] ?? null, row[1] ?? null]),
      ),
      [{ kind: "limits", items: ["i0", "i1"], people: ["p0"], missing: 1 }],
      [{ kind: "raiseLimit", person: "p0", by: 1 }],
    ],
    [
      "nobody of the group",
      input([[1, 1]], {
        ...two,
        items: [{ id: "i0", demand: 1, balance: [{ group: "institute", least: 1, most: 1 }] }],
      }),
      [{ kind: "tooFewOfGroup", item: "i0", group: "institute", least: 1, available: 0 }],
      [{ kind: "lowerGroupLeast", item: "i0", group: "institute", by: 1 }],
    ],
    [
      "the group is needed elsewhere as much",
      input(
        [
          [1, 1],
          [9, 1],
        ],
        {
          groups: ["institute", "firm"],
          items: [0, 1].map((at) => ({
            id: `i${at}`,
            demand: 1,
            balance: [{ group: "institute", least: 1, most: 1 }],
          })),
          seed: 1,
        },
      ),
      [{ kind: "groupLimits", item: "i0", group: "institute", missing: 1 }],
      [{ kind: "lowerGroupLeast", item: "i0", group: "institute", by: 1 }],
    ],
    [
      "forced and forbidden",
      input([[null, 1]], { forced: [{ person: "p0", item: "i0" }] }),
      [{ kind: "forcedForbidden", person: "p0", item: "i0" }],
      [],
    ],
    [
      "forced and unknown",
      input([[1]], { forced: [{ person: "p9", item: "i0" }] }),
      [{ kind: "forcedUnknown", person: "p9", item: "i0" }],
      [],
    ],
    [
      "forced over the demand",
      input([[1, 1]], { forced: ["p0", "p1"].map((person) => ({ person, item: "i0" })) }),
      [{ kind: "forcedOverDemand", person: "p1", item: "i0" }],
      [],
    ],
    [
      "forced over the limit",
      input([[1], [1]], { forced: ["i0", "i1"].map((item) => ({ person: "p0", item })) }),
      [{ kind: "forcedOverLimit", person: "p0", item: "i1" }],
      [],
    ],
    [
      "ranges upside down",
      input([[1]], { items: [{ id: "i0", demand: 1, balance: [{ group: "a", least: 2, most: 1 }] }] }),
      [{ kind: "balanceContradicts", item: "i0" }],
      [],
    ],
  ])("%s", (_, given, obstacles, relaxation) => {
    const found = assignPeople(given);
    expect(found.obstacles).toEqual(obstacles);
    expect(found.relaxation).toEqual(relaxation);
  });

  test("what it proposes is enough, and one step less is not", () => {
    const sample = fc.record({
      scores: fc.array(
        fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 2 }), { minLength: 4, maxLength: 4 }),
        {
          minLength: 2,
          maxLength: 5,
        },
      ),
      demand: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(sample, ({ scores, demand }) => {
        const items = scores.map((_, at) => ({ id: `i${at}`, demand }));
        const given = input(scores, { items });
        const { relaxation } = assignPeople(given);
        const relaxed = (steps: readonly AssignmentRelaxation[]) => assignPeople(relax(given, steps)).obstacles;
        expect(relaxed(relaxation)).toEqual([]);
        relaxation.forEach((step, at) => {
          const fewer = [...relaxation.slice(0, at), { ...step, by: step.by - 1 }, ...relaxation.slice(at + 1)];
          expect(relaxed(fewer)).not.toEqual([]);
        });
      }),
      { numRuns: 200 },
    );
  });
});

test.each<[string, Partial<AssignmentInput>]>([
  ["a limit below zero", { people: [{ id: "p0", limit: -1 }] }],
  ["half a demand", { items: [{ id: "i0", demand: 0.5 }] }],
  ["a score that is no number", { score: () => Number.NaN }],
  ["an id twice", { people: ["p0", "p0"].map((id) => ({ id, limit: 1 })) }],
])("refuses %s", (_, change) => {
  expect(() => assignPeople({ ...input([[1]]), ...change })).toThrow(RangeError);
});

function relax(given: AssignmentInput, steps: readonly AssignmentRelaxation[]): AssignmentInput {
  const by = (kind: AssignmentRelaxation["kind"], id: string) =>
    steps.reduce((sum, step) => (step.kind === kind && Object.values(step).includes(id) ? sum + step.by : sum), 0);
  return {
    ...given,
    people: given.people.map((person) => ({ ...person, limit: person.limit + by("raiseLimit", person.id) })),
    items: given.items.map((item) => ({ ...item, demand: item.demand - by("lowerDemand", item.id) })),
  };
}

/** Every subset of people for every item, or null when nothing meets all demands. */
function bestByTrying(given: AssignmentInput): number | null {
  const left = new Map(given.people.map(({ id, limit }) => [id, limit]));
  const from = (at: number): number | null => {
    const item = given.items[at];
    if (!item) return 0;
    let best: number | null = null;
    for (let mask = 0; mask < 2 ** given.people.length; mask++) {
      const taken = given.people.filter((_, place) => (mask >> place) & 1);
      const scores = taken.map((person) => given.score(person, item));
      const fits =
        taken.length === item.demand &&
        !scores.includes(null) &&
        taken.every(({ id }) => (left.get(id) ?? 0) > 0) &&
        inRange(item, taken);
      if (!fits) continue;
      for (const { id } of taken) left.set(id, (left.get(id) ?? 0) - 1);
      const rest = from(at + 1);
      for (const { id } of taken) left.set(id, (left.get(id) ?? 0) + 1);
      if (rest === null) continue;
      const sum = scores.reduce<number>((total, score) => total + (score ?? 0), rest);
      if (best === null || sum > best) best = sum;
    }
    return best;
  };
  return from(0);
}

function inRange(item: AssignableItem, taken: readonly AssignablePerson[]): boolean {
  return (item.balance ?? []).every(({ group, least, most }) => {
    const count = taken.filter((person) => person.group === group).length;
    return count >= least && count <= most;
  });
}

function expectToHold(given: AssignmentInput, pairs: readonly { person: string; item: string }[]): void {
  expect(new Set(pairs.map(({ person, item }) => `${person} ${item}`)).size).toBe(pairs.length);
  for (const person of given.people)
    expect(pairs.filter((pair) => pair.person === person.id).length).toBeLessThanOrEqual(person.limit);
  for (const item of given.items) {
    const taken = given.people.filter(({ id }) => pairs.some((pair) => pair.item === item.id && pair.person === id));
    expect(taken.length).toBeLessThanOrEqual(item.demand);
    for (const person of taken) expect(given.score(person, item)).not.toBeNull();
    for (const { group, most } of item.balance ?? [])
      expect(taken.filter((person) => person.group === group).length).toBeLessThanOrEqual(most);
  }
}
