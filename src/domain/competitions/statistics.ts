/** How a challenge did its work: tables that setters read after every event. */

export type ChallengeOutcome = { readonly teamId: string; readonly tried: boolean; readonly solved: boolean };

/** Share of the teams that tried and solved; null when nobody tried. */
export function facility(outcomes: readonly ChallengeOutcome[]): number | null {
  const tried = outcomes.filter((one) => one.tried);
  return tried.length === 0 ? null : tried.filter((one) => one.solved).length / tried.length;
}

/**
 * Discrimination index D after Kelley (1939): share of solvers in the upper 27 % of teams by score less that in the
 * lower 27 %, between −1 and 1. Null under ten teams, where it says nothing.
 * @param order team ids, the best first
 */
export function discrimination(order: readonly string[], solvers: ReadonlySet<string>): number | null {
  if (order.length < 10) return null;
  const size = Math.max(1, Math.round(order.length * 0.27));
  const share = (ids: readonly string[]) => ids.filter((id) => solvers.has(id)).length / size;
  return share(order.slice(0, size)) - share(order.slice(-size));
}

/** Median of seconds; null of nothing. */
export function median(seconds: readonly number[]): number | null {
  const sorted = [...seconds].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
