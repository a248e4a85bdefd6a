import { lacksAtMostSkills } from "@/domain/matching/match";
import { scoreSubjects } from "@/domain/matching/score";
import { showMatch } from "@/domain/matching/shown";
import { skillsThatCover } from "@/domain/matching/skill-coverage";
import { countTerms } from "@/domain/matching/terms";
import { vectorise } from "@/domain/matching/text-model";
import { rankWithSeed } from "@/domain/matching/tie-break";
import { matchingWeights as weights } from "@/domain/matching/weights";
import { mayReadMatches } from "@/domain/needs/policy";
import { needContent } from "@/domain/needs/schema";
import { hashText } from "@/domain/shared/seeded-random";
import { fieldFinder } from "@/domain/taxonomy/suggest-tags";
import { expertCandidates } from "@/server/modules/experts/service-candidates";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { holdNeed } from "./access";
import { knownConflicts } from "./conflicts";
import { matchingIndex } from "./matching-index";
import { matchingNeed } from "./matching-subjects";
import { explained } from "./service-matching";

/** People scored in full, and people shown. */
const scored = 200;
const shown = 20;

/**
 * For the buyer: experts of the registry who fit the need, by the engine that ranks providers, with the same reasons.
 * They are found by the need's skills and by neighbouring ones that cover enough of them, and counted by what the buyer
 * may see of them. Once proposals are open, people with a conflict with somebody behind one are left out; before that
 * their absence would tell who proposed.
 */
export async function readExpertMatches(ctx: Ctx, needId: string) {
  const held = await holdNeed(db() as Tx, ctx.actor, needId);
  permitOrThrow(mayReadMatches(ctx.actor, held.facts));
  const need = matchingNeed(needId, needContent.parse(held.row.content));
  const asked = [...need.skills.map(({ skill }) => skill), ...(need.document.tags ?? [])];
  const near = asked.flatMap((skill) =>
    skillsThatCover(skill, weights.mustHaveCoverage, fieldFinder.byId, weights.coverage),
  );
  const candidates = await expertCandidates(ctx, [...new Set([...asked, ...near])], scored);
  const ids = candidates.map(({ subject }) => subject.id);
  const conflicts = await knownConflicts(db() as Tx, held, ids);
  const { texts } = await matchingIndex();
  const needVector = texts.vectorOf(need.document);
  const matches = scoreSubjects({
    need,
    subjects: candidates.map(({ subject }) => subject),
    model: texts.model,
    needVector,
    vectorOf: ({ document }) => vectorise(texts.model, countTerms(document, fieldFinder)),
    concepts: fieldFinder.byId,
    weights,
    now: held.now,
    // What the buyer may not see was left out when the profiles were read.
    mayShow: () => true,
    exclusions: new Map(ids.map((id) => [id, conflicts.get(id) ?? []])),
    spread: texts.spreadOf(needVector),
  });
  const cards = new Map(candidates.map(({ card }) => [card.personId, card]));
  const titles = new Map(
    candidates.flatMap(({ subject }) =>
      subject.items.flatMap(({ id, document: { title }, at }) =>
        title === undefined ? [] : [[id, { title, date: at?.toISOString().slice(0, 10) ?? "" }] as const],
      ),
    ),
  );
  const offered = matches
    // One person need not have every skill that a firm must have; what is missing is shown.
    .filter(lacksAtMostSkills)
    .map((match) => ({ id: match.subject, score: match.score, match }));
  const { ranked } = rankWithSeed(offered, hashText(`${needId}:${held.row.version}`));
  return ranked.slice(0, shown).flatMap(({ id, match }) => {
    const card = cards.get(id);
    if (!card) return [];
    const { personId, nameZh, nameEn, headlineZh, headlineEn, region, pools } = card;
    const person = { personId, nameZh, nameEn, headlineZh, headlineEn, region, pools };
    return [{ person, ...explained(showMatch(match), titles) }];
  });
}
