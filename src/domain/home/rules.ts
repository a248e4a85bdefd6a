import type { Waiting } from "./schema";

/** What is due first stands first; what has no date comes last, in the order in which it was given. */
export function mostUrgentFirst(waiting: readonly Waiting[]): Waiting[] {
  const at = ({ due }: Waiting) => (due === null ? Number.POSITIVE_INFINITY : Date.parse(due));
  // Two without a date would give NaN, so that their difference is spelled out.
  return [...waiting].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
