import { hashText, mix } from "../shared/seeded-random";

export type Scored = { readonly id: string; readonly score: number };

/** Ids that scored alike, in the order the seed gave them. */
export type Tie = { readonly score: number; readonly order: readonly string[] };

export type SeededOrder<T extends Scored> = {
  readonly ranked: readonly T[];
  /** What is written to the log, so that anyone can draw the same order again. */
  readonly log: { readonly seed: number; readonly ties: readonly Tie[] };
};

/** Scores nearer than this are alike: the difference is rounding, not merit. */
const resolution = 1e-6;

/**
 * Ranks by score, best first. Those who score alike are ordered by seed and id alone, whatever order they came in, so
 * that nobody is first for ever by name or by date of entry.
 */
export function rankWithSeed<T extends Scored>(candidates: readonly T[], seed: number): SeededOrder<T> {
  const keyed = candidates.map((candidate) => ({
    candidate,
    step: Math.round(candidate.score / resolution),
    key: tieKey(candidate.id, seed),
  }));
  keyed.sort((a, b) => b.step - a.step || a.key - b.key || compareIds(a.candidate.id, b.candidate.id));
  const groups = Map.groupBy(keyed, ({ step }) => step);
  const ties = [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      score: (group[0]?.step ?? 0) * resolution,
      order: group.map(({ candidate }) => candidate.id),
    }));
  return { ranked: keyed.map(({ candidate }) => candidate), log: { seed, ties } };
}

/** A candidate's place in the draw of one seed; lower comes first. */
export function tieKey(id: string, seed: number): number {
  return mix(hashText(id) ^ mix(seed >>> 0));
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
