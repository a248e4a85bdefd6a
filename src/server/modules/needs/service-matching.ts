import type { z } from "zod";
import { maySeeEvidence } from "@/domain/experts/policy";
import {
  fairShares,
  firstPage,
  rankWithShares,
  type SharedRanking,
  type Standing,
} from "@/domain/matching/fair-shares";
import { lacksAtMostSkills, type Match } from "@/domain/matching/match";
import { type ShownMatch, showMatch } from "@/domain/matching/shown";
import { countTerms } from "@/domain/matching/terms";
import type { NeedSpread } from "@/domain/matching/text-similarity";
import { rankWithSeed } from "@/domain/matching/tie-break";
import { mayGiveMatchFeedback, mayReadMatchedNeeds, mayReadMatches } from "@/domain/needs/policy";
import { type feedbackInput, needContent } from "@/domain/needs/schema";
import { receivingStates } from "@/domain/needs/states";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { hashText } from "@/domain/shared/seeded-random";
import { fieldFinder } from "@/domain/taxonomy/suggest-tags";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { transaction } from "@/server/platform/transaction";
import { holdNeed, visibleTo } from "./access";
import { keepingRefusals, refuseExcluded } from "./exclusions";
import { type Ranking, rankProviders, scoreNeedsFor } from "./matcher";
import { matchingIndex } from "./matching-index";
import { mayShow, subjectOf } from "./matching-subjects";
import { findNeedRow } from "./repo";
import {
  findRun,
  findRuns,
  holdMatches,
  type LedgerRow,
  listBuyersFeedback,
  listDismissed,
  listEvidence,
  listMatches,
  listNeedsById,
  listSubjects,
  type MatchRow,
  needsMatchedWith,
  placeMatch,
  type RunRow,
  replaceMatches,
  type SubjectRow,
  saveMatchFeedback,
  turnPage,
} from "./repo-matching";
import { personId } from "./service-needs";
import { nameOf, summaryView } from "./view";

const kept = 200;
const shown = 50;
/** Needs the reverse question scores in full. */
const reverseCandidates = 100;

/**
 * Computes and keeps the matches of a published need, with the run's facts and the ledger of exposure.
 * @returns the organisations to tell, best first, without those who cannot see the need
 */
export async function computeMatches(needId: string): Promise<string[]> {
  const need = await findNeedRow(db(), needId);
  if (!need || need.publishedAt === null) return [];
  const now = new Date();
  const buyer = (await organisationsById([need.buyerOrganisationId])).get(need.buyerOrganisationId);
  if (!buyer) return [];
  const seed = `${needId}:${need.version}`;
  const ranking = await rankProviders(
    {
      id: needId,
      content: needContent.parse(need.content),
      buyer: { ...buyer, verified: buyer.verifiedUntil !== null && buyer.verifiedUntil > now },
      invited: need.visibility === "invited" ? need.invitations.map(({ organisationId }) => organisationId) : null,
    },
    seed,
    now,
  );
  const { ranked } = ranking.fair;
  const rows = ranked.slice(0, kept).map(({ id, score, match }, at) => matchRow(id, at + 1, score, match, seed, now));
  await transaction((tx) =>
    replaceMatches(tx, needId, runOf(ranking, seed, need.version, now), rows, firstPageOf(ranking.fair)),
  );
  return ranked.slice(0, firstPage).map(({ id }) => id);
}

function matchRow(organisationId: string, rank: number, score: number, match: Match, seed: string, at: Date): MatchRow {
  const explanation = JSON.parse(JSON.stringify(match));
  return { organisationId, rank, score, explanation, weightsVersion: match.weights, seed, computedAt: at };
}

function runOf({ fair, ties, spread, scored }: Ranking, seed: string, needVersion: number, computedAt: Date): RunRow {
  const groups = fair.groups.map(({ id, required, reached }) => ({
    id,
    share: fairShares[id === "smallFirms" ? "smallFirms" : "underservedRegions"] * fair.kept,
    required: required.at(-1) ?? 0,
    reached: reached.at(-1) ?? 0,
  }));
  return {
    needVersion,
    seed,
    weightsVersion: fair.ranked[0]?.match.weights ?? "",
    spread: JSON.parse(JSON.stringify(spread)),
    scored,
    eligible: fair.ranked.length,
    fairness: JSON.parse(JSON.stringify({ groups, ties })),
    cost: fair.cost,
    pool: {
      size: countBy(fair.ranked.map(({ sizeBand }) => sizeBand)),
      region: countBy(fair.ranked.map(({ region }) => region)),
    },
    computedAt,
  };
}

type OnPage = Standing & { readonly id: string; readonly score: number };

function firstPageOf(fair: SharedRanking<OnPage>): LedgerRow[] {
  return fair.ranked.slice(0, firstPage).map(({ id, sizeBand, region }, at) => ({
    place: at + 1,
    organisationId: id,
    sizeBand,
    region,
    lifted: fair.lifted.includes(id),
  }));
}

function countBy(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? ""] = (counts[value ?? ""] ?? 0) + 1;
  return counts;
}

/**
 * A provider's profile has changed: it is scored anew for the needs where it stands and for those it may now fit, and
 * takes its place among the others' kept scores. Nothing else is computed again.
 */
export async function placeProvider(organisationId: string): Promise<void> {
  const now = new Date();
  const [row] = await listSubjects(db(), [organisationId]);
  const where = new Set(await needsMatchedWith(db(), organisationId));
  if (row) for (const id of await openNeedsFor(row, reverseCandidates)) where.add(id);
  const needs = await scoreableNeeds(await listNeedsById(db(), { id: { in: [...where] } }), now);
  const matches = row ? await scoreNeedsFor(row, needs, now) : [];
  for (const [at, need] of needs.entries()) {
    if (need.spread === null) continue;
    const match = matches[at];
    const fits =
      match !== undefined && match.excluded === undefined && (need.invited?.includes(organisationId) ?? true);
    await transaction(async (tx) => {
      const others = (await holdMatches(tx, need.id)).filter((one) => one.organisationId !== organisationId);
      const worst = others.at(kept - 1)?.score ?? Number.NEGATIVE_INFINITY;
      if (others.length >= kept && (!fits || match.score < worst))
        return placeMatch(tx, need.id, organisationId, null, asPlaces(others));
      const standings = await organisationsById([...others.map((one) => one.organisationId), organisationId]);
      const scored = [...others, ...(fits ? [{ organisationId, score: match.score }] : [])].map((one) => ({
        id: one.organisationId,
        score: one.score,
        sizeBand: standings.get(one.organisationId)?.sizeBand ?? null,
        region: standings.get(one.organisationId)?.region ?? null,
      }));
      const fair = rankWithShares(rankWithSeed(scored, hashText(need.seed)).ranked);
      const { ranked } = fair;
      const places = ranked.slice(0, kept).map(({ id }, place) => ({ organisationId: id, rank: place + 1 }));
      const own = places.find((place) => place.organisationId === organisationId);
      const added = own && match ? matchRow(organisationId, own.rank, match.score, match, need.seed, now) : null;
      await placeMatch(tx, need.id, organisationId, added, places);
      await turnPage(tx, need.id, need.row.version, firstPageOf(fair), now);
    });
  }
}

function asPlaces(rows: readonly { organisationId: string }[]) {
  return rows.map(({ organisationId }, at) => ({ organisationId, rank: at + 1 }));
}

/** Open needs whose text is nearest to what a provider shows, best first. */
async function openNeedsFor(row: SubjectRow, limit: number): Promise<string[]> {
  const index = await matchingIndex();
  const organisationId = row.id;
  const terms = new Map<string, number>();
  for (const item of subjectOf(row).items.filter(mayShow))
    for (const [term, times] of countTerms(item.document, fieldFinder)) terms.set(term, (terms.get(term) ?? 0) + times);
  const now = Date.now();
  return index.needsFor(
    terms,
    limit,
    ({ deadline, visibility, buyerId, invited }) =>
      buyerId !== organisationId &&
      (deadline === null || deadline >= now) &&
      (visibility !== "invited" || invited.includes(organisationId)),
  );
}

/** Needs with what scoring one provider for them takes; `spread` is null where no ranking was kept yet. */
async function scoreableNeeds(rows: Awaited<ReturnType<typeof listNeedsById>>, now: Date) {
  const [runs, buyers] = await Promise.all([
    findRuns(
      db(),
      rows.map(({ id }) => id),
    ),
    organisationsById(rows.map(({ buyerOrganisationId }) => buyerOrganisationId)),
  ]);
  const runOfNeed = new Map(runs.map((run) => [run.needId, run]));
  return rows.flatMap((row) => {
    const buyer = buyers.get(row.buyerOrganisationId);
    const content = needContent.safeParse(row.content);
    if (!buyer || !content.success) return [];
    const run = runOfNeed.get(row.id);
    return [
      {
        id: row.id,
        row,
        content: content.data,
        buyer: { ...buyer, verified: buyer.verifiedUntil !== null && buyer.verifiedUntil > now },
        // Written by `runOf` alone.
        spread: run ? (run.spread as unknown as NeedSpread) : null,
        seed: run?.seed ?? "",
        invited: row.visibility === "invited" ? content.data.invitedOrganisationIds : null,
      },
    ];
  });
}

/** For the buyer: whom matching suggests, each with what the score is made of, and what the ranking was made with. */
export async function readMatches(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(mayReadMatches(ctx.actor, held.facts));
  const [rows, run, feedback] = await Promise.all([
    listMatches(db(), needId, shown),
    findRun(db(), needId),
    listBuyersFeedback(db(), needId),
  ]);
  const organisations = await organisationsById(rows.map(({ organisationId }) => organisationId));
  const given = new Map(feedback.map((row) => [row.organisationId, row]));
  const matches = rows.map((row) => ({ row, shown: showMatch(row.explanation as unknown as Match) }));
  const evidence = await evidenceOf(
    ctx.actor,
    matches.map((match) => match.shown),
  );
  const lifted = new Set(raised(rows));
  return {
    run: run && {
      computedAt: run.computedAt.toISOString(),
      seed: run.seed,
      scored: run.scored,
      eligible: run.eligible,
      cost: run.cost,
      groups: (run.fairness as unknown as { groups: FairGroup[] }).groups,
    },
    matches: matches.map(({ row, shown: match }) => ({
      organisation: nameOf(organisations, row.organisationId),
      sizeBand: organisations.get(row.organisationId)?.sizeBand ?? null,
      region: organisations.get(row.organisationId)?.region ?? null,
      rank: row.rank,
      lifted: lifted.has(row.organisationId),
      ...explained(match, evidence),
      feedback: feedbackOf(given.get(row.organisationId)),
    })),
  };
}

type FairGroup = { id: string; share: number; required: number; reached: number };

/** Who stands before somebody with a higher score. */
function raised(rows: readonly { organisationId: string; score: number }[]): string[] {
  return rows.flatMap(({ organisationId, score }, at) =>
    rows.slice(at + 1).some((other) => other.score > score + 1e-6) ? [organisationId] : [],
  );
}

function feedbackOf(row: { act: string; reason: string | null } | undefined) {
  if (!row) return null;
  const acts = { invited: "invited", excluded: "excluded", passedOver: "dismissed" } as const;
  return { act: acts[row.act as keyof typeof acts], reason: row.reason };
}

/**
 * For a provider: open needs that fit, that it can see and has not dismissed, best first; asked of the index, so that
 * a provider that is new, or stands far down in every list, still sees what fits it, and what it lacks to qualify.
 */
export async function readMatchedNeeds(ctx: Ctx) {
  permitOrThrow(mayReadMatchedNeeds(ctx.actor));
  const organisationId = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "") : "";
  const now = new Date();
  const [row] = await listSubjects(db(), [organisationId]);
  if (!row) return [];
  const dismissed = new Set((await listDismissed(db(), organisationId)).map(({ needId }) => needId));
  const ids = (await openNeedsFor(row, reverseCandidates)).filter((id) => !dismissed.has(id));
  const visible = await listNeedsById(db(), {
    AND: [
      visibleTo(ctx.actor),
      { id: { in: ids }, state: { in: [...receivingStates] }, proposalDeadline: { gte: now } },
    ],
  });
  const needs = await scoreableNeeds(visible, now);
  const matches = await scoreNeedsFor(row, needs, now);
  const organisations = await organisationsById(needs.map((need) => need.row.buyerOrganisationId));
  const fitting = needs
    .flatMap((need, at) => {
      const match = matches[at];
      // A provider that is excluded for a conflict is not told so here; one that lacks a skill learns how to qualify.
      return match && lacksAtMostSkills(match) ? [{ need: need.row, shown: showMatch(match) }] : [];
    })
    .sort((a, b) => Number(b.shown.qualified) - Number(a.shown.qualified) || b.shown.score - a.shown.score)
    .slice(0, shown);
  const evidence = await evidenceOf(
    ctx.actor,
    fitting.map((match) => match.shown),
  );
  return fitting.map((match) => ({
    need: summaryView(match.need, organisations, now),
    ...explained(match.shown, evidence),
  }));
}

type Titles = ReadonlyMap<string, { title: string; date: string }>;

/** Titles of the evidence that scores rest on, where the reader may see it; what its owner hides was never counted. */
async function evidenceOf(actor: Actor, matches: readonly ShownMatch[]): Promise<Titles> {
  const ids = matches.flatMap(({ text }) => text.items.map(({ itemId }) => itemId)).filter((id) => !id.includes(":"));
  const rows = await listEvidence(db(), [...new Set(ids)]);
  const seen = rows.filter((row) => maySeeEvidence(actor, row));
  return new Map(seen.map(({ id, title, date }) => [id, { title, date: date.toISOString().slice(0, 10) }]));
}

/** A match as it leaves; items without a title in `titles` are told without one. */
export function explained(match: ShownMatch, titles: Titles) {
  return {
    score: match.score,
    weights: match.weights,
    qualified: match.qualified,
    text: {
      points: match.text.points,
      spread: { words: { ...match.text.spread.words }, latent: { ...match.text.spread.latent } },
      items: match.text.items.map(({ itemId, words, latent }) => ({
        itemId,
        title: titles.get(itemId)?.title ?? null,
        date: titles.get(itemId)?.date ?? null,
        words,
        latent,
      })),
    },
    parts: match.parts.map((part) => ({ ...part, met: [...part.met] })),
    skills: match.skills.map(({ skill, demand, coverage, by }) => ({ skill, demand, coverage, by: by && { ...by } })),
    missing: match.missing.map((lack) => ({
      kind: lack.kind,
      step: lack.step,
      demand: lack.kind === "skill" ? lack.demand : null,
      concepts: lack.kind === "skill" ? [lack.skill] : "wanted" in lack ? [...lack.wanted] : [],
    })),
  };
}

/**
 * Kept for evaluating the matching later. A buyer invites an organisation, which is told; passes it over, which changes
 * nothing for that organisation; or excludes it from this need, which the rules then hold. A provider dismisses a need,
 * which it then is not shown again.
 */
export function giveMatchFeedback(ctx: Ctx, input: z.output<typeof feedbackInput>): Promise<{ done: true }> {
  const given = act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, input.needId);
    permit(mayGiveMatchFeedback(ctx.actor, held.facts, input.act));
    const own = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "") : "";
    const byBuyer = own === held.facts.buyerOrganisationId;
    if (byBuyer && !input.organisationId) throw new AppError("BAD_INPUT", { field: "organisationId" });
    if (input.act === "excluded" && !input.reason)
      throw new AppError("BAD_INPUT", { field: "reason", reason: "reasonMissing" });
    const organisationId = byBuyer ? (input.organisationId ?? "") : own;
    if (input.act === "invited") await refuseExcluded({ tx, ctx }, "invitation", held.row, [organisationId], held.now);
    const story = byBuyer && input.act === "dismissed" ? "passedOver" : input.act;
    await saveMatchFeedback(tx, {
      needId: input.needId,
      organisationId,
      act: story,
      reason: input.reason ?? null,
      byId: personId(ctx),
    });
    await record({ act: `match.${story}`, entity: "need", entityId: input.needId, facts: { organisationId } });
    if (story === "invited") await follow("match.invited", { needId: input.needId, organisationId });
    if (story === "excluded") await follow("match.excluded", { needId: input.needId, organisationId });
    return { done: true as const };
  });
  return keepingRefusals(given);
}
