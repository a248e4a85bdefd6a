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

/**
 * Rounded half up, once, from exact whole numbers: prices reach 10^13 minor units, and times weight and scale that is
 * more than a floating-point number holds exactly. Nothing here is negative.
 */
function divide(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/** Points of the lowest-price method: lowest ÷ price × weight. An offer for nothing is the lowest and gets all. */
function priceRow({ id, weight }: Criterion, price: number, lowest: number): Row {
  const [share, of] = price === 0 ? [1n, 1n] : [BigInt(lowest), BigInt(price)];
  return {
    criterionId: id,
    weight,
    kind: "price",
    scores: [],
    mean: divide(share * 1_000n, of),
    adjustment: 0,
    points: divide(share * BigInt(weight) * 100n, of),
  };
}

/** Mean and points are each rounded once from the exact fraction, never the points from the rounded mean. */
function scoredRow({ id, weight }: Criterion, scores: number[], adjustment: number): Row {
  const count = BigInt(Math.max(1, scores.length));
  const sum = BigInt(scores.reduce((total, score) => total + score, 0));
  const moderated = sum * 100n + BigInt(adjustment) * 10n * count;
  const most = 1_000n * count;
  const kept = moderated < 0n ? 0n : moderated > most ? most : moderated;
  return {
    criterionId: id,
    weight,
    kind: "scored",
    scores,
    mean: divide(kept, count),
    adjustment,
    points: divide(kept * BigInt(weight), count * 10n),
  };
}

/**
 * Ranking by weighted criteria. Scored: mean of the members × 10 × weight ÷ 100. Price: lowest price ÷ price × weight,
 * the lowest-price method of Order 87 of the Ministry of Finance (2017), article 55. Each row's points are rounded to
 * hundredths and the total of 100 is the sum of the rows as shown. Ties (article 57): the lower price ranks first;
 * equal price, equal rank.
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
      if (criterion.kind === "price") return priceRow(criterion, price, lowest);
      const scores = members.flatMap((memberId) => {
        const sheet = sheets.find((one) => one.memberId === memberId && one.proposalId === proposalId);
        const score = sheet?.scores[criterion.id];
        return score === undefined ? [] : [score];
      });
      const adjustment = adjustments
        .filter((one) => one.proposalId === proposalId && one.criterionId === criterion.id)
        .reduce((sum, one) => sum + one.adjustment, 0);
      return scoredRow(criterion, scores, adjustment);
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
