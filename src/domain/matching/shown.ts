import type { Contribution, CoveredSkill, Match, Missing } from "./match";
import { type NeedSpread, similarityOf, textScore } from "./text-similarity";
import { type MatchingWeights, weightsOfVersion } from "./weights";

/** One summand as a reader gets it: a share (0 to 1) of the most it could give. */
export type ShownPart = {
  readonly kind: Exclude<Contribution["kind"], "text">;
  readonly points: number;
  readonly most: number;
  readonly share: number;
  /** Concepts that were asked for and are met. */
  readonly met: readonly string[];
};

/** A match as it is shown: enough for anybody to add the score up again with the weights it names. */
export type ShownMatch = {
  readonly weights: string;
  readonly score: number;
  readonly text: {
    readonly points: number;
    readonly spread: NeedSpread;
    readonly items: readonly { readonly itemId: string; readonly words: number; readonly latent: number }[];
  };
  readonly parts: readonly ShownPart[];
  readonly skills: readonly (CoveredSkill & { readonly demand: "must" | "nice" })[];
  readonly missing: readonly Missing[];
  /** False while a must-have is missing: the reader learns how to qualify, and is not offered. */
  readonly qualified: boolean;
};

/** @throws RangeError for weights that never were */
export function showMatch(match: Match): ShownMatch {
  const weights = weightsNamed(match.weights);
  const text = match.contributions.find((contribution) => contribution.kind === "text");
  if (text === undefined) throw new RangeError("a match without a text contribution");
  return {
    weights: match.weights,
    score: match.score,
    text: { points: text.points, spread: text.spread, items: text.items },
    parts: match.contributions.flatMap((contribution) => partOf(contribution, weights)),
    skills: match.contributions.flatMap((contribution) =>
      contribution.kind === "mustHave" || contribution.kind === "niceToHave"
        ? contribution.skills.map(
            (skill) => ({ ...skill, demand: contribution.kind === "mustHave" ? "must" : "nice" }) as const,
          )
        : [],
    ),
    missing: match.missing,
    qualified: match.excluded === undefined,
  };
}

/** The points again from what is shown, part by part, in the order text, then `parts`. */
export function recompute(shown: ShownMatch): { points: readonly number[]; score: number } {
  const weights = weightsNamed(shown.weights);
  const { text: perDeviation, textDeviations: most } = weights.points;
  const raw = { ...similarityOf(shown.text.items, weights.text), nearest: [] };
  const deviations = textScore(raw, shown.text.spread, weights.text);
  const points = [
    perDeviation * Math.max(-most, Math.min(most, deviations)),
    ...shown.parts.map((part) => part.most * shareOf(part, shown)),
  ];
  return { points, score: points.reduce((sum, one) => sum + one, 0) };
}

function shareOf({ kind, share }: ShownPart, { skills }: ShownMatch): number {
  if (kind !== "mustHave" && kind !== "niceToHave") return share;
  const asked = skills.filter(({ demand }) => (demand === "must") === (kind === "mustHave"));
  return asked.reduce((sum, { coverage }) => sum + coverage, 0) / asked.length;
}

function partOf(contribution: Contribution, { points: most }: MatchingWeights): ShownPart[] {
  const { kind, points } = contribution;
  switch (kind) {
    case "text":
      return [];
    case "mustHave":
    case "niceToHave": {
      const met = contribution.skills.filter(({ by }) => by !== null).map(({ skill }) => skill);
      return [{ kind, points, most: most[kind], share: contribution.coverage, met }];
    }
    case "verified":
    case "recency":
      return [{ kind, points, most: most[kind], share: contribution.share, met: [] }];
    case "capacity":
      return [{ kind, points, most: most.capacity, share: contribution.free, met: [] }];
    case "outcomes":
      return [{ kind, points, most: most.outcomes, share: contribution.mean, met: [] }];
    default:
      return [{ kind, points, most: most.experience[kind], share: contribution.share, met: contribution.met }];
  }
}

function weightsNamed(version: string): MatchingWeights {
  const weights = weightsOfVersion(version);
  if (weights === undefined) throw new RangeError(`no weights are called ${version}`);
  return weights;
}
