import type { RecencyWeights } from "./weights";

/**
 * Freshness from 1 (new) towards 0, halved every half-life. Without a date it counts as one half-life old, so that
 * leaving the date out is neither a gain nor the end of it.
 */
export function freshness(ageYears: number | null, halfLifeYears: number): number {
  return ageYears === null ? 0.5 : 2 ** (-Math.max(0, ageYears) / halfLifeYears);
}

/** What age leaves of an item's similarity: never less than the floor, because knowledge fades but is not undone. */
export function recencyWeight(ageYears: number | null, weights: RecencyWeights): number {
  return weights.floor + (1 - weights.floor) * freshness(ageYears, weights.halfLifeYears);
}

const millisecondsPerYear = 365.25 * 86_400_000;

/** Years between two instants, never below zero. */
export function yearsBetween(earlier: Date, later: Date): number {
  return Math.max(0, (later.getTime() - earlier.getTime()) / millisecondsPerYear);
}
