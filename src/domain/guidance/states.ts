/** The life of one edition. Whether an approved one is public is a matter of the clock, so it is no stored state. */
export const editionStates = ["draft", "countersign", "consultation", "approved", "abandoned"] as const;
export type EditionState = (typeof editionStates)[number];
export const editionActs = ["submit", "refuse", "approve", "openConsultation", "takeUp", "recall", "abandon"] as const;
export type EditionAct = (typeof editionActs)[number];

/** Every move that the platform knows; what is not here is refused. */
export const transitions: Readonly<
  Record<EditionAct, { readonly from: readonly EditionState[]; readonly to: EditionState }>
> = {
  submit: { from: ["draft"], to: "countersign" },
  refuse: { from: ["countersign"], to: "draft" },
  approve: { from: ["countersign"], to: "approved" },
  openConsultation: { from: ["countersign"], to: "consultation" },
  takeUp: { from: ["consultation"], to: "draft" },
  recall: { from: ["countersign", "approved"], to: "draft" },
  abandon: { from: ["draft"], to: "abandoned" },
};

/** @returns the state after the act, or null when the act is not possible from here */
export function after(state: EditionState, act: EditionAct): EditionState | null {
  const { from, to } = transitions[act];
  return from.includes(state) ? to : null;
}

export const standings = [
  "unpublished",
  "scheduled",
  "inForce",
  "notYet",
  "superseded",
  "expired",
  "repealed",
  "withdrawn",
] as const;
/** What a reader is told about an edition at a moment. */
export type Standing = (typeof standings)[number];

export type EditionClock = {
  readonly state: EditionState;
  readonly publishAt: Date | null;
  /** When the next edition takes its place. */
  readonly endsAt: Date | null;
  readonly repealedAt: Date | null;
  readonly withdrawnAt: Date | null;
  /** Days, `2026-12-31`. */
  readonly effectiveOn: string | null;
  readonly expiresOn: string | null;
};

/** True from the very minute of publication on, for good: what was public stays on record. */
export function isPublic({ state, publishAt }: Pick<EditionClock, "state" | "publishAt">, now: Date): boolean {
  return state === "approved" && publishAt !== null && publishAt <= now;
}

/** @param today the calendar day of `now` where the document is in force */
export function standing(edition: EditionClock, now: Date, today: string): Standing {
  if (edition.state !== "approved" || edition.publishAt === null) return "unpublished";
  if (edition.publishAt > now) return "scheduled";
  if (edition.withdrawnAt && edition.withdrawnAt <= now) return "withdrawn";
  if (edition.repealedAt && edition.repealedAt <= now) return "repealed";
  if (edition.endsAt && edition.endsAt <= now) return "superseded";
  if (edition.expiresOn && edition.expiresOn < today) return "expired";
  return edition.effectiveOn && edition.effectiveOn > today ? "notYet" : "inForce";
}

/** The calendar day in the zone where Chinese law counts days; China keeps one zone and no summer time. */
export function lawDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The instant at which a day of that zone is over. */
export function endOfLawDay(day: string): Date {
  return new Date(`${day}T16:00:00.000Z`);
}
