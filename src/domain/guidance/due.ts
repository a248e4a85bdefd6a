import { day as dayLength } from "../shared/time";
import type { Obligation } from "./schema";

/**
 * The last day of an obligation, `2026-12-31`, counted in calendar days where the document is in force; null where it
 * names none. Days run from the day after the effect (as in China's Civil Code, article 201).
 */
export function dueOn(due: Obligation["due"], effectiveOn: string | null): string | null {
  if (due.from === "date") return due.date;
  return due.from === "effect" && effectiveOn ? addDays(effectiveOn, due.days) : null;
}

/** @param date a calendar day, `2026-12-31` */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

/** Calendar days from `today` to `day`; negative once it has gone by. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / dayLength);
}

const remindersBefore = [30, 7, 1] as const;
export type Reminder = "remind30" | "remind7" | "remind1" | "escalate";

/**
 * What is said on which day: reminders 30, 7 and 1 days before; on the day after and weekly for four weeks the matter
 * goes to the organisation's owners.
 */
export function reminderFor(dueDay: string, today: string): Reminder | null {
  const left = daysUntil(dueDay, today);
  for (const days of remindersBefore) if (left === days) return `remind${days}`;
  return left < 0 && left >= -22 && (left + 1) % 7 === 0 ? "escalate" : null;
}
