const dateTime = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/u;

/** True for a day of the Gregorian calendar; 30 February is none. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * An instant written after RFC 3339 with its time zone, as UTC with milliseconds; finer fractions are cut off.
 * @returns null for anything else, a date alone and a time without zone included
 */
export function readInstant(text: string): string | null {
  const parts = dateTime.exec(text.trim());
  if (parts === null) return null;
  const [year, month, day, hour, minute, second, zoneHour, zoneMinute] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const inRange =
    isDay(year ?? 0, month ?? 0, day ?? 0) &&
    (hour ?? 0) < 24 &&
    (minute ?? 0) < 60 &&
    (second ?? 0) < 60 &&
    (zoneHour ?? 0) < 24 &&
    (zoneMinute ?? 0) < 60;
  return inRange ? new Date(text.trim()).toISOString() : null;
}
