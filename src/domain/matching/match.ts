import type { Exclusion } from "./exclusions";
import type { CoverageWay } from "./skill-coverage";
import type { NeedSpread } from "./text-similarity";
import type { Backing, ExperienceKind } from "./weights";

/** One summand of a score with the facts it can be recomputed from; points may be negative for text alone. */
export type Contribution = { readonly points: number } & (
  | {
      readonly kind: "text";
      readonly words: number;
      readonly latent: number;
      readonly spread: NeedSpread;
      readonly items: readonly NearestEvidence[];
    }
  | { readonly kind: "mustHave" | "niceToHave"; readonly coverage: number; readonly skills: readonly CoveredSkill[] }
  | { readonly kind: "verified"; readonly share: number; readonly backings: readonly Backing[] }
  | {
      readonly kind: ExperienceKind;
      readonly share: number;
      readonly met: readonly string[];
      readonly itemIds: readonly string[];
    }
  | { readonly kind: "recency"; readonly share: number; readonly itemIds: readonly string[] }
  | { readonly kind: "capacity"; readonly free: number }
  | { readonly kind: "outcomes"; readonly mean: number; readonly count: number }
);

export type NearestEvidence = { readonly itemId: string; readonly words: number; readonly latent: number };

export type CoveredSkill = {
  readonly skill: string;
  readonly coverage: number;
  readonly by: { readonly skill: string; readonly level: number; readonly way: CoverageWay } | null;
};

/** What a screen puts into words in the reader's language. */
export type MatchReason =
  | { readonly kind: "evidence"; readonly items: readonly NearestEvidence[] }
  | {
      readonly kind: "skill";
      readonly demand: "must" | "nice";
      readonly skill: string;
      readonly by: CoveredSkill["by"];
    }
  | { readonly kind: ExperienceKind; readonly met: readonly string[]; readonly itemIds: readonly string[] }
  | { readonly kind: "verified"; readonly share: number }
  | { readonly kind: "capacity"; readonly free: number }
  | { readonly kind: "outcomes"; readonly mean: number; readonly count: number }
  | { readonly kind: "newcomer" };

/** What would lift the subject, and the step that would do it. */
export type Missing =
  | {
      readonly kind: "skill";
      readonly demand: "must" | "nice";
      readonly skill: string;
      readonly coverage: number;
      readonly step: "addSkill" | "raiseLevel" | "addExactSkill";
    }
  | { readonly kind: ExperienceKind; readonly wanted: readonly string[]; readonly step: "addEvidence" }
  | { readonly kind: "evidence"; readonly step: "addEvidence" }
  | { readonly kind: "verification"; readonly step: "verifyEvidence" }
  | { readonly kind: "capacity"; readonly step: "stateCapacity" | "freeCapacity" };

export type MatchExclusion =
  | Exclusion
  | { readonly kind: "mustHaveMissing"; readonly skills: readonly string[] }
  | { readonly kind: "notChecked" };

export type Match = {
  readonly subject: string;
  readonly weights: string;
  /** The exact sum of the contributions' points. */
  readonly score: number;
  readonly contributions: readonly Contribution[];
  readonly reasons: readonly MatchReason[];
  readonly missing: readonly Missing[];
  /** Present when the subject must not be offered for this need, whatever the score. */
  readonly excluded?: readonly MatchExclusion[];
};

/**
 * True where nothing but a missing must-have stands against a match: then it is shown with what is missing and how to
 * qualify. Who is excluded for any other reason is not shown at all.
 */
export function lacksAtMostSkills({ excluded }: Pick<Match, "excluded">): boolean {
  return excluded?.every(({ kind }) => kind === "mustHaveMissing") ?? true;
}
