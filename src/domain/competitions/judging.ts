/** How sheets of judges become one score per entry. Every score of a criterion is a whole number from 0 to `max`. */

export type Criterion = {
  readonly id: string;
  /** Percent of the total; the weights of a rubric add up to 100. */
  readonly weight: number;
  readonly max: number;
};

export type Sheet = {
  readonly judgeId: string;
  readonly entryId: string;
  /** Score per criterion id. */
  readonly scores: Readonly<Record<string, number>>;
};

/** One judge's total of one entry, in points of 100. */
export type Mark = { readonly judgeId: string; readonly entryId: string; readonly value: number };

export type RubricProblem = { readonly code: "RUBRIC_EMPTY" | "RUBRIC_SUM" | "RUBRIC_TWICE"; readonly sum?: number };

/** @returns what is wrong with a rubric as a whole, or null */
export function rubricProblem(criteria: readonly Criterion[]): RubricProblem | null {
  if (criteria.length === 0) return { code: "RUBRIC_EMPTY" };
  if (new Set(criteria.map(({ id }) => id)).size !== criteria.length) return { code: "RUBRIC_TWICE" };
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  return sum === 100 ? null : { code: "RUBRIC_SUM", sum };
}

/** Ids of criteria that a sheet leaves open, scores out of range, or scores that the rubric does not ask for. */
export function sheetFaults(criteria: readonly Criterion[], scores: Sheet["scores"]): string[] {
  const wrong = criteria.filter(({ id, max }) => {
    const score = scores[id];
    return score === undefined || !Number.isInteger(score) || score < 0 || score > max;
  });
  const asked = new Set(criteria.map(({ id }) => id));
  return [...wrong.map(({ id }) => id), ...Object.keys(scores).filter((id) => !asked.has(id))];
}

/** Weighted total of one sheet: Σ score ÷ max × weight, 0 to 100, rounded half up to hundredths once at the end. */
export function markOf(criteria: readonly Criterion[], { judgeId, entryId, scores }: Sheet): Mark {
  const sum = criteria.reduce((total, { id, weight, max }) => total + ((scores[id] ?? 0) * weight) / max, 0);
  return { judgeId, entryId, value: hundredths(sum) };
}

/**
 * Entries that need one more judge: exactly the declared number of judges has scored and two of them differ by more
 * than the declared gap. One further sheet closes the matter; it counts like the others.
 * @param gap points of 100
 */
export function entriesWithGap(marks: readonly Mark[], judgesPerEntry: number, gap: number): string[] {
  return [...grouped(marks)]
    .filter(([, values]) => values.length === judgesPerEntry && spread(values) > gap)
    .map(([entryId]) => entryId);
}

/** Distance between the mildest and the hardest mark, in hundredths without floating dust. */
export function spread(values: readonly number[]): number {
  return values.length === 0 ? 0 : hundredths(Math.max(...values) - Math.min(...values));
}

/** Raw score per entry: the mean of its marks. */
export function rawScores(marks: readonly Mark[]): Map<string, number> {
  return new Map([...grouped(marks)].map(([entryId, values]) => [entryId, hundredths(mean(values))]));
}

export type Ranked = { readonly id: string; readonly score: number; readonly rank: number };

/** Highest first; equal scores share a rank and the next one skips (1, 2, 2, 4). Order within a tie is by id. */
export function rankByScore(scores: Iterable<readonly [string, number]>): Ranked[] {
  const sorted = [...scores].sort(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1));
  const ranked: Ranked[] = [];
  for (const [index, [id, score]] of sorted.entries()) {
    const before = ranked[index - 1];
    ranked.push({ id, score, rank: before && before.score === score ? before.rank : index + 1 });
  }
  return ranked;
}

export function grouped(marks: readonly Mark[]): Map<string, number[]> {
  const values = new Map<string, number[]>();
  for (const { entryId, value } of marks) values.set(entryId, [...(values.get(entryId) ?? []), value]);
  return values;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Rounded half up (also below zero) to two places; the small term takes back what binary fractions lose. */
export function hundredths(value: number): number {
  const rounded = Math.floor(value * 100 + 0.5 + 1e-7) / 100;
  return Object.is(rounded, -0) ? 0 : rounded;
}
