/**
 * How a skill claim is backed and how high it may be shown. A claim never shows more than its evidence says: what
 * nothing backs is shown at level 2 at most, whatever is claimed. More evidence never lowers it, so that what a reader
 * finds by search is at least what a reader who may see less finds.
 */
export const backings = ["self", "endorsed", "evidenced", "verified", "earned"] as const;
export type Backing = (typeof backings)[number];

/** The highest level that each kind of backing can carry. */
export const ceilings: Record<Backing, number> = { self: 2, endorsed: 3, evidenced: 4, verified: 5, earned: 5 };

export const levels = [1, 2, 3, 4, 5] as const;

/** Years after which evidence is called aging and old. */
export const agingYears = 3;
export const oldYears = 6;
export type Age = "fresh" | "aging" | "old";

export type Support = {
  readonly standing: "stated" | "verified" | "earned";
  readonly supports: number;
  readonly date: Date;
};

export type Standing = {
  readonly level: number;
  readonly backing: Backing;
  /** Of the newest evidence behind it; null where there is none. */
  readonly age: Age | null;
};

const backingOf: Record<Support["standing"], Backing> = {
  stated: "evidenced",
  verified: "verified",
  earned: "earned",
};

/**
 * What is shown of a claim.
 * @param claimed 1 to 5
 * @param endorsements levels that others attested
 */
export function standingOf(
  claimed: number,
  endorsements: readonly number[],
  evidence: readonly Support[],
  now: Date,
): Standing {
  const carried = [
    { backing: "self" as Backing, level: ceilings.self },
    ...endorsements.map((level) => ({ backing: "endorsed" as Backing, level: Math.min(level, ceilings.endorsed) })),
    ...evidence.map(({ standing, supports }) => {
      const backing = backingOf[standing];
      return { backing, level: Math.min(supports, ceilings[backing]) };
    }),
  ];
  const level = Math.min(claimed, Math.max(...carried.map((one) => one.level)));
  const strongest = carried.reduce((best, one) => (rank(one.backing) > rank(best.backing) ? one : best));
  const newest = evidence.reduce<Date | null>((latest, { date }) => (latest && latest > date ? latest : date), null);
  return { level, backing: strongest.backing, age: newest ? ageOf(newest, now) : null };
}

/** How evidence of a day counts now. */
export function ageOf(date: Date, now: Date): Age {
  const years = (now.getTime() - date.getTime()) / 31_557_600_000;
  return years < agingYears ? "fresh" : years < oldYears ? "aging" : "old";
}

export function rank(backing: Backing): number {
  return backings.indexOf(backing);
}
