/** A report's way from the first word to the public page, and who takes each step. */

export const reportStates = [
  "new",
  "triaged",
  "accepted",
  "duplicate",
  "informative",
  "notApplicable",
  "fixing",
  "fixed",
  "verified",
  "disclosed",
] as const;
export type ReportState = (typeof reportStates)[number];

export const reportSteps = {
  triage: { from: ["new"], to: "triaged" },
  accept: { from: ["triaged"], to: "accepted" },
  markDuplicate: { from: ["triaged"], to: "duplicate" },
  markInformative: { from: ["triaged"], to: "informative" },
  markNotApplicable: { from: ["triaged"], to: "notApplicable" },
  beginFix: { from: ["accepted"], to: "fixing" },
  finishFix: { from: ["fixing"], to: "fixed" },
  rejectFix: { from: ["fixed"], to: "fixing" },
  verifyFix: { from: ["fixed"], to: "verified" },
  disclose: { from: ["verified"], to: "disclosed" },
} as const satisfies Record<string, { from: readonly ReportState[]; to: ReportState }>;

export type ReportStep = keyof typeof reportSteps;
export const reportStepNames = Object.keys(reportSteps) as ReportStep[];

export function stepPossible(state: ReportState, step: ReportStep): boolean {
  return (reportSteps[step].from as readonly ReportState[]).includes(state);
}

export const programmeStates = ["draft", "open", "paused", "closed"] as const;
export type ProgrammeState = (typeof programmeStates)[number];

const programmeWays: Readonly<Record<ProgrammeState, readonly ProgrammeState[]>> = {
  draft: ["open"],
  open: ["paused", "closed"],
  paused: ["open", "closed"],
  closed: [],
};

export function programmeMayBecome(from: ProgrammeState, to: ProgrammeState): boolean {
  return programmeWays[from].includes(to);
}

/** Whoever came first by the database's clock is the original; the id decides between equals. */
export function cameBefore(one: { receivedAt: Date; id: string }, other: { receivedAt: Date; id: string }): boolean {
  const gap = one.receivedAt.getTime() - other.receivedAt.getTime();
  return gap < 0 || (gap === 0 && one.id < other.id);
}

/**
 * When the provider has to have told the authority: two days after it confirmed the weakness (Provisions on the
 * Management of Security Vulnerabilities of Network Products, MIIT, CAC and MPS 2021, article 7).
 */
export function authorityDue(acceptedAt: Date): Date {
  return new Date(acceptedAt.getTime() + 48 * 60 * 60 * 1_000);
}
