import type { Profile } from "./profiles";

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

/** The reminders of a stage: two weeks before it is due, and once it is past. */
export function reminderOf(due: Date, now: Date): "soon" | "overdue" | null {
  if (due <= now) return "overdue";
  return due.getTime() - now.getTime() <= 14 * 86_400_000 ? "soon" : null;
}
