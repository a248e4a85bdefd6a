/**
 * Krippendorff's alpha for interval data with missing values (K. Krippendorff, Computing Krippendorff's
 * Alpha-Reliability, 2011): 1 − observed ÷ expected disagreement, where disagreement is the squared difference and only
 * units with two values or more are pairable. 1 is perfect agreement, 0 what chance gives, below 0 systematic
 * disagreement.
 * @param units the values that each unit received, in any order
 * @returns null where nothing can be said: no pairable unit, or no variation at all
 */
export function krippendorffAlpha(units: readonly (readonly number[])[]): number | null {
  const pairable = units.filter((values) => values.length >= 2);
  const all = pairable.flat();
  if (all.length === 0) return null;
  const expected = squaredDifferences(all) / (all.length - 1);
  if (expected === 0) return null;
  const observed = pairable.reduce((sum, values) => sum + squaredDifferences(values) / (values.length - 1), 0);
  return 1 - observed / expected;
}

/** Σ over ordered pairs of (a − b)², by n·Σx² − (Σx)², shifted to the first value so that large values lose nothing. */
function squaredDifferences(values: readonly number[]): number {
  const [origin = 0] = values;
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value - origin;
    squares += (value - origin) ** 2;
  }
  return 2 * (values.length * squares - sum * sum);
}

/** Reading of Krippendorff (Content Analysis, 3rd ed., p. 325): ≥ .800 reliable, ≥ .667 tentative, else not to be relied on. */
export function agreementBand(alpha: number): "reliable" | "tentative" | "weak" {
  if (alpha >= 0.8) return "reliable";
  return alpha >= 0.667 ? "tentative" : "weak";
}
