import fc from "fast-check";
import load from "highs";
import { describe, expect, test } from "vitest";
import {
  assignMixed,
  type MixedInput,
  type MixedItem,
  type MixedObstacle,
  type MixedPerson,
  type MixedRelaxation,
  type SolveProgramme,
} from "@/domain/shared/mixed-assignment";

const highs = await load();
const solve: SolveProgramme = (programme) => {
  const { Status, Columns } = highs.solve(programme, { mip_rel_gap: 0, output_flag: false });
  if (Status === "Infeasible") return Promise.resolve(null);
  if (Status !== "Optimal") throw new Error(Status);
  return Promise.resolve(
    new Map(Object.entries(Columns).map(([name, column]) => [name, "Primal" in column ? column.Primal : 0])),
  );
};

/** Rows are items, columns people; null forbids. */
type Scores = readonly (readonly (number | null)[])[];
type Change = { limits?: readonly number[]; traits?: readonly (readonly string[])[]; items?: readonly MixedItem[] };

function input(scores: Scores, { limits, traits, items }: Change = {}): MixedInput {
  return {
    people: (scores[0] ?? []).map(
      (_, at): MixedPerson => ({
        id: `p${at}`,
        limit: limits?.[at] ?? 1,
        traits: traits?.[at] ?? [],
      }),
    ),
    items: items ?? scores.map((_, at) => ({ id: `i${at}`, demand: 1, rules: [] })),
    score: (person, item) => scores[Number(item.id.slice(1))]?.[Number(person.id.slice(1))] ?? null,
    seed: 7,
  };
}

const firm = "organisationKind:securityFirm";
const institute = "organisationKind:research";
const south = "region:CN-44";
const crypto = "skill:crypto";

describe("assigns for the greatest sum", () => {
  test.each<[string, MixedInput, string[]]>([
    [
      "not the greedy",
      input([
        [9, 8],
        [8, 1],
      ]),
      ["i0:p1", "i1:p0"],
    ],
    [
      "at most one firm and at most one from the south, although the best are both",
      input([[9, 8, 7, 1]], {
        traits: [[firm, south], [firm], [south], [institute]],
        items: [
          {
            id: "i0",
            demand: 2,
            rules: [
              { trait: firm, least: 0, most: 1 },
              { trait: south, least: 0, most: 1 },
            ],
          },
        ],
      }),
      ["i0:p1", "i0:p2"],
    ],
    [
      "at least one who knows the field, who may be the one from the institute",
      input([[9, 8, 2, 1]], {
        traits: [[firm], [firm], [institute], [institute, crypto]],
        items: [
          {
            id: "i0",
            demand: 2,
            rules: [
              { trait: crypto, least: 1, most: 2 },
              { trait: institute, least: 1, most: 2 },
            ],
          },
        ],
      }),
      ["i0:p0", "i0:p3"],
    ],
    ["never a forbidden pair", input([[null, 1]]), ["i0:p1"]],
  ])("%s", async (_, given, pairs) => {
    const found = await assignMixed(given, solve);
    expect(found.pairs.map(({ person, item }) => `${item}:${person}`).sort()).toEqual([...pairs].sort());
    expect(found).toMatchObject({ obstacles: [], relaxation: [] });
  });

  test("nothing to do is done", async () => {
    expect(await assignMixed({ people: [], items: [], score: () => 1, seed: 1 }, solve)).toMatchObject({ pairs: [] });
  });

  test("a long row is written so that it can be read", async () => {
    const scores = [Array.from({ length: 400 }, (_, at) => at)];
    const found = await assignMixed(input(scores, { items: [{ id: "i0", demand: 2, rules: [] }] }), solve);
    expect(found.pairs.map(({ person }) => person)).toEqual(["p399", "p398"]);
  });
});

const small = fc.record({
  scores: fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 5 }), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  }),
  limits: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
  demands: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
  traits: fc.array(fc.subarray(["a", "b", "c"]), { minLength: 4, maxLength: 4 }),
  rules: fc.uniqueArray(
    fc.record({
      trait: fc.constantFrom("a", "b", "c"),
      least: fc.integer({ min: 0, max: 2 }),
      most: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 3, selector: ({ trait }) => trait },
  ),
});
const given = ({ scores, limits, demands, traits, rules }: typeof small extends fc.Arbitrary<infer T> ? T : never) =>
  input(scores, {
    limits,
    traits,
    items: scores.map((_, at) => ({ id: `i${at}`, demand: demands[at] ?? 0, rules: at === 1 ? [] : rules })),
  });

describe("as good as trying everything", () => {
  test("the sum, and whether there is a solution at all", async () => {
    await fc.assert(
      fc.asyncProperty(small, async (drawn) => {
        const best = bestByTrying(given(drawn));
        const found = await assignMixed(given(drawn), solve);
        expect(found.obstacles.length === 0).toBe(best !== null);
        if (best !== null) expect(found.total).toBe(best);
        expectToHold(given(drawn), found.pairs);
      }),
      { numRuns: 150 },
    );
  });

  test("the relaxation is enough, and no other with fewer steps is", async () => {
    await fc.assert(
      fc.asyncProperty(small, async (drawn) => {
        const world = given(drawn);
        const { relaxation } = await assignMixed(world, solve);
        expect(bestByTrying(relax(world, relaxation))).not.toBeNull();
        const steps = relaxation.reduce((sum, { by }) => sum + by, 0);
        if (steps > 0) expect(fewestByTrying(world, steps - 1)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });
});

describe("names what stops it and the smallest way out", () => {
  const one = (demand: number, ...rules: MixedItem["rules"][number][]): MixedItem[] => [{ id: "i0", demand, rules }];
  test.each<[string, MixedInput, MixedObstacle[], MixedRelaxation[]]>([
    [
      "too few people",
      input([[1, null]], { items: one(2) }),
      [{ kind: "demand", item: "i0", demand: 2, available: 1 }],
      [{ kind: "lowerDemand", item: "i0", by: 1 }],
    ],
    [
      "nobody knows the field",
      input([[1, 1]], { items: one(2, { trait: crypto, least: 1, most: 2 }) }),
      [{ kind: "least", item: "i0", trait: crypto, least: 1, available: 0 }],
      [{ kind: "lowerLeast", item: "i0", trait: crypto, by: 1 }],
    ],
    [
      "everybody is from the same kind of organisation",
      input([[1, 1]], { traits: [[firm], [firm]], items: one(2, { trait: firm, least: 0, most: 1 }) }),
      [{ kind: "most", item: "i0", trait: firm, most: 1 }],
      [{ kind: "raiseMost", item: "i0", trait: firm, by: 1 }],
    ],
    [
      "the only one who may serve both has no room",
      input([[1], [1]]),
      [{ kind: "limit", person: "p0", limit: 1 }],
      [{ kind: "raiseLimit", person: "p0", by: 1 }],
    ],
  ])("%s", async (_, world, obstacles, relaxation) => {
    expect(await assignMixed(world, solve)).toMatchObject({ obstacles, relaxation });
  });

  test("meanwhile as many places as possible are filled, and nobody is burdened beyond their limit", async () => {
    const found = await assignMixed(input([[5], [9]]), solve);
    expect(found.pairs).toEqual([{ person: "p0", item: "i1", score: 9 }]);
  });
});

test("the same seed gives the same answer whatever the order of entry", async () => {
  const world = input(Array.from({ length: 6 }, () => Array.from({ length: 8 }, () => 1)));
  const reversed = { ...world, people: [...world.people].reverse(), items: [...world.items].reverse() };
  expect(await assignMixed(reversed, solve)).toEqual(await assignMixed(world, solve));
});

test.each<[string, Partial<MixedInput>]>([
  ["a limit below zero", { people: [{ id: "p0", limit: -1, traits: [] }] }],
  ["half a demand", { items: [{ id: "i0", demand: 0.5, rules: [] }] }],
  ["a score that is no number", { score: () => Number.NaN }],
  [
    "two rules for one trait",
    { items: [{ id: "i0", demand: 1, rules: [1, 2].map((most) => ({ trait: firm, least: 0, most })) }] },
  ],
  [
    "more pairs than it can hold",
    { people: Array.from({ length: 20_001 }, (_, at) => ({ id: `p${at}`, limit: 1, traits: [] })) },
  ],
  ["an id twice", { people: ["p0", "p0"].map((id) => ({ id, limit: 1, traits: [] })) }],
])("refuses %s", async (_, change) => {
  await expect(assignMixed({ ...input([[1]]), ...change }, solve)).rejects.toThrow(RangeError);
});

function inRange({ rules }: MixedItem, taken: readonly MixedPerson[]): boolean {
  return rules.every(({ trait, least, most }) => {
    const count = taken.filter(({ traits }) => traits.includes(trait)).length;
    return count >= least && count <= most;
  });
}

/** Every subset of people for every item, or null when nothing meets everything. */
function bestByTrying({ people, items, score }: MixedInput): number | null {
  const left = new Map(people.map(({ id, limit }) => [id, limit]));
  const from = (at: number): number | null => {
    const item = items[at];
    if (!item) return 0;
    let best: number | null = null;
    for (let mask = 0; mask < 2 ** people.length; mask++) {
      const taken = people.filter((_, place) => (mask >> place) & 1);
      const scores = taken.map((person) => score(person, item));
      const fits = taken.length === item.demand && !scores.includes(null) && inRange(item, taken);
      if (!fits || !taken.every(({ id }) => (left.get(id) ?? 0) > 0)) continue;
      for (const { id } of taken) left.set(id, (left.get(id) ?? 0) - 1);
      const rest = from(at + 1);
      for (const { id } of taken) left.set(id, (left.get(id) ?? 0) + 1);
      if (rest === null) continue;
      best = Math.max(
        best ?? Number.NEGATIVE_INFINITY,
        scores.reduce<number>((sum, one) => sum + (one ?? 0), rest),
      );
    }
    return best;
  };
  return from(0);
}

/** Steps are tried in every combination of so many; null when none of them is enough. */
function fewestByTrying(world: MixedInput, steps: number): readonly MixedRelaxation[] | null {
  const single: MixedRelaxation[] = [
    ...world.people.map(({ id }) => ({ kind: "raiseLimit", person: id, by: 1 }) as const),
    ...world.items.flatMap(({ id, rules }): MixedRelaxation[] => [
      { kind: "lowerDemand", item: id, by: 1 },
      ...[...new Set(rules.map(({ trait }) => trait))].flatMap((trait): MixedRelaxation[] => [
        { kind: "lowerLeast", item: id, trait, by: 1 },
        { kind: "raiseMost", item: id, trait, by: 1 },
      ]),
    ]),
  ];
  const choose = (from: number, chosen: readonly MixedRelaxation[]): readonly MixedRelaxation[] | null => {
    const relaxed = relax(world, chosen);
    if (relaxed.items.every(({ demand }) => demand >= 0) && bestByTrying(relaxed) !== null) return chosen;
    if (chosen.length === steps || chosen.length >= 2) return null;
    for (let at = from; at < single.length; at++) {
      const step = single[at];
      const found = step ? choose(at, [...chosen, step]) : null;
      if (found) return found;
    }
    return null;
  };
  return choose(0, []);
}

function relax(world: MixedInput, steps: readonly MixedRelaxation[]): MixedInput {
  const by = (kind: MixedRelaxation["kind"], id: string, trait?: string) =>
    steps.reduce((sum, step) => {
      const own = "person" in step ? step.person : step.item;
      const same =
        step.kind === kind && own === id && (trait === undefined || ("trait" in step && step.trait === trait));
      return same ? sum + step.by : sum;
    }, 0);
  return {
    ...world,
    people: world.people.map((person) => ({ ...person, limit: person.limit + by("raiseLimit", person.id) })),
    items: world.items.map((item) => ({
      ...item,
      demand: item.demand - by("lowerDemand", item.id),
      rules: item.rules.map((rule) => ({
        ...rule,
        least: rule.least - by("lowerLeast", item.id, rule.trait),
        most: rule.most + by("raiseMost", item.id, rule.trait),
      })),
    })),
  };
}

/** Also where not everything could be met, no limit and no most count is broken. */
function expectToHold(world: MixedInput, pairs: readonly { person: string; item: string }[]): void {
  for (const person of world.people)
    expect(pairs.filter((pair) => pair.person === person.id).length).toBeLessThanOrEqual(person.limit);
  for (const item of world.items) {
    const taken = world.people.filter(({ id }) => pairs.some((pair) => pair.item === item.id && pair.person === id));
    expect(taken.length).toBeLessThanOrEqual(item.demand);
    for (const person of taken) expect(world.score(person, item)).not.toBeNull();
    for (const { trait, most } of item.rules)
      expect(taken.filter(({ traits }) => traits.includes(trait)).length).toBeLessThanOrEqual(most);
  }
}
