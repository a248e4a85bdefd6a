import type { Concept } from "@/domain/shared/concept";
import { contributionsOf } from "./contributions";
import type { Exclusion } from "./exclusions";
import { missingOf, reasonsFrom } from "./explanation";
import { asSeenBy, type EvidenceItem, type MatchingNeed, type MayShow, type Subject } from "./facts";
import type { Match, MatchExclusion } from "./match";
import { coverSkill, type SkillCoverage } from "./skill-coverage";
import type { DocumentVector, TextModel } from "./text-model";
import { type NeedSpread, needSpread, type RawSimilarity, readNeed } from "./text-similarity";
import type { MatchingWeights } from "./weights";

export type ScoringInput = {
  readonly need: MatchingNeed;
  readonly subjects: readonly Subject[];
  readonly model: TextModel;
  readonly needVector: DocumentVector;
  /** The vector of an item; the caller may keep them, because an item is compared with many needs. */
  readonly vectorOf: (item: EvidenceItem) => DocumentVector;
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly weights: MatchingWeights;
  readonly now: Date;
  readonly mayShow: MayShow;
  /** Per subject id what `findExclusions` said; a subject that was not checked is excluded. */
  readonly exclusions: ReadonlyMap<string, readonly Exclusion[]>;
  /** The need's spread over a larger sample of the registry; without it, the subjects at hand are the measure. */
  readonly spread?: NeedSpread;
};

/** Scores every subject for one need, in the order given; ranking and fairness come after. */
export function scoreSubjects(input: ScoringInput): Match[] {
  const reader = readNeed(input.needVector, input.weights.text);
  const seen = input.subjects.map((subject) => {
    const shown = asSeenBy(subject, input.mayShow);
    const items = shown.items.map((item) => ({ vector: input.vectorOf(item), weight: input.weights.kinds[item.kind] }));
    return { shown, raw: reader.compare(items) };
  });
  const spread =
    input.spread ??
    needSpread(
      seen.map(({ raw }) => raw),
      input.weights.text,
    );
  return seen.map(({ shown, raw }) => scoreOne(input, shown, raw, spread));
}

function scoreOne(input: ScoringInput, subject: Subject, raw: RawSimilarity, spread: NeedSpread): Match {
  const { need, weights, now } = input;
  const covered = need.skills.map((required) => coverSkill(required, subject.skills, input.concepts, weights.coverage));
  const contributions = contributionsOf({ need, subject, raw, spread, covered, now, weights });
  const excluded = exclusionsOf(input, subject.id, covered);
  return {
    subject: subject.id,
    weights: weights.version,
    score: contributions.reduce((sum, contribution) => sum + contribution.points, 0),
    contributions,
    reasons: contributions.flatMap(reasonsFrom),
    missing: missingOf(covered, contributions, need, subject),
    ...(excluded.length > 0 ? { excluded } : {}),
  };
}

function exclusionsOf(input: ScoringInput, subject: string, covered: readonly SkillCoverage[]): MatchExclusion[] {
  const checked: readonly MatchExclusion[] = input.exclusions.get(subject) ?? [{ kind: "notChecked" }];
  const skills = covered
    .filter(({ required, coverage }) => required.demand === "must" && coverage < input.weights.mustHaveCoverage)
    .map(({ required }) => required.skill);
  return skills.length > 0 ? [...checked, { kind: "mustHaveMissing", skills }] : [...checked];
}
