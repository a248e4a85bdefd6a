import { FlowNetwork } from "./flow-network";
import { hashText, mix } from "./seeded-random";

/**
 * Assigns people to items (reviewers to papers, judges to entries, experts to panels) so that the sum of scores is as
 * great as demand, load limits, forbidden and forced pairs and balance allow: a min-cost flow, found by shortest
 * augmenting paths with potentials (primal-dual; Ahuja, Magnanti and Orlin, "Network Flows", 1993, § 9.7). Each search
 * starts at one item and ends at the first person with room, so that it stays small.
 */

export type AssignablePerson = {
  readonly id: string;
  /** The most items this person may be given, forced ones included. */
  readonly limit: number;
  /** What balance counts by, such as kind of organisation or region; none where it does not matter. */
  readonly group?: string;
};

/** Of each item's people at least and at most so many are to come from the group. */
export type GroupRange = { readonly group: string; readonly least: number; readonly most: number };

export type AssignableItem = {
  readonly id: string;
  /** How many different people the item needs, forced ones included. */
  readonly demand: number;
  readonly balance?: readonly GroupRange[];
};

export type AssignedPair = { readonly person: string; readonly item: string; readonly score: number };

export type AssignmentInput = {
  readonly people: readonly AssignablePerson[];
  readonly items: readonly AssignableItem[];
  /** How well the person serves the item, any scale; null where the pair must not be (conflict of interest). */
  readonly score: (person: AssignablePerson, item: AssignableItem) => number | null;
  /** Pairs that are settled already. They count towards demand, limits and balance, whatever their score. */
  readonly forced?: readonly { readonly person: string; readonly item: string }[];
  /** Orders what scores alike; the same input and seed give the same assignment on every machine. */
  readonly seed: number;
  /** Edges considered at first: best people per item and best items per person. All edges where these fall short. */
  readonly candidates?: { readonly perItem: number; readonly perPerson: number };
};

/** A constraint that stops the assignment, with those it binds. */
export type AssignmentObstacle =
  /** A forced pair names somebody unknown, is forbidden, comes twice, or breaks a demand, a limit or a range. */
  | {
      readonly kind:
        | "forcedUnknown"
        | "forcedTwice"
        | "forcedForbidden"
        | "forcedOverDemand"
        | "forcedOverLimit"
        | "forcedOverGroup";
      readonly person: string;
      readonly item: string;
    }
  /** The least counts of an item's groups are more than its demand, or a range is upside down. */
  | { readonly kind: "balanceContradicts"; readonly item: string }
  /** Fewer people may take the item than it needs, even if nobody were busy. */
  | { readonly kind: "tooFewPeople"; readonly item: string; readonly demand: number; readonly available: number }
  /** Fewer people of the group may take the item than it needs. */
  | {
      readonly kind: "tooFewOfGroup";
      readonly item: string;
      readonly group: string;
      readonly least: number;
      readonly available: number;
    }
  /** Together these items need more than these people, the only ones they can have, may carry. */
  | {
      readonly kind: "limits";
      readonly items: readonly string[];
      readonly people: readonly string[];
      readonly missing: number;
    }
  /** The group's people are taken where they are needed as much. */
  | { readonly kind: "groupLimits"; readonly item: string; readonly group: string; readonly missing: number };

/** The fewest single steps after which everything can be met; each step is one place. */
export type AssignmentRelaxation =
  | { readonly kind: "raiseLimit"; readonly person: string; readonly by: number }
  | { readonly kind: "lowerDemand"; readonly item: string; readonly by: number }
  | { readonly kind: "lowerGroupLeast"; readonly item: string; readonly group: string; readonly by: number };

export type Assignment = {
  /** What could be assigned; where it is not everything, as many places as possible. */
  readonly pairs: readonly AssignedPair[];
  readonly total: number;
  readonly seed: number;
  /** Empty when every demand is met. */
  readonly obstacles: readonly AssignmentObstacle[];
  readonly relaxation: readonly AssignmentRelaxation[];
};

const defaultCandidates = { perItem: 60, perPerson: 20 };

/** Costs are whole numbers, so that sums are exact: scores count to one part in ten million of their range. */
const costSteps = 10_000_000;

/**
 * The best assignment, or what stops it and the smallest relaxation.
 * @throws RangeError for limits, demands or scores that are no counts or numbers, and for ids that come twice
 */
export function assignPeople(input: AssignmentInput): Assignment {
  const world = worldOf(input);
  const contradictions = contradictionsOf(world);
  if (contradictions.length > 0)
    return { pairs: [], total: 0, seed: input.seed, obstacles: contradictions, relaxation: [] };
  const narrow = input.candidates ?? defaultCandidates;
  const first = solve(world, candidateEdges(world, narrow));
  const complete = first.unmet === 0 ? first : solve(world, allEdges(world));
  return report(world, complete);
}

type World = {
  readonly input: AssignmentInput;
  readonly people: readonly AssignablePerson[];
  readonly items: readonly AssignableItem[];
  /** Item-major, NaN where the pair must not be or is forced. */
  readonly scores: Float64Array;
  readonly lowest: number;
  readonly highest: number;
  readonly forced: readonly { readonly person: number; readonly item: number; readonly score: number }[];
  readonly faults: readonly AssignmentObstacle[];
  /** What is left after the forced pairs. */
  readonly limits: Int32Array;
  readonly demands: Int32Array;
  readonly ranges: readonly (readonly GroupRange[])[];
};

function worldOf(input: AssignmentInput): World {
  const people = inSeededOrder(input.people, input.seed);
  const items = inSeededOrder(input.items, input.seed);
  const scores = new Float64Array(people.length * items.length);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  items.forEach((item, row) => {
    people.forEach((person, column) => {
      const score = input.score(person, item);
      if (score !== null && !Number.isFinite(score)) throw new RangeError(`no score: ${person.id}, ${item.id}`);
      scores[row * people.length + column] = score ?? Number.NaN;
      if (score !== null) lowest = Math.min(lowest, score);
      if (score !== null) highest = Math.max(highest, score);
    });
  });
  const limits = Int32Array.from(people, ({ id, limit }) => countOf(limit, id));
  const demands = Int32Array.from(items, ({ id, demand }) => countOf(demand, id));
  const settled = settleForced(input, people, items, scores, limits, demands);
  return { input, people, items, scores, lowest, highest, limits, demands, ...settled };
}

/** The order of entry must not matter: by id first, then shuffled by the seed. */
export function inSeededOrder<T extends { readonly id: string }>(list: readonly T[], seed: number): T[] {
  if (new Set(list.map(({ id }) => id)).size < list.length) throw new RangeError("an id comes twice");
  const keyed = list.map((one) => ({ one, key: mix(hashText(one.id) ^ mix(seed >>> 0)) }));
  return keyed.sort((a, b) => a.key - b.key || (a.one.id < b.one.id ? -1 : 1)).map(({ one }) => one);
}

/** A whole number of people or places. @throws RangeError */
export function countOf(count: number, id: string): number {
  if (!Number.isSafeInteger(count) || count < 0 || count > 1_000_000)
    throw new RangeError(`no count: ${count} (${id})`);
  return count;
}

function settleForced(
  input: AssignmentInput,
  people: readonly AssignablePerson[],
  items: readonly AssignableItem[],
  scores: Float64Array,
  limits: Int32Array,
  demands: Int32Array,
): Pick<World, "forced" | "faults" | "ranges"> {
  const personAt = new Map(people.map(({ id }, at) => [id, at]));
  const itemAt = new Map(items.map(({ id }, at) => [id, at]));
  const ranges = items.map(({ balance }) => (balance ?? []).map((range) => ({ ...range })));
  const forced: { person: number; item: number; score: number }[] = [];
  const faults: AssignmentObstacle[] = [];
  const seen = new Set<string>();
  for (const pair of input.forced ?? []) {
    const person = personAt.get(pair.person);
    const item = itemAt.get(pair.item);
    const fault = (kind: Extract<AssignmentObstacle, { person: string }>["kind"]) => faults.push({ kind, ...pair });
    const known = person !== undefined && item !== undefined;
    const place = known ? item * people.length + person : -1;
    const range = known ? ranges[item]?.find(({ group }) => group === people[person]?.group) : undefined;
    if (!known) fault("forcedUnknown");
    else if (seen.has(`${person} ${item}`)) fault("forcedTwice");
    else if (Number.isNaN(scores[place])) fault("forcedForbidden");
    else if ((demands[item] ?? 0) < 1) fault("forcedOverDemand");
    else if ((limits[person] ?? 0) < 1) fault("forcedOverLimit");
    else if (range && range.most < 1) fault("forcedOverGroup");
    else {
      seen.add(`${person} ${item}`);
      forced.push({ person, item, score: scores[place] ?? 0 });
      scores[place] = Number.NaN;
      limits[person] = (limits[person] ?? 0) - 1;
      demands[item] = (demands[item] ?? 0) - 1;
      if (range) Object.assign(range, { least: Math.max(0, range.least - 1), most: range.most - 1 });
    }
  }
  return { forced, faults, ranges };
}

function contradictionsOf(world: World): AssignmentObstacle[] {
  const upsideDown = world.items.filter((item, at) => {
    const least = (world.ranges[at] ?? []).reduce((sum, range) => sum + range.least, 0);
    const original = item.balance ?? [];
    const twice = new Set(original.map(({ group }) => group)).size < original.length;
    return (
      twice || original.some((range) => range.least > range.most || range.least < 0) || least > (world.demands[at] ?? 0)
    );
  });
  return [...world.faults, ...upsideDown.map(({ id }) => ({ kind: "balanceContradicts", item: id }) as const)];
}

/** Places in `scores` that may be used. */
type Edges = Iterable<number>;

function* allEdges({ scores }: World): Edges {
  for (let place = 0; place < scores.length; place++) if (!Number.isNaN(scores[place])) yield place;
}

/**
 * The best people of each item (of each of its balanced groups as well) and the best items of each person: best per
 * item alone leaves people without offers and places without people.
 */
function candidateEdges(world: World, most: { readonly perItem: number; readonly perPerson: number }): Edges {
  const { people, items, scores } = world;
  if (people.length <= most.perItem || items.length <= most.perPerson) return allEdges(world);
  const width = people.length;
  const kept = new Set<number>();
  const keepBest = (places: number[], count: number) => {
    const open = places.filter((place) => !Number.isNaN(scores[place]));
    if (open.length > count) open.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).length = count;
    for (const place of open) kept.add(place);
  };
  items.forEach((_, row) => {
    const places = people.map((__, column) => row * width + column);
    keepBest(places, most.perItem);
    for (const { group, least } of world.ranges[row] ?? [])
      if (least > 0)
        keepBest(
          places.filter((place) => people[place % width]?.group === group),
          most.perItem,
        );
  });
  people.forEach((_, column) => {
    keepBest(
      items.map((__, row) => row * width + column),
      most.perPerson,
    );
  });
  return [...kept].sort((a, b) => a - b);
}

/** Where the nodes and the arcs that carry meaning lie in the network. */
type Drawn = {
  readonly network: FlowNetwork;
  readonly firstPerson: number;
  /** Arc → place in `scores`, for the arcs from an item (or its group) to a person. */
  readonly pairArcs: readonly { readonly arc: number; readonly place: number }[];
  /** The arcs that hold an item's least count of a group. */
  readonly leastArcs: readonly { readonly arc: number; readonly row: number; readonly group: string }[];
};

/**
 * Nodes: items, then one node per group of an item with balance (and one for everybody else), then people. The least
 * count of a group is an arc without cost; what goes beyond it costs more than all scores together.
 */
function draw(world: World, edges: Edges): Drawn {
  const { people, items, scores } = world;
  const width = people.length;
  const beyond = (costSteps + 1) * (world.demands.reduce((sum, demand) => sum + demand, 0) + 1);
  const groupNodes = items.map(() => new Map<string | undefined, number>());
  const leastArcs: Drawn["leastArcs"][number][] = [];
  const arcs: { from: number; to: number; room: number; cost: number }[] = [];
  let nodes = items.length;
  items.forEach((_, row) => {
    const ranges = world.ranges[row] ?? [];
    if (ranges.length === 0) return;
    for (const { group, least, most } of ranges) {
      const node = nodes++;
      groupNodes[row]?.set(group, node);
      if (least > 0) leastArcs.push({ arc: arcs.length * 2, row, group });
      if (least > 0) arcs.push({ from: row, to: node, room: least, cost: 0 });
      if (most > least) arcs.push({ from: row, to: node, room: most - least, cost: beyond });
    }
    arcs.push({ from: row, to: nodes, room: world.demands[row] ?? 0, cost: beyond });
    groupNodes[row]?.set(undefined, nodes++);
  });
  const firstPerson = nodes;
  const pairArcs: Drawn["pairArcs"][number][] = [];
  const span = world.highest - world.lowest;
  for (const place of edges) {
    const row = Math.floor(place / width);
    const column = place % width;
    const own = groupNodes[row];
    const from = own?.get(people[column]?.group) ?? own?.get(undefined) ?? row;
    const cost = span > 0 ? Math.round(((world.highest - (scores[place] ?? 0)) / span) * costSteps) : 0;
    pairArcs.push({ arc: arcs.length * 2, place });
    arcs.push({ from, to: firstPerson + column, room: 1, cost });
  }
  return { network: new FlowNetwork(firstPerson + width, arcs), firstPerson, pairArcs, leastArcs };
}

type Solved = {
  readonly drawn: Drawn;
  readonly chosen: readonly number[];
  /** Per item the places that nobody could fill. */
  readonly short: ReadonlyMap<number, number>;
  /** The arcs of least counts that are not full, with what they lack. */
  readonly lacking: readonly { readonly row: number; readonly group: string; readonly by: number }[];
  readonly unmet: number;
};

function solve(world: World, edges: Edges): Solved {
  const drawn = draw(world, edges);
  const { network, firstPerson } = drawn;
  const left = world.limits.slice();
  const hasRoom = (node: number) => node >= firstPerson && (left[node - firstPerson] ?? 0) > 0;
  const short = new Map<number, number>();
  world.items.forEach((_, row) => {
    const demand = world.demands[row] ?? 0;
    for (let place = 0; place < demand; place++) {
      const end = network.augment(row, hasRoom);
      if (end < 0) {
        // Nobody with room can be reached, and later searches cannot change that.
        short.set(row, demand - place);
        return;
      }
      left[end - firstPerson] = (left[end - firstPerson] ?? 0) - 1;
    }
  });
  const chosen = drawn.pairArcs.filter(({ arc }) => network.flowOf(arc) > 0).map(({ place }) => place);
  const lacking = drawn.leastArcs
    .map(({ arc, row, group }) => ({ row, group, by: network.roomOf(arc) }))
    .filter(({ by }) => by > 0);
  const unmet = sum(short.values()) + sum(lacking.map(({ by }) => by));
  return { drawn, chosen, short, lacking, unmet };
}

function report(world: World, solved: Solved): Assignment {
  const width = world.people.length;
  const pairs = [
    ...world.forced,
    ...solved.chosen.map((place) => ({
      person: place % width,
      item: Math.floor(place / width),
      score: world.scores[place] ?? 0,
    })),
  ].map(({ person, item, score }) => ({
    person: world.people[person]?.id ?? "",
    item: world.items[item]?.id ?? "",
    score,
  }));
  pairs.sort((a, b) => compare(a.item, b.item) || b.score - a.score || compare(a.person, b.person));
  const stopped = solved.unmet === 0 ? { obstacles: [], relaxation: [] } : whatStops(world, solved);
  return { pairs, total: sum(pairs.map(({ score }) => score)), seed: world.input.seed, ...stopped };
}

/**
 * Names the obstacles and the fewest steps past them. Where people's limits stop it, the closed set that the last
 * search reached is the proof (Hall's condition): its items can only have its people, and those are full. Searching on
 * as if everybody had room finds whose limit to raise; what even that leaves open is demand that nobody can meet.
 */
function whatStops(world: World, solved: Solved): Pick<Assignment, "obstacles" | "relaxation"> {
  const { network, firstPerson } = solved.drawn;
  const idOf = (row: number) => world.items[row]?.id ?? "";
  const obstacles: AssignmentObstacle[] = [];
  const raise = new Map<number, number>();
  const lower = new Map<number, number>();
  const closed = [...solved.short].map(([row, missing]) => ({ row, missing, reached: network.reachableFrom(row) }));
  let bound: { items: Set<number>; people: Set<number>; missing: number }[] = [];
  for (const { row, missing, reached } of closed) {
    let open = missing;
    for (; open > 0; open--) {
      const end = network.augment(row, (node) => node >= firstPerson);
      if (end < 0) break;
      raise.set(end - firstPerson, (raise.get(end - firstPerson) ?? 0) + 1);
    }
    if (open > 0) {
      lower.set(row, open);
      obstacles.push(tooFewFor(world, row));
    }
    if (missing === open) continue;
    const one = {
      items: new Set(reached.filter((node) => node < world.items.length)),
      people: new Set(reached.filter((node) => node >= firstPerson).map((node) => node - firstPerson)),
      missing: missing - open,
    };
    const apart = bound.filter(({ people }) => people.isDisjointFrom(one.people));
    for (const other of bound.filter((each) => !apart.includes(each))) {
      one.items = one.items.union(other.items);
      one.people = one.people.union(other.people);
      one.missing += other.missing;
    }
    bound = [...apart, one];
  }
  for (const { items, people, missing } of bound)
    obstacles.push({
      kind: "limits",
      items: [...items].map(idOf).sort(compare),
      people: [...people].map((column) => world.people[column]?.id ?? "").sort(compare),
      missing,
    });
  for (const { row, group, by } of solved.lacking) obstacles.push(groupObstacle(world, row, group, by));
  const relaxation: AssignmentRelaxation[] = [
    ...[...raise].map(([column, by]) => ({ kind: "raiseLimit", person: world.people[column]?.id ?? "", by }) as const),
    ...[...lower].map(([row, by]) => ({ kind: "lowerDemand", item: idOf(row), by }) as const),
    ...solved.lacking.map(({ row, group, by }) => ({ kind: "lowerGroupLeast", item: idOf(row), group, by }) as const),
  ];
  return { obstacles, relaxation };
}

/** Who may take the item at all, forced ones included, counted by group. */
function availableFor(world: World, row: number): Map<string | undefined, number> {
  const width = world.people.length;
  const counts = new Map<string | undefined, number>();
  const add = (column: number) => {
    const group = world.people[column]?.group;
    counts.set(group, (counts.get(group) ?? 0) + 1);
  };
  for (let column = 0; column < width; column++) if (!Number.isNaN(world.scores[row * width + column])) add(column);
  for (const { person, item } of world.forced) if (item === row) add(person);
  return counts;
}

function tooFewFor(world: World, row: number): AssignmentObstacle {
  const item = world.items[row];
  const most = new Map((item?.balance ?? []).map((range) => [range.group, range.most]));
  const counts = [...availableFor(world, row)];
  const available = sum(counts.map(([group, count]) => Math.min(count, most.get(group ?? "") ?? count)));
  return { kind: "tooFewPeople", item: item?.id ?? "", demand: item?.demand ?? 0, available };
}

function groupObstacle(world: World, row: number, group: string, by: number): AssignmentObstacle {
  const item = world.items[row];
  const least = item?.balance?.find((range) => range.group === group)?.least ?? 0;
  const available = availableFor(world, row).get(group) ?? 0;
  return available < least
    ? { kind: "tooFewOfGroup", item: item?.id ?? "", group, least, available }
    : { kind: "groupLimits", item: item?.id ?? "", group, missing: by };
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
