import { canonicalJson } from "../shared/canonical-json";
import type { ScoringRule } from "./scoring";

/**
 * The log of an event: every fact that moves the standing, in the order in which it was linked. It is the only truth;
 * standings, values, first bloods and results are replays of it. `at` is the database's time in UTC with microseconds
 * (`2026-05-01T08:00:00.000000Z`), so that instants compare as texts.
 */
type Head = { readonly position: number; readonly at: string };

export type LogEvent = Head &
  (
    | {
        readonly kind: "phase";
        readonly data: { readonly phaseId: string; readonly kind: string; readonly weight: number };
      }
    | { readonly kind: "team"; readonly teamId: string; readonly data: TeamData }
    | { readonly kind: "teamState"; readonly teamId: string; readonly data: { readonly playing: boolean } }
    | { readonly kind: "challenge"; readonly challengeId: string; readonly data: ChallengeData }
    | { readonly kind: "solve"; readonly teamId: string; readonly challengeId: string; readonly data: AnswerData }
    | { readonly kind: "wrong"; readonly teamId: string; readonly challengeId: string; readonly data: AnswerData }
    | { readonly kind: "foreign"; readonly teamId: string; readonly challengeId: string; readonly data: AnswerData }
    | {
        readonly kind: "hint";
        readonly teamId: string;
        readonly challengeId: string;
        readonly data: { readonly hintId: string; readonly cost: number };
      }
    | {
        readonly kind: "adjust";
        readonly teamId: string;
        readonly data: { readonly points: number; readonly reason: string };
      }
    | {
        readonly kind: "feed";
        readonly teamId: string;
        readonly data: { readonly phaseId: string; readonly points: number };
      }
    | { readonly kind: "void"; readonly data: { readonly target: number; readonly reason: string } }
    | { readonly kind: "restore"; readonly data: { readonly target: number; readonly reason: string } }
    | { readonly kind: "grant"; readonly data: { readonly target: number; readonly reason: string } }
    | { readonly kind: "freeze"; readonly data: { readonly freezeAt: string; readonly root: string } }
    | { readonly kind: "finalise"; readonly data: { readonly version: number; readonly root: string } }
  );

export type LogKind = LogEvent["kind"];
export type TeamKind = "ranked" | "guest" | "organiser";

export type TeamData = {
  readonly name: string;
  readonly number: number;
  readonly kind: TeamKind;
  readonly division: string | null;
  readonly country: string | null;
};

export type ChallengeData = {
  readonly key: string;
  readonly titleZh: string | null;
  readonly titleEn: string | null;
  readonly category: string;
  readonly phaseId: string;
  readonly scoring: ScoringRule;
  readonly wrongPenalty: number;
  /** Per cent of the value for the first, second… solve. */
  readonly bonus: readonly number[];
  /** A withdrawn challenge is worth nothing to anybody. */
  readonly withdrawn: boolean;
  /** When it opens, as a time of the log, and whose it is: what is not everybody's yet is not named on a board. */
  readonly opensAt: string | null;
  readonly divisions: readonly string[];
};

/** An instant as the log writes it: the clock of programs has milliseconds, that of the log microseconds. */
export function logTime(at: Date): string {
  return `${at.toISOString().slice(0, -1)}000Z`;
}

/** Whether an event is on the board of a freeze: it happened before the moment, and has its place before the mark. */
export function beforeFreeze(
  freezeAt: Date,
  mark: { readonly position: number },
): (event: { readonly at: string; readonly position: number }) => boolean {
  const moment = logTime(freezeAt);
  return ({ at, position }) => at < moment && position < mark.position;
}

/** The answer as a keyed hash, so that equal answers can be seen and no flag can be read. */
export type AnswerData = { readonly answer: string };

export const genesis = "0".repeat(64);

/** The text whose SHA-256, put behind the hash before it, is the event's own hash. */
export function linkText(event: LogEvent): string {
  const { position, at, kind, data } = event;
  return canonicalJson({
    position,
    at,
    kind,
    teamId: "teamId" in event ? event.teamId : null,
    challengeId: "challengeId" in event ? event.challengeId : null,
    data,
  });
}
