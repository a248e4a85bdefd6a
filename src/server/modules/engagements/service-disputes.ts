import type { z } from "zod";
import {
  type DisputeFacts,
  mayAgreeMediator,
  mayAgreeSettlement,
  mayNameMediator,
  mayOpenDispute,
  mayProposeSettlement,
  mayWithdrawDispute,
  mayWriteMessage,
  mediatorProblem,
  sideOf,
} from "@/domain/engagements/policy";
import type {
  disputeInput,
  mediatorInput,
  messageInput,
  settlementAgreement,
  settlementInput,
} from "@/domain/engagements/schema";
import { AppError } from "@/domain/shared/errors";
import { peopleByEmail } from "@/server/modules/identity/service-people";
import { type Act, act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { type EngagementRow, engagementOf, type HeldEngagement, holdEngagement } from "./access";
import { insertDispute, insertMessage, updateDispute } from "./repo";
import { sealMessage } from "./sealed";
import { attach } from "./service-milestones";
import { personId, tell } from "./story";

/** A message to the other side, sealed; a mediator writes within the dispute. */
export function writeMessage(ctx: Ctx, input: z.output<typeof messageInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async (current) => {
      const { row, facts, now } = await holdEngagement(current.tx, ctx.actor, input.id);
      current.permit(mayWriteMessage(ctx.actor, facts));
      if (input.disputeId && !row.disputes.some(({ id }) => id === input.disputeId)) throw new AppError("NOT_FOUND");
      const message = await insertMessage(current.tx, {
        engagementId: input.id,
        disputeId: input.disputeId,
        text: sealMessage(input.id, input.text),
        organisationId: sideOf(ctx.actor, facts) && ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? null) : null,
        byId: personId(ctx),
        at: now,
      });
      await attach(current, input.fileIds, "engagementMessage", message.id);
      await current.record({ act: "engagement.message", entity: "engagement", entityId: input.id });
      await current.follow("engagement.message", { engagementId: input.id, messageId: message.id });
      return { id: message.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "engagements.message", input } },
  );
}

/** What both sides could not settle: one is open at a time, and nothing is closed before it ended. */
export function openDispute(ctx: Ctx, input: z.output<typeof disputeInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async (current) => {
      const { facts, now } = await holdEngagement(current.tx, ctx.actor, input.id, { lock: true });
      current.permit(mayOpenDispute(ctx.actor, facts));
      const dispute = await insertDispute(current.tx, {
        engagementId: input.id,
        side: sideOf(ctx.actor, facts) ?? "buyer",
        subject: input.subject,
        text: input.text,
        byId: personId(ctx),
        at: now,
      });
      await tell(current, input.id, "disputeOpened", { subject: input.subject });
      return { id: dispute.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "engagements.openDispute", input } },
  );
}

/** Names a mediator by exact address, somebody of neither side; the other side has to agree. */
export async function nameMediator(
  ctx: Ctx,
  { disputeId, email }: z.output<typeof mediatorInput>,
): Promise<{ done: true }> {
  const [person] = await peopleByEmail([email.toLowerCase()]);
  return act(ctx, async (current) => {
    const { held, dispute } = await holdDispute(current, disputeId);
    current.permit(mayNameMediator(ctx.actor, held.facts, disputeFacts(dispute)));
    if (!person) throw new AppError("BAD_INPUT", { reason: "personUnknown", field: "email", facts: { email } });
    permitOrThrow(mediatorProblem(held.facts, person));
    await updateDispute(current.tx, disputeId, {
      mediatorId: person.id,
      mediatorBy: sideOf(ctx.actor, held.facts) ?? "buyer",
    });
    await tell(current, held.row.id, "mediatorNamed", { subject: dispute.subject });
    return { done: true };
  });
}

export function agreeMediator(ctx: Ctx, disputeId: string): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const { held, dispute } = await holdDispute(current, disputeId);
    current.permit(mayAgreeMediator(ctx.actor, held.facts, disputeFacts(dispute)));
    await updateDispute(current.tx, disputeId, { state: "mediating", mediatorAgreedAt: held.now });
    await tell(current, held.row.id, "mediatorAgreed", { subject: dispute.subject });
    return { done: true };
  });
}

/** A new proposal takes back what was agreed to an earlier one. */
export function proposeSettlement(
  ctx: Ctx,
  { disputeId, text }: z.output<typeof settlementInput>,
): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const { held, dispute } = await holdDispute(current, disputeId);
    current.permit(mayProposeSettlement(ctx.actor, held.facts, disputeFacts(dispute)));
    await updateDispute(current.tx, disputeId, {
      settlement: text,
      settlementAt: held.now,
      buyerAgreedAt: null,
      providerAgreedAt: null,
    });
    await tell(current, held.row.id, "settlementProposed", { subject: dispute.subject });
    return { done: true };
  });
}

/** Agrees to the settlement that was read; with both sides' agreement the dispute is settled. */
export function agreeSettlement(
  ctx: Ctx,
  { disputeId, settlementAt }: z.output<typeof settlementAgreement>,
): Promise<{ settled: boolean }> {
  return act(ctx, async (current) => {
    const { held, dispute } = await holdDispute(current, disputeId);
    current.permit(mayAgreeSettlement(ctx.actor, held.facts, disputeFacts(dispute)));
    if (dispute.settlementAt?.getTime() !== Date.parse(settlementAt)) throw new AppError("VERSION_CONFLICT");
    const side = sideOf(ctx.actor, held.facts) ?? "buyer";
    const settled = (side === "buyer" ? dispute.providerAgreedAt : dispute.buyerAgreedAt) !== null;
    await updateDispute(current.tx, disputeId, {
      ...(side === "buyer" ? { buyerAgreedAt: held.now } : { providerAgreedAt: held.now }),
      ...(settled ? { state: "settled" as const, endedAt: held.now } : {}),
    });
    await tell(current, held.row.id, settled ? "disputeSettled" : "settlementAgreed", { subject: dispute.subject });
    return { settled };
  });
}

export function withdrawDispute(ctx: Ctx, disputeId: string): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const { held, dispute } = await holdDispute(current, disputeId);
    current.permit(mayWithdrawDispute(ctx.actor, held.facts, disputeFacts(dispute)));
    await updateDispute(current.tx, disputeId, { state: "withdrawn", endedAt: held.now });
    await tell(current, held.row.id, "disputeWithdrawn", { subject: dispute.subject });
    return { done: true };
  });
}

export function disputeFacts(dispute: EngagementRow["disputes"][number]): DisputeFacts {
  return {
    state: dispute.state,
    side: dispute.side,
    mediatorId: dispute.mediatorId,
    mediatorBy: dispute.mediatorBy,
    settled: { buyer: dispute.buyerAgreedAt !== null, provider: dispute.providerAgreedAt !== null },
    hasSettlement: dispute.settlement !== null,
  };
}

async function holdDispute(
  current: Act,
  disputeId: string,
): Promise<{ held: HeldEngagement; dispute: EngagementRow["disputes"][number] }> {
  const id = await engagementOf(current.tx, "dispute", disputeId);
  const held = await holdEngagement(current.tx, current.ctx.actor, id, { lock: true });
  const dispute = held.row.disputes.find((one) => one.id === disputeId);
  if (!dispute) throw new AppError("NOT_FOUND");
  return { held, dispute };
}
