/** A competition's way from draft to result. What the clock decides is compared with the database's time, never stored. */

export const storedStates = ["draft", "scheduled", "paused", "reviewing", "finalised", "cancelled"] as const;
export type StoredState = (typeof storedStates)[number];

export const competitionStates = [
  "draft",
  "published",
  "registration",
  "running",
  "paused",
  "ended",
  "reviewing",
  "finalised",
  "cancelled",
] as const;
export type CompetitionState = (typeof competitionStates)[number];

export type Times = {
  readonly state: StoredState;
  readonly registrationOpensAt: Date | null;
  readonly registrationClosesAt: Date | null;
  readonly startsAt: Date | null;
  readonly freezeAt: Date | null;
  readonly endsAt: Date | null;
};

const reached = (at: Date | null, now: Date): boolean => at !== null && now >= at;

/** The state people see: published, registration, running and ended follow from the times alone. */
export function stateAt(times: Times, now: Date): CompetitionState {
  if (times.state !== "scheduled") return times.state;
  if (reached(times.endsAt, now)) return "ended";
  if (reached(times.startsAt, now)) return "running";
  return reached(times.registrationOpensAt, now) ? "registration" : "published";
}

/** Teams may register from the opening until the closing, which may lie after the start; without one, until the end. */
export function registrationOpen(times: Times, now: Date): boolean {
  const state = stateAt(times, now);
  if (state !== "registration" && state !== "running") return false;
  return reached(times.registrationOpensAt, now) && !reached(times.registrationClosesAt ?? times.endsAt, now);
}

/** The moment at which the public board stands still, or null while it is live. Only the final result thaws it. */
export function frozenSince(times: Times, now: Date): Date | null {
  if (times.state === "finalised" || times.state === "draft") return null;
  return reached(times.freezeAt, now) ? times.freezeAt : null;
}

/** What an organiser may do next, and from which of the states people see. */
export const competitionSteps = {
  publish: ["draft"],
  pause: ["running"],
  resume: ["paused"],
  freeze: ["running"],
  end: ["running", "paused"],
  review: ["ended"],
  finalise: ["reviewing"],
  cancel: ["draft", "published", "registration", "running", "paused", "ended"],
} as const satisfies Record<string, readonly CompetitionState[]>;
export type CompetitionStep = keyof typeof competitionSteps;
export const competitionStepNames = Object.keys(competitionSteps) as [CompetitionStep, ...CompetitionStep[]];

export function stepPossible(state: CompetitionState, step: CompetitionStep): boolean {
  return (competitionSteps[step] as readonly CompetitionState[]).includes(state);
}

/** Whether a challenge takes answers now: its own hours lie inside those of the event. */
export function challengeOpen(hours: { startsAt: Date | null; endsAt: Date | null }, now: Date): boolean {
  return (hours.startsAt === null || now >= hours.startsAt) && (hours.endsAt === null || now < hours.endsAt);
}

/** States in which everybody may read the challenges: the event has begun. */
export function challengesPublic(state: CompetitionState): boolean {
  return ["running", "paused", "ended", "reviewing", "finalised"].includes(state);
}

export const teamSteps = {
  accept: ["pending", "rejected", "suspended"],
  reject: ["pending", "accepted"],
  suspend: ["accepted"],
} as const;
export type TeamStep = keyof typeof teamSteps;
export const teamStates = ["pending", "accepted", "rejected", "suspended"] as const;
export type TeamState = (typeof teamStates)[number];

export function teamStepPossible(state: TeamState, step: TeamStep): boolean {
  return (teamSteps[step] as readonly TeamState[]).includes(state);
}
