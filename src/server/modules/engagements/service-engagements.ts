import type { z } from "zod";
import { agreementText } from "@/domain/engagements/agreement";
import {
  mayBeginEngagement,
  mayCloseEngagement,
  mayListEngagements,
  maySignAgreement,
  mayWriteAgreement,
  sideOf,
} from "@/domain/engagements/policy";
import type { agreementInput, beginInput, closeInput, signInput } from "@/domain/engagements/schema";
import { AppError } from "@/domain/shared/errors";
import { addMilliseconds, day } from "@/domain/shared/time";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { awardInForce, moveNeed } from "@/server/modules/needs/service-delivery";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, isUniqueViolation } from "@/server/platform/db";
import { sha256 } from "@/server/platform/secrets";
import { type EngagementRow, engagementsVisibleTo, factsOf, holdEngagement } from "./access";
import {
  findEngagementOfNeed,
  insertEngagement,
  insertSignature,
  listEngagements,
  saveMilestones,
  updateEngagement,
} from "./repo";
import { dayOf, personId, tell, textOfDay } from "./story";
import { summaryOf } from "./view";

const listed = 200;
const week = 7 * day;

/**
 * Makes an engagement of an award in force: price, milestones, team and consortium are those of the proposal that won.
 * Of parallel calls one makes it, the others get its id.
 */
export function beginEngagement(ctx: Ctx, input: z.output<typeof beginInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async (current) => {
      const award = await awardInForce(current, input.needId, (parties) => mayBeginEngagement(ctx.actor, parties));
      const existing = await findEngagementOfNeed(current.tx, input.needId);
      if (existing) {
        await current.record({ act: "engagement.found", entity: "engagement", entityId: existing.id });
        return { id: existing.id };
      }
      const { content } = award;
      let due = award.now;
      const milestones = content.milestones.map(({ title, weeks, amount }, index) => {
        due = addMilliseconds(due, weeks * week);
        return { position: index + 1, title, amount: BigInt(amount), dueOn: dayOf(textOfDay(due)) };
      });
      const row = await insertEngagement(current.tx, {
        needId: input.needId,
        proposalId: award.proposalId,
        kind: award.kind,
        title: award.title,
        language: award.language,
        conceptIds: award.conceptIds,
        isPublic: award.isPublic,
        buyerOrganisationId: award.buyerOrganisationId,
        providerOrganisationId: award.winnerId,
        currency: content.price.currency,
        amount: BigInt(content.price.amount),
        agreement: "",
        endsOn: dayOf(textOfDay(due)),
        createdById: personId(ctx),
        milestones: { create: milestones },
        partners: {
          create: (content.consortium ?? [])
            .filter(({ organisationId }) => organisationId !== award.winnerId)
            .map(({ organisationId, role, share }) => ({ organisationId, role, share })),
        },
        team: {
          create: content.team.flatMap(({ personId: id, role }) => (id ? [{ personId: id, role }] : [])),
        },
        workPackages: {
          create: award.workPackages.map(({ title, goal }, index) => ({
            position: index + 1,
            title,
            goal,
            leadOrganisationId: award.winnerId,
          })),
        },
      });
      await tell(current, row.id, "begun", { title: award.title });
      return { id: row.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "engagements.begin", input } },
  ).catch((error: unknown) => {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", { reason: "engagementParallel" });
    throw error;
  });
}

/** The engagements one takes part in or mediates. */
export async function listMine(ctx: Ctx) {
  permitOrThrow(mayListEngagements(ctx.actor));
  const rows = await listEngagements(db(), engagementsVisibleTo(ctx.actor), listed);
  const organisations = await organisationsById(
    rows.flatMap((row) => [row.buyerOrganisationId, row.providerOrganisationId]),
  );
  return rows.map((row) => summaryOf(ctx, row, factsOf(row), organisations));
}

/** The engagement of a need for those who may read it, else null. */
export async function readEngagementOfNeed(ctx: Ctx, needId: string) {
  permitOrThrow(mayListEngagements(ctx.actor));
  const row = await findEngagementOfNeed(db(), needId);
  if (!row) return null;
  const [seen] = await listEngagements(db(), { AND: [{ id: row.id }, engagementsVisibleTo(ctx.actor)] }, 1);
  return seen ? { id: seen.id, state: seen.state } : null;
}

/** Writes the agreement at the version that was read; whatever was signed before has to be signed anew. */
export function writeAgreement(
  ctx: Ctx,
  { id, version, text, startsOn, endsOn, milestones }: z.output<typeof agreementInput>,
): Promise<{ version: number }> {
  return act(ctx, async (current) => {
    const { row, facts } = await holdEngagement(current.tx, ctx.actor, id, { lock: true });
    current.permit(mayWriteAgreement(ctx.actor, facts));
    if (row.version !== version) throw new AppError("VERSION_CONFLICT");
    for (const [index, milestone] of milestones.entries())
      if (!row.milestones.some((one) => one.id === milestone.id))
        throw new AppError("BAD_INPUT", { reason: "milestoneUnknown", field: `milestones.${index}.title` });
    await saveMilestones(
      current.tx,
      milestones.map(({ id: milestoneId, title, dueOn }) => ({ id: milestoneId, title, dueOn: dayOf(dueOn) })),
    );
    const saved = await updateEngagement(current.tx, id, {
      agreement: text,
      agreementVersion: { increment: 1 },
      startsOn: dayOf(startsOn),
      endsOn: dayOf(endsOn),
    });
    await tell(current, id, "agreementWritten", { version: saved.agreementVersion });
    return { version: saved.version };
  });
}

/**
 * Signs the version that was read for one's own side, with the hash of everything it says. With both signatures the
 * delivery begins and the need moves on.
 */
export function signAgreement(
  ctx: Ctx,
  { id, agreementVersion }: z.output<typeof signInput>,
): Promise<{ state: EngagementRow["state"] }> {
  return act(ctx, async (current) => {
    const { row, facts, now } = await holdEngagement(current.tx, ctx.actor, id, { lock: true });
    const side = sideOf(ctx.actor, facts) ?? "buyer";
    const signed = row.signatures.filter((one) => one.version === row.agreementVersion);
    current.permit(maySignAgreement(ctx.actor, facts, { signed: signed.some((one) => one.side === side) }));
    if (row.agreementVersion !== agreementVersion) throw new AppError("VERSION_CONFLICT");
    if (row.agreement === "") throw new AppError("BAD_INPUT", { reason: "agreementEmpty", field: "text" });
    await insertSignature(current.tx, {
      engagementId: id,
      version: agreementVersion,
      side,
      personId: personId(ctx),
      hash: agreementHash(row),
      at: now,
    });
    await tell(current, id, "signed", { version: agreementVersion });
    if (!signed.some((one) => one.side !== side)) return { state: row.state };
    await updateEngagement(current.tx, id, { state: "active", signedAt: now });
    await moveNeed(current, row.needId, "beginDelivery");
    await tell(current, id, "active");
    return { state: "active" };
  });
}

/** Closes what was accepted; the need is completed with it. */
export function closeEngagement(ctx: Ctx, { id, note }: z.output<typeof closeInput>): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const { row, facts, now } = await holdEngagement(current.tx, ctx.actor, id, { lock: true });
    current.permit(mayCloseEngagement(ctx.actor, facts));
    await updateEngagement(current.tx, id, { state: "closed", endedAt: now, endedReason: note || null });
    await moveNeed(current, row.needId, "archive");
    await tell(current, id, "closed");
    return { done: true };
  });
}

/** SHA-256 of the agreement as it stands: text, dates, milestones and amounts. */
export function agreementHash(row: EngagementRow): string {
  return sha256(
    agreementText({
      engagementId: row.id,
      version: row.agreementVersion,
      text: row.agreement,
      currency: row.currency,
      startsOn: textOfDay(row.startsOn),
      endsOn: textOfDay(row.endsOn),
      milestones: row.milestones.map(({ id, title, dueOn, amount }) => ({
        id,
        title,
        dueOn: textOfDay(dueOn),
        amount: Number(amount),
      })),
    }),
  );
}
