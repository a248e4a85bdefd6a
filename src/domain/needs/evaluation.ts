import type { Criterion } from "./schema";

/** Every figure is an integer in its smallest unit or an exact fraction, so that anybody recomputes the same total. */

export type Offer = { readonly proposalId: string /** minor units */; readonly price: number };
export type Sheet = {
  readonly memberId: string;
  readonly proposalId: string;
  readonly scores: Readonly<Record<string, number>>;
};
/** `adjustment` in tenths of a point on the criterion's 0–10 scale. */
export type Adjustment = { readonly proposalId: string; readonly criterionId: string; readonly adjustment: number };

export type Row = {
  criterionId: string;
  weight: number;
  kind: "scored" | "price";
  /** Each member's score, in the order of `members`. */
  scores: number[];
  /** Hundredths of a point on the 0–10 scale, after moderation, kept within 0 and 10. */
  mean: number;
  adjustment: number;
  /** Hundredths of a point of the total of 100. */
  points: number;
};
export type Standing = { proposalId: string; rank: number; price: number; rows: Row[]; total: number };

/** Half away from zero: what people do on paper. */
function divide(numerator: number, denominator: number): number {
  return Math.round(numerator / denominator);
}

/**
 * Ranking by weighted criteria. Scored: mean of the members × 10 × weight ÷ 100. Price: lowest price ÷ price × weight,
 * the lowest-price method of GB procurement practice (Order 87 of the Ministry of Finance, article 55). Totals in
 * hundredths of a point out of 100. Ties: the lower price ranks first; equal price, equal rank.
 */
export function evaluate(
  criteria: readonly Criterion[],
  members: readonly string[],
  sheets: readonly Sheet[],
  offers: readonly Offer[],
  adjustments: readonly Adjustment[] = [],
): Standing[] {
  const lowest = Math.min(...offers.map(({ price }) => price));
  const standings = offers.map(({ proposalId, price }) => {
    const rows = criteria.map((criterion): Row => {
      if (criterion.kind === "price") {
        const share = price === 0 ? 10_000 : divide(lowest * 10_000, price);
        return {
          criterionId: criterion.id,
          weight: criterion.weight,
          kind: "price",
          scores: [],
          mean: divide(share, 10),
          adjustment: 0,
          points: divide(share * criterion.weight, 100),
        };
      }
      const scores = members.flatMap((memberId) => {
        const score = sheets.find((sheet) => sheet.memberId === memberId && sheet.proposalId === proposalId)?.scores[
          criterion.id
        ];
        return score === undefined ? [] : [score];
      });
      const adjustment = adjustments
        .filter((one) => one.proposalId === proposalId && one.criterionId === criterion.id)
        .reduce((sum, one) => sum + one.adjustment, 0);
      const raw = scores.length === 0 ? 0 : divide(scores.reduce((sum, score) => sum + score, 0) * 100, scores.length);
      const mean = Math.min(1_000, Math.max(0, raw + adjustment * 10));
      return {
        criterionId: criterion.id,
        weight: criterion.weight,
        kind: "scored",
        scores,
        mean,
        adjustment,
        points: divide(mean * criterion.weight, 10),
      };
    });
    return { proposalId, price, rows, rank: 0, total: rows.reduce((sum, row) => sum + row.points, 0) };
  });
  standings.sort((a, b) => b.total - a.total || a.price - b.price || (a.proposalId < b.proposalId ? -1 : 1));
  for (const [index, standing] of standings.entries()) {
    const before = standings[index - 1];
    standing.rank =
      before && before.total === standing.total && before.price === standing.price ? before.rank : index + 1;
  }
  return standings;
}

/** All in: each member without conflict has submitted or been waived with a reason, and at least one has scored. */
export function panelComplete(
  members: readonly {
    readonly hasConflict: boolean | null;
    readonly submittedAt: Date | null;
    readonly waivedAt: Date | null;
  }[],
): boolean {
  const counting = members.filter(({ hasConflict, waivedAt }) => hasConflict !== true && waivedAt === null);
  return counting.length > 0 && counting.every(({ submittedAt }) => submittedAt !== null);
}
