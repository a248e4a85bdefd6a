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
