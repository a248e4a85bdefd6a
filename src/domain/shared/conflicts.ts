import { organisationDomain } from "./mail-domain";

/**
 * Conflicts of interest between two sides, with their reasons, from facts alone. Matching, panels, juries and ballots
 * ask this one function; whether somebody is eligible at all (verified, sanctioned) is another question
 * (`domain/matching/exclusions.ts`).
 */

/** A person or organisation on either side. Ids are unique over both kinds. */
export type ConflictParty = {
  readonly id: string;
  /** Organisations the party belongs or belonged to; `until` null for today. An organisation need not name itself. */
  readonly affiliations: readonly { readonly organisation: string; readonly until: Date | null }[];
  /** Addresses or domains that were verified. */
  readonly mail: readonly string[];
};

export const lifelongRelations = ["supervision", "kinship"] as const;
export const passingRelations = ["employment", "partnership", "dispute", "friendship", "other"] as const;
export type RelationKind = (typeof lifelongRelations)[number] | (typeof passingRelations)[number];

export type ConflictFacts = {
  readonly owners: readonly { readonly owner: string; readonly owned: string; readonly until: Date | null }[];
  /** Declared by either party about the other. */
  readonly relations: readonly {
    readonly by: string;
    readonly about: string;
    readonly kind: RelationKind;
    readonly until: Date | null;
  }[];
  /** Papers, teams and engagements with all their parties and the day they were last worked on. */
  readonly sharedWork: readonly { readonly id: string; readonly parties: readonly string[]; readonly lastAt: Date }[];
  readonly ties: readonly {
    readonly kind: "supplier" | "financial";
    readonly parties: readonly [string, string];
    readonly until: Date | null;
  }[];
  readonly competitors: readonly { readonly by: string; readonly competitor: string }[];
  /** People and organisations that the matter itself (a need, a jury's item) says must not take part. */
  readonly excludedIds: readonly string[];
  readonly now: Date;
};

export const noConflictFacts: Omit<ConflictFacts, "now"> = {
  owners: [],
  relations: [],
  sharedWork: [],
  ties: [],
  competitors: [],
  excludedIds: [],
};

export const conflictKinds = [
  "sameOrganisation",
  "ownerTree",
  "mailDomain",
  "declaredRelation",
  "sharedWork",
  "supplierTie",
  "financialTie",
  "declaredCompetitor",
  "needList",
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/**
 * One reason. `over` is what it rests on: the organisation, mail domain, kind of relation or tie, or work. A name on
 * the matter's list has no counterpart. It may hold private facts (kinship): show it to conflict officers only.
 */
export type Conflict = {
  readonly kind: ConflictKind;
  readonly party: string;
  readonly counterpart: string | null;
  readonly over: string;
};

export type ConflictFinder = (
  side: readonly ConflictParty[],
  counterparts: readonly ConflictParty[],
  waived?: readonly ConflictKind[],
) => Conflict[];

/** How long an ended affiliation, relation, tie or shared work still counts, to the day of the calendar. */
export const conflictYears = 3;

/**
 * Every conflict between somebody on one side and somebody on the other; empty means none is known.
 * @param side those who would be offered, invited or assigned, with the people or members who would come along
 * @param counterparts those it concerns: owner of the need, authors of the work, people who decide
 * @param waived kinds that do not apply to this use and whose waiver the caller records: for instance `sharedWork`
 * where a buyer may of course choose a firm that delivered before
 */
export function findConflicts(
  side: readonly ConflictParty[],
  counterparts: readonly ConflictParty[],
  facts: ConflictFacts,
  waived: readonly ConflictKind[] = [],
): Conflict[] {
  return conflictFinder(facts)(side, counterparts, waived);
}

/**
 * The same for many pairs over one body of facts: sorts the facts by party once, so that 1,000 people × 2,000 items
 * are asked in seconds.
 */
export function conflictFinder(facts: ConflictFacts): ConflictFinder {
  const world = worldOf(facts);
  return (side, counterparts, waived = []) =>
    [
      ...side.flatMap((party) => listed(world, party)),
      ...side.flatMap((party) => counterparts.flatMap((counterpart) => conflictsBetween(world, party, counterpart))),
    ].filter(({ kind }) => !waived.includes(kind));
}

/** A fact that joins two ids, seen from one of them. */
type Joint = { readonly other: string; readonly kind: ConflictKind; readonly over: string };

type World = {
  readonly since: Date;
  /** Organisation → a name for its owner tree. */
  readonly groups: ReadonlyMap<string, string>;
  readonly joints: ReadonlyMap<string, readonly Joint[]>;
  /** Id → the shared work it is named in. */
  readonly work: ReadonlyMap<string, readonly string[]>;
  readonly excluded: ReadonlySet<string>;
};

function worldOf(facts: ConflictFacts): World {
  const since = yearsBefore(facts.now, conflictYears);
  return {
    since,
    groups: ownerGroups(facts.owners, since),
    joints: jointsOf(facts, since),
    work: workOf(facts.sharedWork, since),
    excluded: new Set(facts.excludedIds),
  };
}

function jointsOf(facts: ConflictFacts, since: Date): Map<string, Joint[]> {
  const joints = new Map<string, Joint[]>();
  const add = (from: string, joint: Joint) => {
    const known = joints.get(from);
    if (known) known.push(joint);
    else joints.set(from, [joint]);
  };
  const join = (a: string, b: string, kind: ConflictKind, over: string) => {
    add(a, { other: b, kind, over });
    if (a !== b) add(b, { other: a, kind, over });
  };
  for (const { by, about, kind, until } of facts.relations)
    if (isLifelong(kind) || stillCounts(until, since)) join(by, about, "declaredRelation", kind);
  for (const { kind, parties, until } of facts.ties)
    if (stillCounts(until, since)) join(...parties, kind === "supplier" ? "supplierTie" : "financialTie", kind);
  for (const { by, competitor } of facts.competitors) join(by, competitor, "declaredCompetitor", competitor);
  return joints;
}

/** Work that names organisations joins their people too; a paper names people and joins only those who wrote it. */
function workOf(sharedWork: ConflictFacts["sharedWork"], since: Date): Map<string, string[]> {
  const work = new Map<string, string[]>();
  for (const { id, parties, lastAt } of sharedWork) {
    if (!stillCounts(lastAt, since)) continue;
    for (const party of new Set(parties)) {
      const known = work.get(party);
      if (known) known.push(id);
      else work.set(party, [id]);
    }
  }
  return work;
}

function listed({ excluded }: World, party: ConflictParty): Conflict[] {
  const today = party.affiliations.filter(({ until }) => until === null).map(({ organisation }) => organisation);
  return [...new Set([party.id, ...today])]
    .filter((id) => excluded.has(id))
    .map((over) => ({ kind: "needList", party: party.id, counterpart: null, over }));
}

function conflictsBetween(world: World, party: ConflictParty, counterpart: ConflictParty): Conflict[] {
  const ours = organisationsOf(party, world.since);
  const theirs = new Set(organisationsOf(counterpart, world.since));
  const found = (kind: ConflictKind, over: string): Conflict => ({
    kind,
    party: party.id,
    counterpart: counterpart.id,
    over,
  });
  return [
    ...organisationConflicts(world, ours, theirs).map(([kind, over]) => found(kind, over)),
    ...sharedDomains(party, counterpart).map((domain) => found("mailDomain", domain)),
    ...recordedConflicts(world, ours, theirs).map(({ kind, over }) => found(kind, over)),
    ...workedOnByBoth(world, ours, theirs).map((id) => found("sharedWork", id)),
  ];
}

function organisationConflicts(
  { groups }: World,
  ours: readonly string[],
  theirs: ReadonlySet<string>,
): (readonly ["sameOrganisation" | "ownerTree", string])[] {
  const shared = ours.filter((id) => theirs.has(id));
  if (shared.length > 0) return shared.map((id) => ["sameOrganisation", id]);
  if (groups.size === 0) return [];
  const trees = new Set([...theirs].flatMap((id) => groups.get(id) ?? []));
  return ours.filter((id) => trees.has(groups.get(id) ?? "")).map((id) => ["ownerTree", id]);
}

/** Each fact once, although both of its ends may be met from both sides. */
function recordedConflicts({ joints }: World, ours: readonly string[], theirs: ReadonlySet<string>): Joint[] {
  const met = ours.flatMap((id) => (joints.get(id) ?? []).filter(({ other }) => theirs.has(other)));
  return [...new Map(met.map((joint) => [`${joint.kind}\n${joint.over}`, joint])).values()];
}

function workedOnByBoth({ work }: World, ours: readonly string[], theirs: ReadonlySet<string>): string[] {
  if (work.size === 0) return [];
  const known = new Set([...theirs].flatMap((id) => work.get(id) ?? []));
  return [...new Set(ours.flatMap((id) => work.get(id) ?? []).filter((id) => known.has(id)))];
}

function sharedDomains(party: ConflictParty, counterpart: ConflictParty): string[] {
  if (party.mail.length === 0 || counterpart.mail.length === 0) return [];
  const theirs = new Set(counterpart.mail.map(organisationDomain));
  const ours = new Set(party.mail.map(organisationDomain));
  return [...ours].flatMap((domain) => (domain !== null && theirs.has(domain) ? [domain] : []));
}

/** The party itself and the organisations it belongs to now or within the look-back. */
function organisationsOf(party: ConflictParty, since: Date): string[] {
  const current = party.affiliations.filter(({ until }) => stillCounts(until, since));
  return [...new Set([party.id, ...current.map(({ organisation }) => organisation)])];
}

/** Organisation → a name for its owner tree: everything joined by ownership now or within the look-back. */
function ownerGroups(owners: ConflictFacts["owners"], since: Date): Map<string, string> {
  const neighbours = new Map<string, string[]>();
  const join = (a: string, b: string) => neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  for (const { owner, owned, until } of owners) {
    if (!stillCounts(until, since)) continue;
    join(owner, owned);
    join(owned, owner);
  }
  const groups = new Map<string, string>();
  for (const start of neighbours.keys()) {
    const waiting = groups.has(start) ? [] : [start];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (groups.has(id)) continue;
      groups.set(id, start);
      waiting.push(...(neighbours.get(id) ?? []));
    }
  }
  return groups;
}

function isLifelong(kind: RelationKind): boolean {
  return lifelongRelations.some((lifelong) => lifelong === kind);
}

/** Exactly three years ago still counts, and so does a date that cannot be read. */
function stillCounts(until: Date | null, since: Date): boolean {
  return until === null || !(until.getTime() < since.getTime());
}

function yearsBefore(at: Date, years: number): Date {
  const before = new Date(at);
  before.setUTCFullYear(at.getUTCFullYear() - years);
  // 29 February goes to the 28th, not to 1 March: the longer window.
  if (before.getUTCMonth() !== at.getUTCMonth()) before.setUTCDate(0);
  // From its first moment: what ended on that day is told by the day alone.
  before.setUTCHours(0, 0, 0, 0);
  return before;
}
