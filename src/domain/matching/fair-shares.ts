import { type FairRanking, type ProtectedGroup, rerankFairly } from "./fairness";
import type { Scored } from "./tie-break";

/** The first page, for which minimum shares are promised. */
export const firstPage = 20;

/** Significance of the test behind the required counts (FA*IR's α). */
const alpha = 0.1;

/** nDCG@20 that fairness may cost at most; the spec of the board states it. */
export const mostCost = 0.03;

export const fairShares = { smallFirms: 0.25, underservedRegions: 0.15 } as const;

/**
 * Province-level divisions covered by the Western Development policy (State Council, 国发〔2000〕33 号) and the
 * revitalisation of the north-east (中发〔2003〕11 号): the regions with fewest security providers per plant.
 */
export const underservedRegions: ReadonlySet<string> = new Set(
  "CN-15 CN-45 CN-50 CN-51 CN-52 CN-53 CN-54 CN-61 CN-62 CN-63 CN-64 CN-65 CN-21 CN-22 CN-23".split(" "),
);

/** What fairness looks at. */
export type Standing = { readonly sizeBand: string | null; readonly region: string | null };

export function isSmallFirm({ sizeBand }: Standing): boolean {
  return sizeBand === "micro" || sizeBand === "small";
}

export function isUnderserved({ region }: Standing): boolean {
  return region !== null && underservedRegions.has(region);
}

export type SharedRanking<T extends Scored> = FairRanking<T> & {
  /** What was left of the stated shares so that the cost stays below the limit; 1 is all of them. */
  readonly kept: number;
};

/**
 * Re-ranks with the stated shares. Where that would cost more of nDCG@20 than is allowed, because the groups' best are
 * far behind, the shares are lowered together until it does not.
 * @param ranked best first, ties already broken
 */
export function rankWithShares<T extends Scored & Standing>(ranked: readonly T[]): SharedRanking<T> {
  const members = (belongs: (standing: Standing) => boolean) => new Set(ranked.filter(belongs).map(({ id }) => id));
  const small = members(isSmallFirm);
  const underserved = members(isUnderserved);
  const withShares = (kept: number): SharedRanking<T> => {
    const groups: ProtectedGroup[] = [
      { id: "smallFirms", share: fairShares.smallFirms * kept, members: small },
      { id: "underservedRegions", share: fairShares.underservedRegions * kept, members: underserved },
    ];
    return { ...rerankFairly(ranked, groups, { k: firstPage, alpha }), kept };
  };
  for (const kept of [1, 0.75, 0.5, 0.25]) {
    const fair = withShares(kept);
    if (fair.cost <= mostCost) return fair;
  }
  return withShares(0);
}
