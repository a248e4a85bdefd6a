import { setImmediate as breathe } from "node:timers/promises";
import type { EvidenceItem, Subject } from "@/domain/matching/facts";
import { rankWithShares, type SharedRanking, type Standing } from "@/domain/matching/fair-shares";
import type { Match } from "@/domain/matching/match";
import { deliveryOutcome } from "@/domain/matching/outcomes";
import { scoreSubjects } from "@/domain/matching/score";
import { skillsThatCover } from "@/domain/matching/skill-coverage";
import { countTerms } from "@/domain/matching/terms";
import type { DocumentVector } from "@/domain/matching/text-model";
import type { NeedSpread } from "@/domain/matching/text-similarity";
import { rankWithSeed, type SeededOrder } from "@/domain/matching/tie-break";
import { matchingWeights as weights } from "@/domain/matching/weights";
import type { NeedContent } from "@/domain/needs/schema";
import { hashText } from "@/domain/shared/seeded-random";
import { fieldFinder } from "@/domain/taxonomy/suggest-tags";
import { buyersMarks } from "@/server/modules/engagements/service-marks";
import { db } from "@/server/platform/db";
import { exclusionsFrom, exclusionsOf, type ProviderStanding } from "./exclusions";
import type { FittedTexts } from "./fitted-texts";
import { type MatchingIndex, matchingIndex } from "./matching-index";
import { matchingNeed, mayShow, subjectOf, type TrackRecord } from "./matching-subjects";
import { listSubjects, listTrackRecord, type SubjectRow } from "./repo-matching";

/** How many candidates the index hands on to be scored in full. */
const candidates = 500;

export type NeedToRank = {
  readonly id: string;
  readonly content: NeedContent;
  readonly buyer: ProviderStanding;
  /** Null where everybody who is verified may see it. */
  readonly invited: readonly string[] | null;
};

type Ranked = Standing & { readonly id: string; readonly score: number; readonly match: Match };

export type Ranking = {
  readonly fair: SharedRanking<Ranked>;
  readonly ties: SeededOrder<Ranked>["log"];
  readonly spread: NeedSpread;
  readonly scored: number;
};

/**
 * Ranks providers for a need: the index finds candidates among all that have the must-have skills (filters before the
 * cut), the full score orders them, the excluded are left out, and the order is made fair (spec/matching).
 * @param seed any text; the same seed gives the same order
 */
export async function rankProviders(need: NeedToRank, seed: string, now: Date): Promise<Ranking> {
  const index = await matchingIndex();
  const ids = need.invited ?? candidateIds(index, need, seed);
  const rows = (await listSubjects(db(), ids)).filter(({ id }) => id !== need.buyer.id);
  const { matches, spread } = await scoreProviders(index.texts, need, rows, now);
  const standing = new Map(rows.map((row) => [row.id, row]));
  const eligible = matches.flatMap((match): Ranked[] => {
    const row = standing.get(match.subject);
    if (match.excluded !== undefined || !row) return [];
    return [{ id: row.id, sizeBand: row.sizeBand, region: row.region, score: match.score, match }];
  });
  const { ranked, log } = rankWithSeed(eligible, hashText(seed));
  return { fair: rankWithShares(ranked), ties: log, spread, scored: rows.length };
}

function candidateIds(index: MatchingIndex, need: NeedToRank, seed: string): string[] {
  const { document, skills } = matchingNeed(need.id, need.content);
  const musts = skills.filter(({ demand }) => demand === "must");
  const hits = index.subjects.query({
    terms: countTerms(document, fieldFinder),
    limit: candidates,
    any: musts.map(({ skill }) => skillsThatCover(skill, weights.mustHaveCoverage, fieldFinder.byId, weights.coverage)),
    accept: (id) => id !== need.buyer.id,
    seed: hashText(seed),
  });
  return hits.map(({ id }) => id);
}

/** The full score of some providers for a need, with the reasons why any of them is excluded. */
async function scoreProviders(
  texts: FittedTexts,
  need: NeedToRank,
  rows: readonly SubjectRow[],
  now: Date,
): Promise<{ matches: Match[]; spread: NeedSpread }> {
  const [records, exclusions] = await Promise.all([
    trackRecords(rows.map(({ id }) => id)),
    exclusionsOf(db(), need, rows.map(standingOf), now),
  ]);
  const subjects = rows.map((row) => subjectOf(row, records.get(row.id)));
  const vectorOf = await readVectors(texts, subjects);
  const asked = matchingNeed(need.id, need.content);
  const needVector = texts.vectorOf(asked.document);
  const spread = texts.spreadOf(needVector);
  const matches = scoreSubjects({
    need: asked,
    subjects,
    model: texts.model,
    needVector,
    vectorOf,
    concepts: fieldFinder.byId,
    weights,
    now,
    mayShow,
    exclusions,
    spread,
  });
  return { matches, spread };
}

/** The vectors of all items that may be shown; asking for another's is a mistake. */
async function readVectors(
  texts: FittedTexts,
  subjects: readonly Subject[],
): Promise<(item: EvidenceItem) => DocumentVector> {
  const vectors = new Map<EvidenceItem, DocumentVector>();
  for (const [at, { id, items }] of subjects.entries()) {
    for (const item of items) if (mayShow(item)) vectors.set(item, texts.vectorOfItem(id, item));
    // Most of the work; others get their turn in between.
    if (at % 50 === 49) await breathe();
  }
  return (item) => {
    const vector = vectors.get(item);
    if (!vector) throw new Error("an item that nobody may see was to be scored");
    return vector;
  };
}

/** The same score the other way round: one provider for some needs. */
export async function scoreNeedsFor(
  provider: SubjectRow,
  needs: readonly { id: string; content: NeedContent; buyer: ProviderStanding; spread: NeedSpread | null }[],
  now: Date,
): Promise<Match[]> {
  const { texts } = await matchingIndex();
  const record = (await trackRecords([provider.id])).get(provider.id);
  const subject = subjectOf(provider, record);
  const exclusions = await exclusionsFrom(db(), standingOf(provider), needs, now);
  const vectorOf = await readVectors(texts, [subject]);
  const matches: Match[] = [];
  for (const [at, { id, content, spread }] of needs.entries()) {
    const need = matchingNeed(id, content);
    const needVector = texts.vectorOf(need.document);
    matches.push(
      ...scoreSubjects({
        need,
        subjects: [subject],
        model: texts.model,
        needVector,
        vectorOf,
        concepts: fieldFinder.byId,
        weights,
        now,
        mayShow,
        exclusions: new Map([[provider.id, exclusions.get(id) ?? []]]),
        spread: spread ?? texts.spreadOf(needVector),
      }),
    );
    if (at % 20 === 19) await breathe();
  }
  return matches;
}

function standingOf({ id, country, emailDomain }: SubjectRow): ProviderStanding {
  // The index and the statement behind it know verified organisations only.
  return { id, country, emailDomain, verified: true };
}

/** Awarded needs: those being delivered are load, those that ended are outcomes, as their buyers' reviews have it. */
async function trackRecords(organisationIds: readonly string[]): Promise<Map<string, TrackRecord>> {
  const rows = await listTrackRecord(db(), organisationIds);
  const accepted = rows.filter(({ need }) => need.state === "accepted" || need.state === "archived");
  const marks = await buyersMarks(accepted.map(({ need }) => need.id));
  const records = new Map<string, { load: number; outcomes: number[] }>();
  for (const { proposal, need } of rows) {
    const record = records.get(proposal.organisationId) ?? { load: 0, outcomes: [] };
    records.set(proposal.organisationId, record);
    if (need.state === "awarded" || need.state === "delivering") record.load++;
    if (need.state === "failed") record.outcomes.push(deliveryOutcome(false, null));
  }
  for (const { proposal, need } of accepted)
    records.get(proposal.organisationId)?.outcomes.push(deliveryOutcome(true, marks.get(need.id) ?? null));
  return records;
}
