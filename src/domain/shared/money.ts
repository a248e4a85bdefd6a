/** Digits behind the point in the smallest unit of a currency (ISO 4217): 2 for CNY, 0 for JPY. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * An amount in whole units, as files give it (1100000.5), in minor units.
 * @returns null when it has more digits behind the point than the currency knows
 */
export function toMinorUnits(amount: number, currency: string): number | null {
  const factor = 10 ** minorDigits(currency);
  const minor = Math.round(amount * factor);
  return minor / factor === amount ? minor : null;
}

/** Minor units as the number a file carries: 110000050 fen are 1100000.5. */
export function toMajorUnits(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}
