/** An award is worked with once its standstill is over and every complaint is answered. */

export type ComplaintFacts = { readonly repliedAt: Date | null; readonly upheld: boolean | null };

/**
 * Why an award still waits.
 * @returns the key of the sentence, or null when it is in force
 */
export function awardWaits(
  award: { readonly standstillUntil: Date },
  complaints: readonly ComplaintFacts[],
  now: Date,
): "standstill" | "complaintOpen" | null {
  if (complaints.some(({ repliedAt }) => repliedAt === null)) return "complaintOpen";
  return now < award.standstillUntil ? "standstill" : null;
}
