import { canonicalJson } from "../shared/canonical-json";

export type AgreedMilestone = {
  readonly id: string;
  readonly title: string;
  /** A calendar day, `2026-12-31`. */
  readonly dueOn: string | null;
  /** Minor units. */
  readonly amount: number;
};

export type Agreement = {
  readonly engagementId: string;
  readonly version: number;
  readonly text: string;
  readonly currency: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly milestones: readonly AgreedMilestone[];
};

/** The text whose SHA-256 both sides sign: the whole agreement as canonical JSON, milestones in their order. */
export function agreementText(agreement: Agreement): string {
  return canonicalJson(agreement);
}

/** Minor units. */
export function agreedAmount(milestones: readonly { readonly amount: number }[]): number {
  return milestones.reduce((sum, { amount }) => sum + amount, 0);
}

export type MilestoneChange = {
  readonly milestoneId: string | null;
  readonly title: string;
  readonly dueOn: string | null;
  readonly amount: number;
};

export type ChangeProblem = { readonly field: string; readonly reason: "milestoneUnknown" | "milestoneAccepted" };

/**
 * What stops a change: it names a milestone that is not there, or one that is accepted already.
 * @returns the first problem, or null
 */
export function changeProblem(
  milestones: readonly { readonly id: string; readonly state: string }[],
  changes: readonly MilestoneChange[],
): ChangeProblem | null {
  for (const [index, { milestoneId }] of changes.entries()) {
    if (milestoneId === null) continue;
    const milestone = milestones.find(({ id }) => id === milestoneId);
    if (!milestone) return { field: `milestones.${index}.milestoneId`, reason: "milestoneUnknown" };
    if (milestone.state === "accepted") return { field: `milestones.${index}.title`, reason: "milestoneAccepted" };
  }
  return null;
}
