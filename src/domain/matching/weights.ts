import type { SpreadPrior } from "./calibration";

export const evidenceKinds = ["delivery", "project", "result", "paper", "credential", "course", "profile"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** How a claim is backed, from weakest to strongest. */
export const backings = ["self", "endorsed", "evidenced", "verified", "earned"] as const;
export type Backing = (typeof backings)[number];

export const experienceKinds = ["sector", "protocol", "vendor", "region"] as const;
export type ExperienceKind = (typeof experienceKinds)[number];

export type TextWeights = {
  /** Directions of the latent space. */
  readonly latentRank: number;
  /** What the calibrated latent figure counts beside the calibrated words. */
  readonly latentShare: number;
  /** How many of a subject's items count. */
  readonly bestItems: number;
  /** Each further item counts this much of the one before. */
  readonly bestDiscount: number;
  /** True where an item that a subject lacks counts as one of no similarity, so that a record is worth more than a line. */
  readonly lackCounts: boolean;
  readonly wordsPrior: SpreadPrior;
  readonly latentPrior: SpreadPrior;
};

export type RecencyWeights = {
  readonly halfLifeYears: number;
  /** What is left of the oldest item: age fades knowledge, it does not undo it. */
  readonly floor: number;
};

export type MatchingWeights = {
  readonly version: string;
  readonly text: TextWeights;
  readonly recency: RecencyWeights;
  /** Of an item's similarity, by kind: a line in a profile is not worth a delivered project. */
  readonly kinds: Readonly<Record<EvidenceKind, number>>;
  readonly backing: Readonly<Record<Backing, number>>;
  /** How far a neighbouring skill covers a required one. */
  readonly coverage: {
    readonly exact: number;
    readonly narrower: number;
    readonly broader: number;
    readonly related: number;
  };
  /** A must-have covered less than this is missing. */
  readonly mustHaveCoverage: number;
  /** Outcomes start as if `count` past ones had gone as `mean` (0 to 1). */
  readonly outcomePrior: { readonly count: number; readonly mean: number };
  readonly points: {
    /** Per deviation above the usual of the need. */
    readonly text: number;
    /** Deviations that count at most, either way: a need's text copied into a profile must not outweigh a record. */
    readonly textDeviations: number;
    readonly mustHave: number;
    readonly niceToHave: number;
    readonly verified: number;
    readonly experience: Readonly<Record<ExperienceKind, number>>;
    readonly recency: number;
    readonly capacity: number;
    readonly outcomes: number;
  };
};

/** The first weights, kept so that results that name them can be recomputed. */
const matchingWeightsV1: MatchingWeights = {
  version: "matching-1",
  text: {
    latentRank: 50,
    latentShare: 0.5,
    bestItems: 3,
    bestDiscount: 1,
    lackCounts: false,
    wordsPrior: { count: 2, deviation: 0.05 },
    latentPrior: { count: 2, deviation: 0.15 },
  },
  recency: { halfLifeYears: 3, floor: 0.5 },
  kinds: { delivery: 1, project: 1, result: 1, paper: 1, credential: 0.8, course: 0.6, profile: 0.5 },
  backing: { self: 0, endorsed: 0.25, evidenced: 0.5, verified: 0.8, earned: 1 },
  coverage: { exact: 1, narrower: 0.8, broader: 0.5, related: 0.4 },
  mustHaveCoverage: 0.5,
  outcomePrior: { count: 5, mean: 0.7 },
  points: {
    text: 10,
    textDeviations: 5,
    mustHave: 20,
    niceToHave: 10,
    verified: 8,
    experience: { sector: 6, protocol: 4, vendor: 3, region: 3 },
    recency: 4,
    capacity: 5,
    outcomes: 8,
  },
};

/**
 * The weights in force. Never edited: a change is a new version beside this one, so that a stored result can be
 * recomputed with the weights it names. Words plus half of a 50-dimensional latent figure, each calibrated per need,
 * misordered least on public relevance judgements among the methods that need no model from outside. A falling series
 * over the best five items misordered less than the plain mean of three on research needs, on control texts with their
 * published relations and on the invented set alike (docs/matching-evaluation.md).
 */
export const matchingWeights: MatchingWeights = {
  ...matchingWeightsV1,
  version: "matching-2",
  text: { ...matchingWeightsV1.text, bestItems: 5, bestDiscount: 0.7, lackCounts: true },
  recency: { halfLifeYears: 3, floor: 0.7 },
};

/** @returns undefined for a version that never was */
export function weightsOfVersion(version: string): MatchingWeights | undefined {
  return [matchingWeightsV1, matchingWeights].find((weights) => weights.version === version);
}
