import { addMilliseconds, day } from "../shared/time";
import type { Side } from "./states";

/** What each side says of the other, from 1 (poor) to 5 (excellent). */
export const reviewQuestions = {
  buyer: ["quality", "timeliness", "communication"],
  provider: ["clarity", "cooperation", "payment"],
} as const satisfies Record<Side, readonly string[]>;

/** Days after the end of the work in which a review can be given; then what is there is released alone. */
export const reviewDays = 14;

/**
 * When reviews become readable: both at the moment the second is in, so that neither side answers the other's, or what
 * is there once the time for reviews is over.
 * @param endedAt when the delivery was accepted or the engagement ended
 * @returns true when they are to be released now
 */
export function reviewsReleased(given: readonly Side[], endedAt: Date, now: Date): boolean {
  if (given.length === 0) return false;
  return new Set(given).size === 2 || now > reviewsDue(endedAt);
}

export function reviewsDue(endedAt: Date): Date {
  return addMilliseconds(endedAt, reviewDays * day);
}

/** A review as one figure: the mean of its answers, 0 where all are poor (1) and 1 where all are excellent (5). */
export function markOf(scores: Readonly<Record<string, number>>): number {
  const answers = Object.values(scores);
  if (answers.length === 0) throw new RangeError("a review without answers");
  return (answers.reduce((sum, answer) => sum + answer, 0) / answers.length - 1) / 4;
}
