import { countOf, inSeededOrder } from "./assignment";

/**
 * Assigns people to items where one person counts in several ways at once: at most two from one kind of organisation
 * and at most one from a region and at least one who knows a field. Such rules overlap, so that a flow cannot hold them;
 * they are an integer programme. This file writes the programme and reads its answer; the caller brings the solver.
 */

export type MixedPerson = {
  readonly id: string;
  /** The most items this person may be given. */
  readonly limit: number;
  /** All that rules may count by, such as `organisationKind:research`, `region:CN-44`, `skill:segmentation`. */
  readonly traits: readonly string[];
};

/** Of each item's people at least and at most so many are to have the trait. */
export type CountRule = { readonly trait: string; readonly least: number; readonly most: number };

export type MixedItem = {
  readonly id: string;
  /** How many different people the item needs. */
  readonly demand: number;
  readonly rules: readonly CountRule[];
};

export type MixedInput = {
  readonly people: readonly MixedPerson[];
  readonly items: readonly MixedItem[];
  /** How well the person serves the item, any scale; null where the pair must not be (conflict of interest). */
  readonly score: (person: MixedPerson, item: MixedItem) => number | null;
  /** Orders people and items before they are solved: the same input and seed give the same assignment. */
  readonly seed: number;
};

/** A constraint that cannot be kept beside the others, with what it asks and what there is. */
export type MixedObstacle =
  /** Places of the item that nobody can fill. `available`: people who may take it at all. */
  | { readonly kind: "demand"; readonly item: string; readonly demand: number; readonly available: number }
  | {
      readonly kind: "least";
      readonly item: string;
      readonly trait: string;
      readonly least: number;
      readonly available: number;
    }
  | { readonly kind: "most"; readonly item: string; readonly trait: string; readonly most: number }
  | { readonly kind: "limit"; readonly person: string; readonly limit: number };

/** The fewest single steps after which everything can be met; each step is one place. */
export type MixedRelaxation =
  | { readonly kind: "raiseLimit"; readonly person: string; readonly by: number }
  | { readonly kind: "lowerDemand"; readonly item: string; readonly by: number }
  | { readonly kind: "lowerLeast" | "raiseMost"; readonly item: string; readonly trait: string; readonly by: number };

export type MixedAssignment = {
  /** What could be assigned without breaking a limit or a most count; where it is not everything, as much as possible. */
  readonly pairs: readonly { readonly person: string; readonly item: string; readonly score: number }[];
  readonly total: number;
  /** Empty when everything is met. */
  readonly obstacles: readonly MixedObstacle[];
  readonly relaxation: readonly MixedRelaxation[];
};

/**
 * Solves an integer programme in CPLEX LP format to proven optimality.
 * @returns the values of its columns, or null where no solution exists
 */
export type SolveProgramme = (programme: string) => Promise<ReadonlyMap<string, number> | null>;

/** So many pairs are solved in a second or two; what is larger is to be cut into rounds. */
export const mostMixedPairs = 20_000;

/**
 * The best assignment under all rules together, or what stops it and the smallest relaxation.
 * @throws RangeError for limits, demands, counts or scores that are no counts or numbers, ids or an item's traits that
 * come twice, and more than `mostMixedPairs` pairs
 */
export async function assignMixed(input: MixedInput, solve: SolveProgramme): Promise<MixedAssignment> {
  const world = worldOf(input);
  const strict = await solve(programmeOf(world, { slack: [], goal: "score" }));
  if (strict) return { ...answerOf(world, strict), obstacles: [], relaxation: [] };
  const steps = await solved(solve, programmeOf(world, { slack: slackKinds, goal: "steps" }));
  // What may be handed out meanwhile breaks nobody's limit and no most count: first as many places as possible, then
  // the greatest sum among those.
  const open: SlackKind[] = ["lowerLeast", "lowerDemand"];
  const least = await solved(solve, programmeOf(world, { slack: open, goal: "steps" }));
  const cap = slacksOf(world, open).reduce((sum, { name }) => sum + count(least, name), 0);
  const partial = await solved(solve, programmeOf(world, { slack: open, goal: "score", cap }));
  const relaxed = slacksOf(world, slackKinds).flatMap((slack) => {
    const by = count(steps, slack.name);
    return by > 0 ? [{ ...slack, by }] : [];
  });
  return {
    ...answerOf(world, partial),
    obstacles: relaxed.map(({ obstacle }) => obstacle()),
    relaxation: relaxed.map(({ step, by }) => step(by)),
  };
}

const slackKinds = ["raiseMost", "lowerLeast", "raiseLimit", "lowerDemand"] as const;
type SlackKind = (typeof slackKinds)[number];

/**
 * All steps count alike, so that the fewest win. Among equally few a balance is given up before somebody is burdened
 * more, and that before an item gets fewer people.
 */
const stepCost: Readonly<Record<SlackKind, number>> = {
  raiseMost: 100_000,
  lowerLeast: 100_001,
  raiseLimit: 100_002,
  lowerDemand: 100_003,
};

type World = {
  readonly people: readonly MixedPerson[];
  readonly items: readonly MixedItem[];
  /** The pairs that may be. */
  readonly pairs: readonly { readonly row: number; readonly column: number; readonly score: number }[];
  readonly lowest: number;
  readonly span: number;
};

function worldOf(input: MixedInput): World {
  const people = inSeededOrder(input.people, input.seed);
  const items = inSeededOrder(input.items, input.seed);
  if (people.length * items.length > mostMixedPairs) throw new RangeError("too many pairs");
  for (const { id, limit } of people) countOf(limit, id);
  for (const { id, demand, rules } of items) {
    for (const number of [demand, ...rules.flatMap(({ least, most }) => [least, most])]) countOf(number, id);
    if (new Set(rules.map(({ trait }) => trait)).size < rules.length)
      throw new RangeError(`a trait comes twice (${id})`);
  }
  const pairs = items.flatMap((item, row) =>
    people.flatMap((person, column) => {
      const score = input.score(person, item);
      if (score !== null && !Number.isFinite(score)) throw new RangeError(`no score: ${person.id}, ${item.id}`);
      return score === null ? [] : [{ row, column, score }];
    }),
  );
  const lowest = pairs.reduce((least, { score }) => Math.min(least, score), Number.POSITIVE_INFINITY);
  const highest = pairs.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return { people, items, pairs, lowest, span: pairs.length > 0 ? highest - lowest : 0 };
}

type Slack = {
  readonly name: string;
  readonly kind: SlackKind;
  readonly obstacle: () => MixedObstacle;
  readonly step: (by: number) => MixedRelaxation;
};

/** Every place where the programme may give way, by the name of its column. */
function slacksOf(world: World, kinds: readonly SlackKind[]): Slack[] {
  const available = (row: number, trait?: string) =>
    world.pairs.filter(
      (pair) =>
        pair.row === row && (trait === undefined || (world.people[pair.column]?.traits.includes(trait) ?? false)),
    ).length;
  const all = [
    ...world.people.map(
      ({ id, limit }, column): Slack => ({
        name: `l${column}`,
        kind: "raiseLimit",
        obstacle: () => ({ kind: "limit", person: id, limit }),
        step: (by) => ({ kind: "raiseLimit", person: id, by }),
      }),
    ),
    ...world.items.flatMap(({ id, demand, rules }, row): Slack[] => [
      {
        name: `d${row}`,
        kind: "lowerDemand",
        obstacle: () => ({ kind: "demand", item: id, demand, available: available(row) }),
        step: (by) => ({ kind: "lowerDemand", item: id, by }),
      },
      ...rules.flatMap(({ trait, least, most }, rule): Slack[] => [
        {
          name: `a${row}_${rule}`,
          kind: "lowerLeast",
          obstacle: () => ({ kind: "least", item: id, trait, least, available: available(row, trait) }),
          step: (by) => ({ kind: "lowerLeast", item: id, trait, by }),
        },
        {
          name: `b${row}_${rule}`,
          kind: "raiseMost",
          obstacle: () => ({ kind: "most", item: id, trait, most }),
          step: (by) => ({ kind: "raiseMost", item: id, trait, by }),
        },
      ]),
    ]),
  ];
  return all.filter(({ kind }) => kinds.includes(kind)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Asked = {
  readonly slack: readonly SlackKind[];
  /** The greatest sum of scores, or the fewest steps. */
  readonly goal: "score" | "steps";
  /** No more steps than so many. */
  readonly cap?: number;
};

/** Scores count to one part in a hundred thousand of their range, as whole numbers. */
const scoreSteps = 100_000;

/**
 * The programme: x = 1 for each pair that is chosen; demand is an equation, a limit and each rule an inequality, each
 * with a column that lets it give way where that is asked for.
 */
function programmeOf(world: World, { slack, goal, cap }: Asked): string {
  const { people, items, pairs } = world;
  const slacks = slacksOf(world, slack);
  const gives = new Set(slacks.map(({ name }) => name));
  const term = (sign: "+" | "-", name: string) => (gives.has(name) ? ` ${sign} ${name}` : "");
  const nameOf = ({ row, column }: { row: number; column: number }) => `x${row}_${column}`;
  const ofRow = Map.groupBy(pairs, ({ row }) => row);
  const ofColumn = Map.groupBy(pairs, ({ column }) => column);
  // `zero` is held at 0, so that a row nobody can fill is still a row.
  const sum = (chosen: readonly { row: number; column: number }[]) => ["zero", ...chosen.map(nameOf)].join(" + ");
  const rows = [
    ...items.flatMap(({ demand, rules }, row) => {
      const own = ofRow.get(row) ?? [];
      return [
        `${sum(own)}${term("+", `d${row}`)} = ${demand}`,
        ...rules.flatMap(({ trait, least, most }, rule) => {
          const counted = sum(own.filter(({ column }) => people[column]?.traits.includes(trait)));
          return [
            ...(least > 0 ? [`${counted}${term("+", `a${row}_${rule}`)} >= ${least}`] : []),
            ...(most < demand ? [`${counted}${term("-", `b${row}_${rule}`)} <= ${most}`] : []),
          ];
        }),
      ];
    }),
    ...people.map(({ limit }, column) => `${sum(ofColumn.get(column) ?? [])}${term("-", `l${column}`)} <= ${limit}`),
    ...(cap === undefined ? [] : [`${["zero", ...gives].join(" + ")} <= ${cap}`]),
  ];
  const aim =
    goal === "score"
      ? pairs.map((pair) => `${scoreOf(world, pair.score)} ${nameOf(pair)}`)
      : slacks.map(({ name, kind }) => `${stepCost[kind]} ${name}`);
  return [
    goal === "score" ? "Maximize" : "Minimize",
    wrapped(` obj: ${["0 zero", ...aim].join(" + ")}`),
    "Subject To",
    ...rows.map((row, at) => wrapped(` r${at}: ${row}`)),
    "Bounds",
    " zero = 0",
    ...slacks.map(({ name }) => ` 0 <= ${name} <= 1000000`),
    ...(slacks.length > 0 ? ["General", ...slacks.map(({ name }) => ` ${name}`)] : []),
    ...(pairs.length > 0 ? ["Binary", ...pairs.map((pair) => ` ${nameOf(pair)}`)] : []),
    "End",
    "",
  ].join("\n");
}

/** Above nothing: any pair is better than an empty place. */
function scoreOf({ lowest, span }: World, score: number): number {
  return span > 0 ? 1 + Math.round(((score - lowest) / span) * scoreSteps) : 1;
}

/** The format reads lines of 560 characters at most. */
function wrapped(line: string): string {
  return line.replaceAll(/(.{400,500}?) \+ /gu, "$1\n  + ");
}

function answerOf(world: World, values: ReadonlyMap<string, number>): Pick<MixedAssignment, "pairs" | "total"> {
  const pairs = world.pairs
    .filter(({ row, column }) => count(values, `x${row}_${column}`) === 1)
    .map(({ row, column, score }) => ({
      person: world.people[column]?.id ?? "",
      item: world.items[row]?.id ?? "",
      score,
    }));
  pairs.sort((a, b) => compare(a.item, b.item) || b.score - a.score || compare(a.person, b.person));
  return { pairs, total: pairs.reduce((sum, { score }) => sum + score, 0) };
}

/** Where every constraint gives way there is always a solution. */
async function solved(solve: SolveProgramme, programme: string): Promise<ReadonlyMap<string, number>> {
  const values = await solve(programme);
  if (!values) throw new Error("a programme whose constraints give way has no solution");
  return values;
}

function count(values: ReadonlyMap<string, number>, name: string): number {
  return Math.round(values.get(name) ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
