import { z } from "zod";
import type { Assignment } from "../shared/assignment";
import { conflictKinds } from "../shared/conflicts";
import type { MixedAssignment } from "../shared/mixed-assignment";
import { day } from "../shared/storable";
import { prose as text } from "../shared/text";
import { type Backing, backings, rank } from "./standing";

/** Expert pools: what a field asks for, how a nomination becomes a term, and who can be drawn. */

export const criterion = z.strictObject({
  conceptId: z.string().max(80),
  level: z.int().min(1).max(5),
  backing: z.enum(backings),
});
export type PoolCriterion = z.output<typeof criterion>;

export const poolInput = z.strictObject({
  nameZh: text(120).min(1),
  nameEn: text(120).min(1),
  purpose: text(2_000).min(10),
  criteria: z.array(criterion).min(1).max(12),
  termMonths: z.int().min(3).max(60),
  workloadCap: z.int().min(1).max(50),
  codeOfConduct: text(10_000).min(20),
  reviewerEmails: z.array(z.email()).min(2).max(20),
});
export const idInput = z.strictObject({ id: z.uuid() });
export const nominateInput = z.strictObject({ poolId: z.uuid(), personId: z.uuid(), statement: text(3_000).min(6) });
export const agreeInput = z.strictObject({ id: z.uuid(), agree: z.boolean() });
export const reviewInput = z.strictObject({ id: z.uuid(), favour: z.boolean(), reason: text(2_000).min(4) });
export const decideInput = z.strictObject({ id: z.uuid(), appoint: z.boolean(), reason: text(2_000).min(4) });
export const renewInput = z.strictObject({ id: z.uuid(), renew: z.boolean(), reason: text(500).min(3) });
export const leaveInput = z.strictObject({ id: z.uuid(), from: day(), until: day() });
export const concernsInput = z.strictObject({
  organisationIds: z.array(z.uuid()).max(50),
  emails: z.array(z.email()).max(50),
  /** A need that the panel is about: whoever stands behind a proposal for it has a competing one. */
  needId: z.uuid().nullable().default(null),
});
export const prepareInput = z.strictObject({
  poolId: z.uuid(),
  title: text(200).min(3),
  seats: z.int().min(1).max(15),
  concerns: concernsInput,
});
export const drawInput = z.strictObject({ id: z.uuid(), seed: z.string().regex(/^[0-9a-f]{64}$/u) });
export const seatInput = z.strictObject({ id: z.uuid(), accept: z.boolean(), reason: text(500) });
const most = z.int().min(1).max(15);
/** What an assignment counts people by. */
export const traitKinds = ["organisationKind", "region", "skill"] as const;
export type Trait = { readonly of: (typeof traitKinds)[number]; readonly value: string };

/** As the assignment knows it: `region:CN-44`. */
export function traitOf({ of, value }: Trait): string {
  return `${of}:${value}`;
}

function readTrait(trait: string): Trait {
  const [kind, ...value] = trait.split(":");
  return { of: traitKinds.find((one) => one === kind) ?? "skill", value: value.join(":") };
}
export const assignInput = z.strictObject({
  poolId: z.uuid(),
  title: text(200).min(3),
  seed: z.int().min(0).max(2_147_483_647),
  /** At most so many from one kind of organisation, and from one region, on an item; null where it does not matter. */
  organisationKindMost: most.nullable(),
  regionMost: most.nullable(),
  /** On each item at least so many who have it. */
  atLeast: z
    .array(z.strictObject({ of: z.enum(traitKinds), value: z.string().min(1).max(80), least: z.int().min(1).max(9) }))
    .max(6)
    .refine((rules) => new Set(rules.map(traitOf)).size === rules.length, { error: "RULE_TWICE" }),
  items: z
    .array(
      z.strictObject({
        title: text(200).min(1),
        conceptIds: z.array(z.string().max(80)).max(12),
        demand: z.int().min(1).max(9),
        organisationIds: z.array(z.uuid()).max(10),
      }),
    )
    .min(1)
    .max(2_000),
});

export const exclusionReasons = ["onLeave", "atCapacity", "conflict", "termEnded"] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

const named = z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() });
const inWords = { nameZh: z.string(), nameEn: z.string() };
const standing = z.array(criterion.extend({ ...inWords, met: z.boolean() }));
export const poolCard = z.strictObject({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  purpose: z.string(),
  organisation: named,
  members: z.int(),
});
export const nominationStates = ["nominated", "review", "appointed", "refused", "declined"] as const;
export const nominationView = z.strictObject({
  id: z.string(),
  person: named.extend({ id: z.string() }),
  self: z.boolean(),
  statement: z.string(),
  state: z.enum(nominationStates),
  standing,
  reviews: z.array(z.strictObject({ favour: z.boolean(), reason: z.string() })),
  /** Reviewers who may not review it, by how many, and why. */
  barred: z.array(z.strictObject({ reviewer: named, kinds: z.array(z.enum(conflictKinds)) })),
  reason: z.string().nullable(),
  can: z.strictObject({ agree: z.boolean(), review: z.boolean(), decide: z.boolean() }),
});
const trait = z.strictObject({ of: z.enum(traitKinds), value: z.string() }).nullable();
const told = {
  items: z.array(z.string()),
  trait,
};
/** A constraint that could not be kept: what it asks for, and how many there are. */
const toldObstacle = z.strictObject({
  ...told,
  kind: z.enum(["demand", "least", "most", "limit"]),
  personIds: z.array(z.string()),
  wanted: z.int(),
  available: z.int(),
});
const toldStep = z.strictObject({
  ...told,
  kind: z.enum(["lowerDemand", "lowerLeast", "raiseMost", "raiseLimit"]),
  personIds: z.array(z.string()),
  by: z.int(),
});
export const obstaclesTold = z.strictObject({ obstacles: z.array(toldObstacle), relaxation: z.array(toldStep) });
export type ObstaclesTold = z.output<typeof obstaclesTold>;
export const useView = z.strictObject({
  id: z.string(),
  title: z.string(),
  method: z.enum(["draw", "assignment"]),
  at: z.string(),
  endedAt: z.iso.datetime().nullable(),
  /** Its keeper may say that the work is done. */
  canEnd: z.boolean(),
  seatsWanted: z.int(),
  considered: z.int(),
  excluded: z.array(
    z.strictObject({
      person: named.extend({ id: z.string() }),
      reason: z.enum(exclusionReasons),
      kinds: z.array(z.enum(conflictKinds)),
    }),
  ),
  seats: z.array(
    z.strictObject({
      id: z.string(),
      person: named.extend({ id: z.string() }),
      item: z.string(),
      state: z.enum(["drawn", "accepted", "recused"]),
      reason: z.string().nullable(),
      instead: z.boolean(),
      mine: z.boolean(),
    }),
  ),
  /** Of the platform's seed, published before the keeper's own was known. */
  commitment: z.string().nullable(),
  /** Everything to recompute the draw or assignment; null until it is done. */
  record: z.string().nullable(),
  /** Why not every place could be filled, and the fewest steps after which it can. */
  obstacles: z.array(toldObstacle.omit({ personIds: true }).extend({ people: z.array(named) })),
  relaxation: z.array(toldStep.omit({ personIds: true }).extend({ people: z.array(named) })),
});
export const poolView = poolCard.extend({
  criteria: z.array(criterion.extend(inWords)),
  termMonths: z.int(),
  workloadCap: z.int(),
  codeOfConduct: z.string(),
  terms: z.array(
    z.strictObject({
      id: z.string(),
      person: named.extend({ id: z.string() }),
      from: z.string(),
      until: z.string(),
      renewals: z.int(),
      load: z.int(),
      recusals: z.int(),
      leave: z.strictObject({ from: z.string(), until: z.string() }).nullable(),
      mine: z.boolean(),
    }),
  ),
  nominations: z.array(nominationView),
  uses: z.array(z.strictObject({ id: z.string(), title: z.string(), at: z.string(), method: z.string() })),
  can: z.strictObject({
    keep: z.boolean(),
    review: z.boolean(),
    nominateSelf: z.boolean(),
    nominateOthers: z.boolean(),
  }),
});
export const mineView = z.strictObject({
  nominations: z.array(
    z.strictObject({
      id: z.string(),
      poolId: z.string(),
      poolZh: z.string(),
      poolEn: z.string(),
      state: z.string(),
      codeOfConduct: z.string(),
    }),
  ),
  seats: z.array(
    z.strictObject({ id: z.string(), useId: z.string(), title: z.string(), item: z.string(), state: z.string() }),
  ),
});

/** Each criterion against what is shown of the person's skills: level and backing both reach it. */
export function criteriaStanding(
  criteria: readonly PoolCriterion[],
  skills: readonly { readonly conceptId: string; readonly level: number; readonly backing: Backing }[],
): (PoolCriterion & { met: boolean })[] {
  return criteria.map((one) => ({
    ...one,
    met: skills.some(
      ({ conceptId, level, backing }) =>
        conceptId === one.conceptId && level >= one.level && rank(backing) >= rank(one.backing),
    ),
  }));
}

export const leastReviews = 2;

/** Why a nomination cannot be decided so; null where it can. An appointment needs every criterion and a majority. */
export function decisionObstacle(
  appoint: boolean,
  standing: readonly { readonly met: boolean }[],
  reviews: readonly { readonly favour: boolean }[],
): "reviewsMissing" | "criteriaUnmet" | "majorityAgainst" | null {
  if (reviews.length < leastReviews) return "reviewsMissing";
  if (!appoint) return null;
  if (standing.some(({ met }) => !met)) return "criteriaUnmet";
  return reviews.filter(({ favour }) => favour).length * 2 > reviews.length ? null : "majorityAgainst";
}

export type TermFacts = { readonly leaveFrom: Date | null; readonly leaveUntil: Date | null; readonly load: number };

/** Why a member cannot be given more now, besides conflicts. */
export function dutyObstacle(term: TermFacts, cap: number, now: Date): "onLeave" | "atCapacity" | null {
  const { leaveFrom, leaveUntil, load } = term;
  const dayAfter = leaveUntil && new Date(leaveUntil.getTime() + 86_400_000);
  if (leaveFrom && dayAfter && leaveFrom <= now && now < dayAfter) return "onLeave";
  return load >= cap ? "atCapacity" : null;
}

/** The same day so many months on; the last day of a shorter month. */
export function monthsOn(from: Date, months: number): Date {
  const until = new Date(from);
  until.setUTCMonth(until.getUTCMonth() + months);
  if (until.getUTCDate() !== from.getUTCDate()) until.setUTCDate(0);
  return until;
}

/** How well a member serves an item: the strength of each skill asked for, at most 25 each, plus one so that all count. */
export function fitOf(
  asked: readonly string[],
  skills: readonly { readonly conceptId: string; readonly level: number; readonly backing: Backing }[],
): number {
  return asked.reduce((sum, id) => {
    const skill = skills.find(({ conceptId }) => conceptId === id);
    return sum + (skill ? skill.level * (rank(skill.backing) + 1) : 0);
  }, 1);
}

type Stopped = Pick<Assignment | MixedAssignment, "obstacles" | "relaxation">;

/**
 * What stopped an assignment and the way out, in one form whichever method found it. @param title of an item by its id
 * @throws Error for what cannot come without forced pairs and least counts in a flow
 */
export function tellObstacles({ obstacles, relaxation }: Stopped, title: (item: string) => string): ObstaclesTold {
  const none = { items: [], trait: null, personIds: [], available: 0 };
  return {
    obstacles: obstacles.map((one): ObstaclesTold["obstacles"][number] => {
      switch (one.kind) {
        case "demand":
        case "tooFewPeople":
          return { ...none, kind: "demand", items: [title(one.item)], wanted: one.demand, available: one.available };
        case "least":
          return {
            ...none,
            kind: "least",
            items: [title(one.item)],
            trait: readTrait(one.trait),
            wanted: one.least,
            available: one.available,
          };
        case "most":
          return { ...none, kind: "most", items: [title(one.item)], trait: readTrait(one.trait), wanted: one.most };
        case "limit":
          return { ...none, kind: "limit", personIds: [one.person], wanted: 1, available: one.limit };
        case "limits":
          return {
            ...none,
            kind: "limit",
            items: one.items.map(title),
            personIds: [...one.people],
            wanted: one.missing,
          };
        default:
          throw new Error(`an obstacle that cannot be: ${one.kind}`);
      }
    }),
    relaxation: relaxation.map((step): ObstaclesTold["relaxation"][number] => {
      switch (step.kind) {
        case "raiseLimit":
          return { kind: step.kind, items: [], trait: null, personIds: [step.person], by: step.by };
        case "lowerDemand":
          return { kind: step.kind, items: [title(step.item)], trait: null, personIds: [], by: step.by };
        case "lowerLeast":
        case "raiseMost":
          return {
            kind: step.kind,
            items: [title(step.item)],
            trait: readTrait(step.trait),
            personIds: [],
            by: step.by,
          };
        default:
          throw new Error(`a step that cannot be: ${step.kind}`);
      }
    }),
  };
}
