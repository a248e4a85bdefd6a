import type { z } from "zod";
import type { Match } from "@/domain/matching/match";
import { mayGiveMatchFeedback, mayReadMatchedNeeds, mayReadMatches } from "@/domain/needs/policy";
import { type feedbackInput, needContent } from "@/domain/needs/schema";
import { receivingStates } from "@/domain/needs/states";
import { AppError } from "@/domain/shared/errors";
import { organisationsById, verifiedOrganisations } from "@/server/modules/identity/service-organisations";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { transaction } from "@/server/platform/transaction";
import { holdNeed, visibleTo } from "./access";
import { type OrganisationStanding, rankSubjects, weightsVersion } from "./matcher";
import { findNeedRow } from "./repo";
import {
  findProfile,
  listBuyersFeedback,
  listDismissed,
  listMatches,
  listMatchesOf,
  listProfiles,
  replaceMatches,
  saveMatchFeedback,
} from "./repo-matching";
import { personId } from "./service-needs";
import { nameOf, summaryView } from "./view";

const kept = 200;
const shown = 50;
const told = 20;

/**
 * Computes and keeps the matches of a published need. @returns the organisations to tell, best first, without those
 * who cannot see the need
 */
export async function computeMatches(needId: string): Promise<string[]> {
  const need = await findNeedRow(db(), needId);
  if (!need || need.publishedAt === null) return [];
  const now = new Date();
  const [profiles, organisations, buyers] = await Promise.all([
    listProfiles(db()),
    verifiedOrganisations(now),
    organisationsById([need.buyerOrganisationId]),
  ]);
  const standings = new Map<string, OrganisationStanding>(
    [...organisations, ...buyers.values()].map((row) => [
      row.id,
      { ...row, verified: row.verifiedUntil !== null && row.verifiedUntil > now },
    ]),
  );
  const buyer = standings.get(need.buyerOrganisationId);
  if (!buyer) return [];
  const invited = new Set(need.invitations.map(({ organisationId }) => organisationId));
  const seed = `${needId}:${need.version}`;
  const ranked = rankSubjects(
    { id: needId, content: needContent.parse(need.content), buyer },
    profiles,
    standings,
    seed,
    now,
  ).filter(({ organisationId }) => need.visibility !== "invited" || invited.has(organisationId));
  const computedAt = now;
  await transaction((tx) =>
    replaceMatches(
      tx,
      needId,
      ranked.slice(0, kept).map(({ organisationId, rank, score, match }) => ({
        organisationId,
        rank,
        score,
        explanation: JSON.parse(JSON.stringify(match)),
        weightsVersion,
        seed,
        computedAt,
      })),
    ),
  );
  return ranked.slice(0, told).map(({ organisationId }) => organisationId);
}

/** For the buyer: whom matching suggests, each with what the score is made of. */
export async function readMatches(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(mayReadMatches(ctx.actor, held.facts));
  const rows = await listMatches(db(), needId, shown);
  const [organisations, profiles] = await Promise.all([
    organisationsById(rows.map(({ organisationId }) => organisationId)),
    Promise.all(rows.map(({ organisationId }) => findProfile(db(), organisationId))),
  ]);
  const given = new Map((await listBuyersFeedback(db(), needId)).map((row) => [row.organisationId, row]));
  return rows.map((row, index) => {
    const match = row.explanation as unknown as Match;
    const nearest = match.reasons.flatMap((reason) =>
      reason.kind === "evidence" ? reason.items.map(({ itemId }) => itemId) : [],
    );
    const evidence = (profiles[index]?.evidence ?? [])
      .filter(({ id, visibility }) => nearest.includes(id) && visibility !== "onlyUs")
      .map(({ title, date }) => ({ title, date: date.toISOString().slice(0, 10) }));
    return {
      organisation: nameOf(organisations, row.organisationId),
      rank: row.rank,
      score: row.score,
      ...explained(match),
      evidence,
      feedback: feedbackOf(given.get(row.organisationId)),
    };
  });
}

function feedbackOf(row: { act: string; reason: string | null } | undefined) {
  return row
    ? { act: row.act === "invited" ? ("invited" as const) : ("dismissed" as const), reason: row.reason }
    : null;
}

/** For a provider: open needs that fit, that it can see and has not dismissed. */
export async function readMatchedNeeds(ctx: Ctx) {
  permitOrThrow(mayReadMatchedNeeds(ctx.actor));
  const organisationId = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "") : "";
  const now = new Date();
  const dismissed = new Set((await listDismissed(db(), organisationId)).map(({ needId }) => needId));
  const rows = await listMatchesOf(
    db(),
    organisationId,
    { AND: [visibleTo(ctx.actor), { state: { in: [...receivingStates] }, proposalDeadline: { gte: now } }] },
    shown,
  );
  const organisations = await organisationsById(rows.map(({ need }) => need.buyerOrganisationId));
  return rows
    .filter(({ needId }) => !dismissed.has(needId))
    .map((row) => ({
      need: summaryView(row.need, organisations, now),
      score: row.score,
      ...explained(row.explanation as unknown as Match),
    }));
}

/**
 * Kept for evaluating the matching later. A buyer invites an organisation, which is told, or passes it over, which
 * changes nothing for that organisation; a provider dismisses a need, which it then is not shown again.
 */
export function giveMatchFeedback(ctx: Ctx, input: z.output<typeof feedbackInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, input.needId);
    permit(mayGiveMatchFeedback(ctx.actor, held.facts, input.act));
    const own = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "") : "";
    const byBuyer = own === held.facts.buyerOrganisationId;
    if (byBuyer && !input.organisationId) throw new AppError("BAD_INPUT", { field: "organisationId" });
    const organisationId = byBuyer ? (input.organisationId ?? "") : own;
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
    return { done: true };
  });
}

/** The stored explanation as the screens take it: kinds and points that add up, and concept ids to put into words. */
function explained(match: Match) {
  const matched = new Set<string>();
  const missing = new Set<string>();
  for (const reason of match.reasons) {
    if (reason.kind === "skill") matched.add(reason.skill);
    if ("met" in reason) for (const id of reason.met) matched.add(id);
  }
  for (const lack of match.missing) {
    if (lack.kind === "skill") missing.add(lack.skill);
    if ("wanted" in lack) for (const id of lack.wanted) missing.add(id);
  }
  return {
    contributions: match.contributions.map((contribution) => ({
      kind: contribution.kind,
      points: contribution.points,
      detail: "met" in contribution ? contribution.met.join(",") : "",
    })),
    matched: [...matched],
    missing: [...missing].filter((id) => !matched.has(id)),
  };
}
