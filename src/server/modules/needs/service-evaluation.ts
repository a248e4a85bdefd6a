import { z } from "zod";
import { evaluate, panelComplete, type Sheet } from "@/domain/needs/evaluation";
import {
  mayAppointPanel,
  mayAward,
  mayDeclareConflict,
  mayModerate,
  mayReadAllScores,
  mayReadNeed,
  mayReadOpenedProposals,
  mayScore,
} from "@/domain/needs/policy";
import {
  type awardInput,
  type declarationInput,
  type moderationInput,
  needContent,
  type ProposalContent,
  type panelInput,
  type SealedProposal,
  type scoreInput,
  type waiveInput,
} from "@/domain/needs/schema";
import { conflictKinds } from "@/domain/shared/conflicts";
import { AppError } from "@/domain/shared/errors";
import { addMilliseconds, day } from "@/domain/shared/time";
import { peopleAsParties } from "@/server/modules/identity/service-affiliations";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleByEmail, peopleById } from "@/server/modules/identity/service-people";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation, type Tx } from "@/server/platform/db";
import { type HeldNeed, holdNeed } from "./access";
import { knownConflicts, panelConflicts, refuseConflicted } from "./conflicts";
import { keepingRefusals, refuseExcluded } from "./exclusions";
import { seatReserve } from "./panel";
import { setNeedState } from "./repo";
import {
  appointPanel,
  declare,
  findAward,
  insertAward,
  insertFeedback,
  insertModeration,
  listModerations,
  listPanel,
  listPanelsOf,
  presentRound,
  recordConflicts,
  saveSheet,
  submitSheets,
  waiveMember,
} from "./repo-evaluation";
import { listReceived, proposerIds } from "./repo-proposals";
import { personId } from "./service-needs";
import { nameOf, summaryView } from "./view";

const conflictKept = z.object({ kind: z.enum(conflictKinds) });

/**
 * Appoints panel members. Nobody of a proposing organisation sits on the panel: that is a conflict by itself. Before
 * the opening everybody is taken, or the refusals would tell who proposed; the opening strikes whom the rules find.
 */
export async function appoint(ctx: Ctx, { needId, emails }: z.output<typeof panelInput>): Promise<{ done: true }> {
  const people = await peopleByEmail(emails);
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(mayAppointPanel(ctx.actor, held.facts, rankingFacts(held)));
    const unknown = emails.find((email) => !people.some((person) => person.email === email));
    if (unknown)
      throw new AppError("BAD_INPUT", { reason: "personUnknown", field: "emails", facts: { email: unknown } });
    const personIds = people.map(({ id }) => id);
    refuseConflicted(people, await knownConflicts(tx, held, personIds), "emails");
    await appointPanel(tx, needId, personIds, personId(ctx));
    await record({ act: "panel.appointed", entity: "need", entityId: needId, facts: { personIds } });
    await follow("panel.appointed", { needId, personIds });
    return { done: true };
  });
}

export function declareConflict(
  ctx: Ctx,
  { needId, hasConflict, note }: z.output<typeof declarationInput>,
): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const { tx, permit, record } = current;
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(mayDeclareConflict(ctx.actor, held.facts, held.panel));
    if (!hasConflict && (await knownConflicts(tx, held, [personId(ctx)])).size > 0)
      throw new AppError("CONFLICT", { reason: "conflictFound" });
    await declare(tx, needId, personId(ctx), { hasConflict, conflictNote: note, declaredAt: held.now });
    await record({ act: "panel.declared", entity: "need", entityId: needId, facts: { hasConflict } });
    const { drawId, hasConflict: before } = ownMember(held, ctx);
    if (hasConflict && before !== true && drawId) await seatReserve(current, needId, drawId, personId(ctx));
    return { done: true };
  });
}

/** Saves one sheet; it may change until the member submits all of them. */
export function saveScores(
  ctx: Ctx,
  { needId, proposalId, scores }: z.output<typeof scoreInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(mayScore(ctx.actor, held.facts, held.panel));
    const scored = needContent.parse(held.row.content).criteria.filter(({ kind }) => kind === "scored");
    const proposals = await proposerIds(tx, needId);
    if (!proposals.some(({ id }) => id === proposalId)) throw new AppError("NOT_FOUND");
    const unknown = Object.keys(scores).find((id) => !scored.some((criterion) => criterion.id === id));
    if (unknown) throw new AppError("BAD_INPUT", { reason: "criterionUnknown", field: `scores.${unknown}` });
    await saveSheet(tx, ownMember(held, ctx).id, proposalId, scores);
    await record({ act: "scores.saved", entity: "need", entityId: needId, facts: { proposalId } });
    return { done: true };
  });
}

/** Hands in all sheets at once; from then on they cannot change. The last member's submission lifts the blind. */
export function submitScores(ctx: Ctx, needId: string): Promise<{ complete: boolean }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(mayScore(ctx.actor, held.facts, held.panel));
    const scored = needContent.parse(held.row.content).criteria.filter(({ kind }) => kind === "scored");
    const proposals = await proposerIds(tx, needId);
    const panel = await listPanel(tx, needId);
    const own = ownMember(held, ctx);
    const sheets = panel.find(({ id }) => id === own.id)?.scores ?? [];
    const conflicts = await panelConflicts(tx, needId, [own.personId]);
    if (conflicts.size > 0) throw new AppError("CONFLICT", { reason: "conflictFound" });
    const missing = proposals.some(({ id }) => {
      const sheet = sheets.find(({ proposalId }) => proposalId === id)?.scores as Record<string, unknown> | undefined;
      return scored.some((criterion) => sheet?.[criterion.id] === undefined);
    });
    if (missing) throw new AppError("STATE_REFUSED", { reason: "sheetsMissing" });
    await submitSheets(tx, own.id, held.now);
    if (held.facts.state === "opened") await setNeedState(tx, needId, "evaluating");
    const complete = panelComplete(
      panel.map((member) => (member.id === own.id ? { ...member, submittedAt: held.now } : member)),
    );
    await record({ act: "scores.submitted", entity: "need", entityId: needId });
    if (complete) await follow("scores.complete", { needId });
    return { complete };
  });
}

/** A member who does not score is waived with a reason, so that the others' work can count. */
export function waive(
  ctx: Ctx,
  { needId, personId: waivedId, reason }: z.output<typeof waiveInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdNeed(tx, ctx.actor, needId, { lock: true });
    permit(mayAppointPanel(ctx.actor, held.facts, { conflicted: held.panel.conflicted }));
    const conflicts = await knownConflicts(tx, held, [waivedId]);
    const struck = (member: HeldNeed["row"]["panel"][number]) => member.submittedAt === null || conflicts.size > 0;
    if (!held.row.panel.some((member) => member.personId === waivedId && struck(member)))
      throw new AppError("NOT_FOUND");
    await recordConflicts(tx, needId, conflicts);
    await waiveMember(tx, needId, waivedId, reason, held.now);
    await record({ act: "panel.waived", entity: "need", entityId: needId, facts: { personId: waivedId, reason } });
    return { done: true };
  });
}

export function moderate(ctx: Ctx, input: z.output<typeof moderationInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdNeed(tx, ctx.actor, input.needId, { lock: true });
    permit(mayModerate(ctx.actor, held.facts, rankingFacts(held)));
    const criterion = needContent.parse(held.row.content).criteria.find(({ id }) => id === input.criterionId);
    if (criterion?.kind !== "scored")
      throw new AppError("BAD_INPUT", { reason: "criterionUnknown", field: "criterionId" });
    if (!(await proposerIds(tx, input.needId)).some(({ id }) => id === input.proposalId))
      throw new AppError("NOT_FOUND");
    await insertModeration(tx, { ...input, byId: personId(ctx) });
    await record({
      act: "scores.moderated",
      entity: "need",
      entityId: input.needId,
      facts: {
        proposalId: input.proposalId,
        criterionId: input.criterionId,
        adjustment: input.adjustment,
        reason: input.reason,
      },
    });
    return { done: true };
  });
}

/** The evaluation as the reader may see it: own sheets always, everybody's and the ranking once all are in. */
export async function readEvaluation(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  const mayRead = mayReadOpenedProposals(ctx.actor, held.facts, held.panel);
  if (!mayRead.allowed && !held.panel.appointed && !mayAppointPanel(ctx.actor, held.facts).allowed)
    permitOrThrow(mayRead);
  const complete = panelComplete(held.row.panel);
  const [panel, moderations, people] = await Promise.all([
    listPanel(db(), needId),
    listModerations(db(), needId),
    peopleById(held.row.panel.map((member) => member.personId)),
  ]);
  const mine = panel.find((member) => ctx.actor.kind === "person" && member.personId === ctx.actor.id);
  const lifted = mayReadAllScores(ctx.actor, held.facts, held.panel, { complete }).allowed;
  return {
    criteria: needContent.parse(held.row.content).criteria,
    panel: panel.map((member) => ({
      personId: member.personId,
      nameZh: people.get(member.personId)?.nameZh ?? null,
      nameEn: people.get(member.personId)?.nameEn ?? null,
      declared: member.declaredAt !== null,
      hasConflict: member.hasConflict === true,
      submitted: member.submittedAt !== null,
      waived: member.waivedAt !== null,
      // What the rules found is between the member and who appoints; the kinds only, never what a relation is.
      conflicts:
        mayAppointPanel(ctx.actor, held.facts).allowed || member.id === mine?.id
          ? z
              .array(conflictKept)
              .parse(member.conflicts)
              .map(({ kind }) => kind)
          : [],
    })),
    mine: Object.fromEntries(
      (mine?.scores ?? []).map(({ proposalId, scores }) => [
        proposalId,
        scores as Record<string, { score: number; comment: string }>,
      ]),
    ),
    complete,
    standings: lifted ? await standingsOf(db(), held) : null,
    moderations: lifted
      ? moderations.map(({ proposalId, criterionId, adjustment, reason, at }) => ({
          proposalId,
          criterionId,
          adjustment,
          reason,
          at: at.toISOString(),
        }))
      : [],
    can: {
      moderate: mayModerate(ctx.actor, held.facts, rankingFacts(held)).allowed,
      award: mayAward(ctx.actor, held.facts, rankingFacts(held)).allowed,
    },
  };
}

async function standingsOf(tx: Tx, held: HeldNeed) {
  const needId = held.row.id;
  const panel = await listPanel(tx, needId);
  const received = await listReceived(tx, needId);
  const moderations = await listModerations(tx, needId);
  const members = panel.filter(
    (member) => member.hasConflict !== true && member.waivedAt === null && member.submittedAt !== null,
  );
  const sheets: Sheet[] = members.flatMap((member) =>
    member.scores.map(({ proposalId, scores }) => ({
      memberId: member.id,
      proposalId,
      scores: Object.fromEntries(
        Object.entries(scores as Record<string, { score: number }>).map(([id, { score }]) => [id, score]),
      ),
    })),
  );
  const offers = received.flatMap((row) => {
    const opened = row.versions[0]?.opened as { content: ProposalContent } | null | undefined;
    return opened ? [{ proposalId: row.id, price: opened.content.price.amount }] : [];
  });
  return evaluate(
    needContent.parse(held.row.content).criteria,
    members.map(({ id }) => id),
    sheets,
    offers,
    moderations,
  );
}

/**
 * Awards to one proposal. The need's row is locked and the award's key is the need, so of any number of parallel
 * awards one stands. The arithmetic is kept with it.
 */
export function award(ctx: Ctx, input: z.output<typeof awardInput>): Promise<{ done: true }> {
  const awarded = act(
    ctx,
    async (current) => {
      const { tx, permit, record, follow } = current;
      const held = await holdNeed(tx, ctx.actor, input.needId, { lock: true });
      permit(mayAward(ctx.actor, held.facts, rankingFacts(held)));
      await checkPanel(tx, held);
      const received = await listReceived(tx, input.needId);
      const winner = received.find(({ id }) => id === input.proposalId);
      const opened = winner?.versions[0]?.opened as { content: SealedProposal } | null | undefined;
      if (!winner || !opened) throw new AppError("NOT_FOUND");
      const members = opened.content.consortium?.map(({ organisationId }) => organisationId) ?? [];
      const winners = [...new Set([winner.organisationId, ...members])];
      await refuseExcluded({ tx, ctx }, "award", held.row, winners, held.now);
      const without = received.filter(({ id }) => !input.feedback.some(({ proposalId }) => proposalId === id));
      if (without.length > 0)
        throw new AppError("BAD_INPUT", {
          reason: "feedbackMissing",
          field: "feedback",
          facts: { count: without.length },
        });
      const standings = await standingsOf(tx, held);
      const { standstillDays } = needContent.parse(held.row.content);
      const round = await presentRound(tx, input.needId);
      await insertAward(tx, {
        needId: input.needId,
        round,
        proposalId: input.proposalId,
        reason: input.reason,
        evaluation: JSON.parse(JSON.stringify(standings)),
        currency: opened.content.price.currency,
        amount: BigInt(opened.content.price.amount),
        byId: personId(ctx),
        at: held.now,
        standstillUntil: addMilliseconds(held.now, standstillDays * day),
      });
      await insertFeedback(
        tx,
        input.feedback
          .filter(({ proposalId }) => received.some(({ id }) => id === proposalId))
          .map((one) => ({ ...one, round })),
      );
      await setNeedState(tx, input.needId, "awarded");
      await record({
        act: "need.awarded",
        entity: "need",
        entityId: input.needId,
        facts: { proposalId: input.proposalId },
      });
      await follow("need.awarded", { needId: input.needId });
      return { done: true as const };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "needs.award", input } },
  );
  return keepingRefusals(awarded).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("STATE_REFUSED", { reason: "state_award" });
    throw error;
  });
}

/** The award as everybody who sees the need reads it; the feedback only as its own proposer. */
export async function readAward(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(held.panel.appointed ? { allowed: true } : mayReadNeed(ctx.actor, held.facts));
  const made = await findAward(db(), needId);
  if (!made) return null;
  const acting = ctx.actor.kind === "person" ? ctx.actor.acting?.id : undefined;
  const received = await listReceived(db(), needId);
  const own = received.find(({ organisationId }) => organisationId === acting);
  const organisations = await organisationsById([made.proposal.organisationId]);
  return {
    proposalId: made.proposalId,
    organisation: nameOf(organisations, made.proposal.organisationId),
    amount: Number(made.amount),
    currency: made.currency,
    reason: made.reason,
    at: made.at.toISOString(),
    standstillUntil: made.standstillUntil.toISOString(),
    feedback: own?.feedback.find(({ round }) => round === made.round)?.text ?? null,
    mine: made.proposal.organisationId === acting,
  };
}

/** The panels one sits on. */
export async function listMyPanels(ctx: Ctx) {
  const rows = await listPanelsOf(db(), personId(ctx), 100);
  const organisations = await organisationsById(rows.map(({ need }) => need.buyerOrganisationId));
  const now = new Date();
  return rows.map((row) => ({
    need: summaryView(row.need, organisations, now),
    declared: row.declaredAt !== null,
    submitted: row.submittedAt !== null,
  }));
}

/**
 * A conflict that came about since the appointment, or was not known then, stops the award until the member is waived.
 * @throws AppError CONFLICT panelConflict_<kind>
 */
async function checkPanel(tx: Tx, held: HeldNeed): Promise<void> {
  const counting = held.row.panel.filter(({ hasConflict, waivedAt }) => hasConflict !== true && waivedAt === null);
  const found = await panelConflicts(
    tx,
    held.row.id,
    counting.map((member) => member.personId),
  );
  const members = await peopleAsParties(tx, [...found.keys()]);
  refuseConflicted(
    [...members.values()].map(({ id, mail }) => ({ id, email: mail[0] ?? "" })),
    found,
  );
}

/** What decides whether the ranking may be worked with, and whether this reader stands aside. */
function rankingFacts(held: HeldNeed) {
  return { complete: panelComplete(held.row.panel), conflicted: held.panel.conflicted };
}

function ownMember(held: HeldNeed, ctx: Ctx): HeldNeed["row"]["panel"][number] {
  const own = held.row.panel.find(({ personId: id }) => id === personId(ctx));
  if (!own) throw new AppError("NOT_FOUND");
  return own;
}
