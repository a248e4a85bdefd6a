/** Measures of a ranking against what people judged. All are between 0 and 1. */

/**
 * Normalised discounted cumulative gain of the first k (Järvelin and Kekäläinen, TOIS 20(4), 2002), with linear gains.
 * @param gains judged gains (≥ 0) in ranked order, of everything that could have been ranked
 * @returns 1 when nothing has any gain, because no order is better than another
 */
export function ndcgAt(gains: readonly number[], k: number): number {
  const ideal = discountedGain(
    [...gains].sort((a, b) => b - a),
    k,
  );
  return ideal > 0 ? discountedGain(gains, k) / ideal : 1;
}

function discountedGain(gains: readonly number[], k: number): number {
  return gains.slice(0, k).reduce((sum, gain, place) => sum + gain * positionWeight(place + 1), 0);
}

/** What a reader's attention to a place (from 1) is worth: 1, 0.63, 0.5 … */
export function positionWeight(place: number): number {
  return 1 / Math.log2(place + 1);
}

/** Share of the relevant that stand among the first k; 1 when nothing is relevant. */
export function recallAt(ranked: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  if (relevant.size === 0) return 1;
  return new Set(ranked.slice(0, k).filter((id) => relevant.has(id))).size / relevant.size;
}

/** One over the place of the first relevant result; 0 when there is none. */
export function reciprocalRank(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  const place = ranked.findIndex((id) => relevant.has(id));
  return place < 0 ? 0 : 1 / (place + 1);
}

/** Mean reciprocal rank over several rankings; 0 over none. */
export function meanReciprocalRank(
  rankings: readonly { readonly ranked: readonly string[]; readonly relevant: ReadonlySet<string> }[],
): number {
  if (rankings.length === 0) return 0;
  return rankings.reduce((sum, { ranked, relevant }) => sum + reciprocalRank(ranked, relevant), 0) / rankings.length;
}

export type JudgedScore = { readonly score: number; readonly judged: number };

/**
 * Gap-weighted pairwise loss: the share of judged difference that the scores put the wrong way round; a tie counts
 * half. Pairs are taken within each list (one person's judgements) and pooled over all lists.
 * @returns 0 when no pair was judged different
 */
export function pairLoss(lists: readonly (readonly JudgedScore[])[]): number {
  let lost = 0;
  let all = 0;
  for (const list of lists) {
    list.forEach((first, index) => {
      for (const second of list.slice(index + 1)) {
        const gap = Math.abs(first.judged - second.judged);
        const agreement = (first.judged - second.judged) * (first.score - second.score);
        all += gap;
        lost += agreement < 0 ? gap : agreement === 0 ? gap / 2 : 0;
      }
    });
  }
  return all > 0 ? lost / all : 0;
}
