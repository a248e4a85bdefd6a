/**
 * The mean of past outcomes (0 to 1) drawn towards a prior: as if `count` outcomes had gone as `mean` before the
 * first. A newcomer stands at the prior instead of at zero, and one lucky delivery is not a record.
 */
export function shrunkOutcome(
  values: readonly number[],
  prior: { readonly count: number; readonly mean: number },
): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const count = prior.count + values.length;
  return count > 0 ? (sum + prior.count * prior.mean) / count : prior.mean;
}

/** What is left of an accepted delivery that its buyer was not content with at all: it was accepted all the same. */
const acceptedAtLeast = 0.5;

/**
 * How one delivery went, 0 to 1: one that failed is 0, one that was accepted is 1, less by what the buyer's released
 * review found wanting.
 * @param mark the mean of the review's answers, 0 (all poor) to 1 (all excellent); null where there is none
 */
export function deliveryOutcome(accepted: boolean, mark: number | null): number {
  if (!accepted) return 0;
  return mark === null ? 1 : acceptedAtLeast + (1 - acceptedAtLeast) * mark;
}
