import { organisationDomain } from "../shared/mail-domain";

/**
 * Who must not be offered, invited, assigned or awarded, and why. Closed by default: what is not known to be in order
 * is not in order. The same function is asked again at every step from ranking to award, and its answer is stored.
 */

/** A person or organisation on either side. Ids are unique over both kinds. */
export type Party = {
  readonly id: string;
  /** Null where it was never found out. */
  readonly identityConfirmed: boolean | null;
  readonly verified: boolean | null;
  readonly sanctions: "clear" | "listed" | null;
  /** ISO 3166-1 alpha-2. */
  readonly jurisdiction: string | null;
  /** Organisations the party belongs or belonged to; `until` null for today. An organisation need not name itself. */
  readonly affiliations: readonly { readonly organisation: string; readonly until: Date | null }[];
  /** Addresses or domains that were verified. */
  readonly mail: readonly string[];
};

export const lifelongRelations = ["supervision", "kinship"] as const;
export const passingRelations = ["employment", "partnership", "dispute", "friendship", "other"] as const;
export type RelationKind = (typeof lifelongRelations)[number] | (typeof passingRelations)[number];

export type ExclusionFacts = {
  /** The subject first, then the people or consortium members who would come with it. */
  readonly subject: readonly Party[];
  /** The owner of the need and the people who act, evaluate or decide for it. */
  readonly counterparts: readonly Party[];
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
  /** What the need itself says. An empty list of jurisdictions admits none; null admits every known one. */
  readonly need: { readonly excludedIds: readonly string[]; readonly jurisdictions: readonly string[] | null };
  readonly now: Date;
};

export type Eligibility = "identityNotConfirmed" | "notVerified" | "sanctions" | "jurisdiction" | "needList";
export type Conflict =
  | "sameOrganisation"
  | "ownerTree"
  | "mailDomain"
  | "declaredRelation"
  | "sharedWork"
  | "supplierTie"
  | "financialTie"
  | "declaredCompetitor";

/** A reason with the ids it rests on. It may hold private facts (kinship): show it to conflict officers only. */
export type Exclusion =
  | { readonly kind: "sideUnknown"; readonly side: "subject" | "counterpart" }
  | { readonly kind: Eligibility; readonly party: string }
  | { readonly kind: Conflict; readonly party: string; readonly counterpart: string; readonly over: string };

/** How long an ended affiliation, relation, tie or shared work still counts, to the day of the calendar. */
const lookBackYears = 3;

/**
 * Every reason why the subject is excluded from the need; empty means it may be considered.
 * @param waived kinds of conflict that do not apply to this use and whose waiver the caller records: for instance
 * `sharedWork` where a buyer may of course choose a firm that delivered before
 */
export function findExclusions(facts: ExclusionFacts, waived: readonly Conflict[] = []): Exclusion[] {
  const since = yearsBefore(facts.now, lookBackYears);
  const world = { facts, since, groups: ownerGroups(facts.owners, since) };
  const conflicts = facts.subject.flatMap((party) =>
    facts.counterparts.flatMap((counterpart) => conflictsBetween(world, party, counterpart)),
  );
  return [
    ...unknownSides(facts),
    ...facts.subject.flatMap((party) => eligibilityOf(party, facts.need)),
    ...conflicts.filter(({ kind }) => !waived.some((waivedKind) => waivedKind === kind)),
  ];
}

/** A side with nobody on it cannot be checked. */
function unknownSides(facts: ExclusionFacts): Exclusion[] {
  const sides = [
    { side: "subject", parties: facts.subject },
    { side: "counterpart", parties: facts.counterparts },
  ] as const;
  return sides.filter(({ parties }) => parties.length === 0).map(({ side }) => ({ kind: "sideUnknown", side }));
}

type World = {
  readonly facts: ExclusionFacts;
  readonly since: Date;
  readonly groups: ReadonlyMap<string, string>;
};

function eligibilityOf(party: Party, need: ExclusionFacts["need"]): Exclusion[] {
  const admitted =
    party.jurisdiction !== null && (need.jurisdictions === null || need.jurisdictions.includes(party.jurisdiction));
  const listed =
    need.excludedIds.includes(party.id) ||
    party.affiliations.some(({ organisation, until }) => until === null && need.excludedIds.includes(organisation));
  const claims: readonly (readonly [boolean, Eligibility])[] = [
    [party.identityConfirmed === true, "identityNotConfirmed"],
    [party.verified === true, "notVerified"],
    [party.sanctions === "clear", "sanctions"],
    [admitted, "jurisdiction"],
    [!listed, "needList"],
  ];
  return claims.filter(([holds]) => !holds).map(([, kind]) => ({ kind, party: party.id }));
}

function conflictsBetween(world: World, party: Party, counterpart: Party): ConflictFound[] {
  const found: Found = (kind, over) => ({ kind, party: party.id, counterpart: counterpart.id, over });
  return [
    ...organisationConflicts(world, party, counterpart, found),
    ...sharedDomains(party, counterpart).map((domain) => found("mailDomain", domain)),
    ...recordedConflicts(world, party, counterpart, found),
  ];
}

type ConflictFound = Extract<Exclusion, { readonly kind: Conflict }>;
type Found = (kind: Conflict, over: string) => ConflictFound;

function organisationConflicts(world: World, party: Party, counterpart: Party, found: Found): ConflictFound[] {
  const ours = organisationsOf(party, world.since);
  const theirs = organisationsOf(counterpart, world.since);
  const shared = ours.filter((id) => theirs.includes(id));
  if (shared.length > 0) return shared.map((id) => found("sameOrganisation", id));
  const groups = new Set(theirs.flatMap((id) => world.groups.get(id) ?? []));
  const inTree = ours.filter((id) => groups.has(world.groups.get(id) ?? ""));
  return inTree.map((id) => found("ownerTree", id));
}

function recordedConflicts({ facts, since }: World, party: Party, counterpart: Party, found: Found): ConflictFound[] {
  const ours = new Set(organisationsOf(party, since));
  const theirs = new Set(organisationsOf(counterpart, since));
  const joins = (a: string, b: string) => (ours.has(a) && theirs.has(b)) || (ours.has(b) && theirs.has(a));
  const relations = facts.relations.filter(
    ({ by, about, kind, until }) => joins(by, about) && (isLifelong(kind) || stillCounts(until, since)),
  );
  // Work that names organisations joins their people too; a paper names people and joins only those who wrote it.
  const work = facts.sharedWork.filter(
    ({ parties, lastAt }) =>
      parties.some((id) => ours.has(id)) && parties.some((id) => theirs.has(id)) && stillCounts(lastAt, since),
  );
  const ties = facts.ties.filter(({ parties: [a, b], until }) => joins(a, b) && stillCounts(until, since));
  const competitors = facts.competitors.filter(({ by, competitor }) => joins(by, competitor));
  return [
    ...relations.map(({ kind }) => found("declaredRelation", kind)),
    ...work.map(({ id }) => found("sharedWork", id)),
    ...ties.map(({ kind }) => found(kind === "supplier" ? "supplierTie" : "financialTie", kind)),
    ...competitors.map(({ competitor }) => found("declaredCompetitor", competitor)),
  ];
}

function sharedDomains(party: Party, counterpart: Party): string[] {
  const theirs = new Set(counterpart.mail.map(organisationDomain));
  const ours = new Set(party.mail.map(organisationDomain));
  return [...ours].flatMap((domain) => (domain !== null && theirs.has(domain) ? [domain] : []));
}

/** The party itself and the organisations it belongs to now or within the look-back. */
function organisationsOf(party: Party, since: Date): string[] {
  const current = party.affiliations.filter(({ until }) => stillCounts(until, since));
  return [...new Set([party.id, ...current.map(({ organisation }) => organisation)])];
}

/** Organisation → a name for its owner tree: everything joined by ownership now or within the look-back. */
function ownerGroups(owners: ExclusionFacts["owners"], since: Date): Map<string, string> {
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
  return before;
}
