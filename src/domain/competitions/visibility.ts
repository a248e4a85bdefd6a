import type { CompetitionFacts } from "./policy";
import { challengesPublic } from "./states";

/** What of an event a reader sees; lists in `access.ts` take the same rules as conditions, and a test holds that they agree. */

export type ChallengeFacts = {
  readonly state: "hidden" | "visible" | "withdrawn";
  /** Keys of the divisions whose challenge it is; none: everybody's. */
  readonly divisionKeys: readonly string[];
  readonly startsAt: Date | null;
};

type Reader = Pick<CompetitionFacts, "role"> & { readonly division: string | null };

/** Organisers and setters see every challenge; the others what is shown, has opened and is their division's. */
export function seesChallenge({ role, division }: Reader, challenge: ChallengeFacts, now: Date): boolean {
  if (role !== null) return true;
  const { state, divisionKeys, startsAt } = challenge;
  const own = divisionKeys.length === 0 || (division !== null && divisionKeys.includes(division));
  return state === "visible" && own && (startsAt === null || startsAt <= now);
}

/**
 * Whose writeups: organisers all; everybody all once the embargo has ended, the event is over and the board is no longer
 * frozen, since each tells of a solve; before, one's own.
 */
export function writeupsSeen(
  facts: Pick<CompetitionFacts, "role" | "state" | "team" | "frozen">,
  writeupsAt: Date | null,
  now: Date,
): "all" | "own" | "none" {
  const over = challengesPublic(facts.state) && facts.state !== "running" && facts.state !== "paused";
  if (facts.role === "organiser" || (over && !facts.frozen && writeupsAt !== null && writeupsAt <= now)) return "all";
  return facts.team ? "own" : "none";
}
