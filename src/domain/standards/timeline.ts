import { day } from "../shared/time";
import type { Profile } from "./profiles";

export type StageSpan = {
  readonly code: string;
  readonly state: "done" | "now" | "ahead";
  /** When the stage was first entered in this revision and when it was left; null while it was not. */
  readonly entered: Date | null;
  readonly left: Date | null;
  /** Whole days spent in it, over all rounds. */
  readonly days: number;
  /** How often it was gone through. */
  readonly rounds: number;
};

/**
 * The profile's stages with what the moves say about each: a picture of the standard's life so far.
 * @param moves every sub-stage entered, oldest first
 */
export function stageSpans(
  profile: Profile,
  moves: readonly { readonly stage: string; readonly substage: string; readonly at: Date }[],
  now: Date,
): StageSpan[] {
  const current = moves.at(-1)?.stage;
  return profile.stages.map(({ code }) => {
    let entered: Date | null = null;
    let left: Date | null = null;
    let milliseconds = 0;
    let rounds = 0;
    for (const [index, move] of moves.entries()) {
      if (move.stage !== code) continue;
      entered ??= move.at;
      if (moves[index - 1]?.stage !== code) rounds += 1;
      const until = moves[index + 1]?.at ?? now;
      milliseconds += until.getTime() - move.at.getTime();
      if (moves[index + 1] && moves[index + 1]?.stage !== code) left = until;
    }
    const state = code === current ? "now" : entered ? "done" : "ahead";
    return { code, state, entered, left: state === "now" ? null : left, days: Math.floor(milliseconds / day), rounds };
  });
}
