import type { Concept } from "@/domain/shared/concept";
import type { RequiredSkill, SkillClaim } from "./facts";
import type { MatchingWeights } from "./weights";

export const coverageWays = ["exact", "narrower", "broader", "related"] as const;
export type CoverageWay = (typeof coverageWays)[number];

/** How one required skill is met: 0 (not at all) to 1, by which claim, and how near that claim is. */
export type SkillCoverage = {
  readonly required: RequiredSkill;
  readonly coverage: number;
  readonly by: { readonly claim: SkillClaim; readonly way: CoverageWay } | null;
};

/**
 * The claim that covers a required skill best. The same skill covers it whole; a narrower one (Modbus for industrial
 * protocols) nearly; a broader or a related one in part, less with every step. A level below the required one covers
 * its share of it.
 */
export function coverSkill(
  required: RequiredSkill,
  claims: readonly SkillClaim[],
  concepts: ReadonlyMap<string, Concept>,
  weights: MatchingWeights["coverage"],
): SkillCoverage {
  let best: SkillCoverage = { required, coverage: 0, by: null };
  for (const claim of claims) {
    const near = nearness(required.skill, claim.skill, concepts, weights);
    if (near === null) continue;
    const level = required.level > 0 ? Math.min(1, claim.level / required.level) : 1;
    const coverage = near.share * level;
    if (coverage > best.coverage) best = { required, coverage, by: { claim, way: near.way } };
  }
  return best;
}

/** Every skill a claim of which would cover the required one at least so far: what a filter has to let through. */
export function skillsThatCover(
  required: string,
  least: number,
  concepts: ReadonlyMap<string, Concept>,
  weights: MatchingWeights["coverage"],
): string[] {
  const skills = new Set([required, ...concepts.keys()]);
  return [...skills].filter((held) => (nearness(required, held, concepts, weights)?.share ?? 0) >= least);
}

function nearness(
  required: string,
  held: string,
  concepts: ReadonlyMap<string, Concept>,
  weights: MatchingWeights["coverage"],
): { way: CoverageWay; share: number } | null {
  if (required === held) return { way: "exact", share: weights.exact };
  const down = stepsUp(held, required, concepts);
  if (down !== null) return { way: "narrower", share: weights.narrower };
  const up = stepsUp(required, held, concepts);
  if (up !== null) return { way: "broader", share: weights.broader ** up };
  const related = concepts.get(required)?.related?.includes(held) || concepts.get(held)?.related?.includes(required);
  return related ? { way: "related", share: weights.related } : null;
}

/** Steps from a concept up to one of its ancestors, or null; a parent loop in the data ends the walk. */
function stepsUp(from: string, to: string, concepts: ReadonlyMap<string, Concept>): number | null {
  const seen = new Set([from]);
  let steps = 0;
  let parent = concepts.get(from)?.parent;
  while (parent !== undefined && !seen.has(parent)) {
    steps++;
    if (parent === to) return steps;
    seen.add(parent);
    parent = concepts.get(parent)?.parent;
  }
  return null;
}
