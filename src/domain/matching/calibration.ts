/** How one need's similarities lie over the subjects: what "usual" is, and how far apart subjects stand. */
export type Spread = { readonly mean: number; readonly deviation: number };

/** What is believed before any subject is seen: as if `count` strangers of similarity zero stood this far apart. */
export type SpreadPrior = { readonly count: number; readonly deviation: number };

/** Values further out than this many deviations count as if they lay there. */
const outlierDeviations = 3;

/**
 * Mean and deviation of one need's raw similarities. Raw values are not comparable from need to need: a need in common
 * words is a little like everybody. The prior keeps a handful of subjects, or one, from dividing by nothing, and fades
 * as subjects grow in number. Outliers are drawn in before the second reckoning: the need's own author among the
 * subjects must not make all others look alike.
 */
export function spreadOf(values: Iterable<number>, prior: SpreadPrior): Spread {
  const all = Float64Array.from(values);
  const first = plainSpread(all, prior);
  const reach = outlierDeviations * first.deviation;
  return plainSpread(
    all.map((value) => Math.max(first.mean - reach, Math.min(first.mean + reach, value))),
    prior,
  );
}

function plainSpread(values: Float64Array, prior: SpreadPrior): Spread {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const count = values.length;
  const total = count + prior.count;
  if (total === 0) return { mean: 0, deviation: prior.deviation };
  const ownMean = count === 0 ? 0 : sum / count;
  const scatter = Math.max(0, squares - count * ownMean * ownMean);
  return {
    mean: sum / total,
    deviation: Math.sqrt((scatter + prior.count * prior.deviation ** 2) / total),
  };
}

/** How many deviations a raw similarity lies above the usual for its need; zero when there is no spread at all. */
export function calibrate(value: number, spread: Spread): number {
  return spread.deviation > 0 ? (value - spread.mean) / spread.deviation : 0;
}
