import { day } from "../shared/time";

/** A verification is repeated every year; reminders begin a month before. */
export const verificationLife = 365 * day;

type Decision = { readonly approved: boolean };

/** The state after the decisions so far: two approvals by different operators verify, one refusal refuses. */
export function verificationOutcome(
  decisions: readonly Decision[],
): "submitted" | "firstApproval" | "verified" | "refused" {
  if (decisions.some(({ approved }) => !approved)) return "refused";
  if (decisions.length >= 2) return "verified";
  return decisions.length === 1 ? "firstApproval" : "submitted";
}
