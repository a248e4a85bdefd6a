import { addMilliseconds, day } from "../shared/time";

/** How long a verification holds, in milliseconds; it is repeated every year. */
export const verificationLife = 365 * day;
/** How long before its end the repetition is due and reminders begin. */
const repeatBefore = 30 * day;

type Decision = { readonly approved: boolean; readonly operatorId?: string };

/**
 * The state after the decisions so far: approvals of two different operators verify, one refusal refuses. A decision
 * without a name counts as somebody's of its own (the database keeps one operator from deciding twice).
 */
export function verificationOutcome(
  decisions: readonly Decision[],
): "submitted" | "firstApproval" | "verified" | "refused" {
  if (decisions.some(({ approved }) => !approved)) return "refused";
  const approvers = new Set(decisions.map(({ operatorId }, index) => operatorId ?? index));
  return approvers.size >= 2 ? "verified" : approvers.size === 1 ? "firstApproval" : "submitted";
}

export type Standing = "unverified" | "verified" | "repeatDue" | "expired";

/**
 * What an organisation's verification is worth now.
 * @param verifiedUntil the instant it ends, null when it never began or an identity change ended it
 */
export function verificationStanding(verifiedUntil: Date | null, now: Date): Standing {
  if (verifiedUntil === null) return "unverified";
  if (verifiedUntil <= now) return "expired";
  return addMilliseconds(now, repeatBefore) >= verifiedUntil ? "repeatDue" : "verified";
}

/** A new application needs an end of the one before: none waits, and what holds is due for repetition or has ended. */
export function mayApplyAgain(
  latest: "submitted" | "firstApproval" | "verified" | "refused" | null,
  standing: Standing,
): boolean {
  if (latest === "submitted" || latest === "firstApproval") return false;
  return standing !== "verified";
}

const verifiedFields = ["kind", "nameZh", "nameEn", "country", "creditCode", "lei", "registryNumber"] as const;
type VerifiedFields = { readonly [field in (typeof verifiedFields)[number]]?: string | null | undefined };

/** True when something that was verified changes: the verification ends with it. Empty and absent are the same. */
export function endsVerification(before: VerifiedFields, after: VerifiedFields): boolean {
  return verifiedFields.some((field) => (before[field] || null) !== (after[field] || null));
}
