/** What trials of provisions showed: provision → test method → site → result → evidence → change. */
export const trialResults = ["passed", "partly", "failed"] as const;
export type TrialResult = (typeof trialResults)[number];

export type TrialFacts = {
  readonly clauseId: string;
  readonly provision: string;
  readonly result: TrialResult;
  readonly at: Date;
  /** The change request that answers it has been applied. */
  readonly changed: boolean;
};

/**
 * Trials stand when each provision that was tried either passed at its last trial or was changed since: a failure that
 * led to nothing is not evidence for the text. Nothing tried is no evidence.
 * @returns `need` counts provisions tried (at least one), `have` those that stand
 */
export function judgeTrials(trials: readonly TrialFacts[]): { holds: boolean; have: number; need: number } {
  const provisions = [...Map.groupBy(trials, ({ clauseId, provision }) => `${clauseId} ${provision}`).values()];
  const have = provisions.filter((tried) => {
    const last = tried.reduce((one, other) => (other.at > one.at ? other : one));
    return last.result === "passed" || last.changed;
  }).length;
  const need = Math.max(1, provisions.length);
  return { holds: have >= need, have, need };
}
