import { addMilliseconds, day } from "../shared/time";
import type { Profile, Stage } from "./profiles";

export const signalKinds = ["incident", "advisory"] as const;

/** When the next systematic review is due: so many years after publication or confirmation (GB/T: five). */
export function reviewDue(profile: Profile, since: Date): Date {
  const due = new Date(since);
  due.setUTCFullYear(due.getUTCFullYear() + profile.reviewYears);
  return due;
}

/** An incident or advisory makes the review due at once; it never puts it off. */
export function dueAfterSignal(due: Date | null, now: Date): Date {
  return due === null || now < due ? now : due;
}

export const standings = ["inForce", "reviewDue", "underReview", "underRevision", "withdrawn"] as const;
export type Standing = (typeof standings)[number];

/** How a published standard stands with its readers. */
export function standingOf(
  facts: { withdrawn: boolean; reviewing: boolean; settled: boolean; reviewDueAt: Date | null },
  now: Date,
): Standing {
  if (facts.withdrawn) return "withdrawn";
  if (!facts.settled) return "underRevision";
  if (facts.reviewing) return "underReview";
  return facts.reviewDueAt !== null && facts.reviewDueAt <= now ? "reviewDue" : "inForce";
}

/**
 * What is told about a date: two weeks before it, and once it is past.
 */
export function reminderOf(due: Date, now: Date): "soon" | "overdue" | null {
  if (due <= now) return "overdue";
  return due.getTime() - now.getTime() <= 14 * day ? "soon" : null;
}

/** When a stage is due that was entered then; null where its profile sets no time. */
export function stageDue(stage: Stage | null, since: Date): Date | null {
  return stage?.dueDays == null ? null : addMilliseconds(since, stage.dueDays * day);
}

/** What is told about a stage, the latest word first; the end of its consultation is told as well. */
export function stageReminder(
  stage: Stage | null,
  since: Date,
  now: Date,
): { readonly when: "soon" | "overdue" | "consulted"; readonly at: Date } | null {
  const due = stageDue(stage, since);
  const when = due ? reminderOf(due, now) : null;
  if (due && when) return { when, at: due };
  if (stage?.consultationDays === undefined) return null;
  const end = addMilliseconds(since, stage.consultationDays * day);
  return end <= now ? { when: "consulted", at: end } : null;
}
