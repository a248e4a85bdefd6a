import type { EvidenceItem, MatchingNeed, Subject } from "./facts";
import type { Contribution, CoveredSkill } from "./match";
import { shrunkOutcome } from "./outcomes";
import { freshness, yearsBetween } from "./recency";
import type { SkillCoverage } from "./skill-coverage";
import { type NeedSpread, type RawSimilarity, textScore } from "./text-similarity";
import { type ExperienceKind, experienceKinds, type MatchingWeights } from "./weights";

/** What a subject's score is made of, before anything is added up. The subject is already as the viewer sees it. */
export type ScoringFacts = {
  readonly need: MatchingNeed;
  readonly subject: Subject;
  readonly raw: RawSimilarity;
  readonly spread: NeedSpread;
  readonly covered: readonly SkillCoverage[];
  readonly now: Date;
  readonly weights: MatchingWeights;
};

/** Every summand of the score; those the need does not ask about are left out. */
export function contributionsOf(facts: ScoringFacts): Contribution[] {
  const { need, subject, raw, spread, covered, now, weights } = facts;
  const nearest = raw.nearest.flatMap(({ index }) => subject.items[index] ?? []);
  return [
    textContribution(raw, spread, subject, weights),
    ...skillContributions(covered, weights),
    verifiedContribution(nearest, covered, weights),
    ...experienceKinds.flatMap((kind) => experienceContribution(kind, need, subject, weights)),
    recencyContribution(nearest, now, weights),
    capacityContribution(subject, weights),
    outcomeContribution(subject, weights),
  ];
}

function textContribution(
  raw: RawSimilarity,
  spread: NeedSpread,
  subject: Subject,
  weights: MatchingWeights,
): Contribution {
  const { text: perDeviation, textDeviations: most } = weights.points;
  const deviations = Math.max(-most, Math.min(most, textScore(raw, spread, weights.text)));
  const items = raw.nearest.flatMap(({ index, words, latent }) => {
    const item = subject.items[index];
    return item ? [{ itemId: item.id, words, latent }] : [];
  });
  return { kind: "text", points: perDeviation * deviations, words: raw.words, latent: raw.latent, spread, items };
}

function skillContributions(covered: readonly SkillCoverage[], weights: MatchingWeights): Contribution[] {
  return (["must", "nice"] as const).flatMap((demand) => {
    const asked = covered.filter(({ required }) => required.demand === demand);
    if (asked.length === 0) return [];
    const coverage = mean(asked.map((skill) => skill.coverage));
    const most = demand === "must" ? weights.points.mustHave : weights.points.niceToHave;
    const kind = demand === "must" ? ("mustHave" as const) : ("niceToHave" as const);
    return [{ kind, points: most * coverage, coverage, skills: asked.map(describeCoverage) }];
  });
}

function describeCoverage({ required, coverage, by }: SkillCoverage): CoveredSkill {
  const held = by && { skill: by.claim.skill, level: by.claim.level, way: by.way };
  return { skill: required.skill, coverage, by: held };
}

/** How well backed is what the match rests on: the nearest items and the claims that cover required skills. */
function verifiedContribution(
  nearest: readonly EvidenceItem[],
  covered: readonly SkillCoverage[],
  weights: MatchingWeights,
): Contribution {
  const backings = [
    ...nearest.map((item) => item.backing),
    ...covered.flatMap(({ by }) => (by ? [by.claim.backing] : [])),
  ];
  const share = mean(backings.map((backing) => weights.backing[backing]));
  return { kind: "verified", points: weights.points.verified * share, share, backings };
}

function experienceContribution(
  kind: ExperienceKind,
  need: MatchingNeed,
  subject: Subject,
  weights: MatchingWeights,
): Contribution[] {
  const wanted = [...new Set(need.experience[kind] ?? [])];
  if (wanted.length === 0) return [];
  const items = subject.items.filter((item) => item.experience[kind]?.some((id) => wanted.includes(id)));
  const met = wanted.filter((id) => items.some((item) => item.experience[kind]?.includes(id)));
  const share = met.length / wanted.length;
  const itemIds = items.map((item) => item.id);
  return [{ kind, points: weights.points.experience[kind] * share, share, met, itemIds }];
}

function recencyContribution(nearest: readonly EvidenceItem[], now: Date, weights: MatchingWeights): Contribution {
  const share = mean(
    nearest.map((item) => freshness(item.at && yearsBetween(item.at, now), weights.recency.halfLifeYears)),
  );
  return { kind: "recency", points: weights.points.recency * share, share, itemIds: nearest.map((item) => item.id) };
}

function capacityContribution(subject: Subject, weights: MatchingWeights): Contribution {
  const free = freeShare(subject);
  return { kind: "capacity", points: weights.points.capacity * free, free };
}

function freeShare({ availability }: Subject): number {
  if (availability === null || availability.capacity <= 0) return 0;
  return Math.max(0, availability.capacity - Math.max(0, availability.load)) / availability.capacity;
}

function outcomeContribution(subject: Subject, weights: MatchingWeights): Contribution {
  const values = subject.outcomes.map((outcome) => outcome.value);
  const shrunk = shrunkOutcome(values, weights.outcomePrior);
  return { kind: "outcomes", points: weights.points.outcomes * shrunk, mean: shrunk, count: values.length };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
