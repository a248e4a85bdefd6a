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

const millisecondsPerDay = 86_400_000;
const daysPerYear = 365.25;

/**
 * Years between the UTC days of two instants, never below zero. Days, because an age that grew by the millisecond
 * would tell apart who is alike but for the hour of an entry, and change their order from one computation to the next.
 */
export function yearsBetween(earlier: Date, later: Date): number {
  const day = (instant: Date) => Math.floor(instant.getTime() / millisecondsPerDay);
  return Math.max(0, day(later) - day(earlier)) / daysPerYear;
}
