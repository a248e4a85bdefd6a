import type { Locale } from "@/domain/shared/locale";

/** Dates, times and money as the reader writes them. Instants are shown with their zone, because a deadline is one moment everywhere. */

export function dateTime(iso: string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(iso));
}

/** To the second, for logs, where the order of two answers is the question. */
export function dateTimeSeconds(iso: string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone }).format(new Date(iso));
}

/** What the zone is called at that instant, which in summer is not what it is called in winter. */
export function zoneName(iso: string, locale: Locale, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(new Date(iso));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** @param amount in minor units */
export function money(amount: number, currency: string, locale: Locale): string {
  const digits =
    new Intl.NumberFormat(locale, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount / 10 ** digits);
}

/** Time left in its largest whole unit: days, else hours, else minutes; null once it has passed. */
export function timeLeft(iso: string, now: Date, locale: Locale): string | null {
  const minutes = Math.floor((new Date(iso).getTime() - now.getTime()) / 60_000);
  if (minutes < 0) return null;
  const [value, unit] =
    minutes >= 2_880
      ? [Math.floor(minutes / 1_440), "day"]
      : minutes >= 120
        ? [Math.floor(minutes / 60), "hour"]
        : [minutes, "minute"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** A day of the calendar, which is the same day in every zone. @param day `YYYY-MM-DD` */
export function calendarDay(day: string, locale: Locale): string {
  return date(day, locale, "UTC");
}

/** The day alone. */
export function date(iso: string, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }).format(new Date(iso));
}
