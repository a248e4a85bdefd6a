import type { z } from "zod";
import { agreedAmount, changeProblem } from "@/domain/engagements/agreement";
import {
  mayDecideChange,
  mayDecideDelivery,
  mayDeliver,
  mayNotePayment,
  mayRequestChange,
  mayWithdrawChange,
  sideOf,
} from "@/domain/engagements/policy";
import type {
  changeDecision,
  changeInput,
  decisionInput,
  deliveryInput,
  milestoneChange,
  paymentInput,
} from "@/domain/engagements/schema";
import { AppError } from "@/domain/shared/errors";
import { moveNeed } from "@/server/modules/needs/service-delivery";
import { type Act, act } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { attachFiles } from "@/server/platform/stored-files";
import { engagementOf, type HeldEngagement, holdEngagement } from "./access";
import {
  applyMilestones,
  decideChangeRow,
  decideDelivery,
  findChange,
  insertChange,
  insertDelivery,
  insertPayment,
  setMilestoneState,
  sumOfMilestones,
  sumOfPayments,
  updateEngagement,
} from "./repo";
import { dayOf, personId, tell } from "./story";

/** Hands a milestone over with what shows it: note, test results, files. */
export function deliver(ctx: Ctx, input: z.output<typeof deliveryInput>): Promise<{ number: number }> {
  return act(
    ctx,
    async (current) => {
      const { held, milestone } = await holdMilestone(current, input.milestoneId);
      current.permit(mayDeliver(ctx.actor, held.facts, milestone));
      const number = milestone.deliveries.length + 1;
      const delivery = await insertDelivery(current.tx, {
        milestoneId: milestone.id,
        number,
        note: input.note,
        tests: input.tests,
        byId: personId(ctx),
        at: held.now,
      });
      await attach(current, input.fileIds, "milestoneDelivery", delivery.id);
      await setMilestoneState(current.tx, milestone.id, { state: "delivered" });
      await tell(current, held.row.id, "delivered", { milestone: milestone.title });
      return { number };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "engagements.deliver", input } },
  );
}

/**
 * Accepts or returns the delivery that was looked at. The engagement's row is locked: of any number of parallel
 * decisions one stands. With the last acceptance the whole engagement is accepted.
 */
export function decide(
  ctx: Ctx,
  { milestoneId, number, accepted, reason }: z.output<typeof decisionInput>,
): Promise<{ engagementAccepted: boolean }> {
  return act(ctx, async (current) => {
    const { held, milestone } = await holdMilestone(current, milestoneId);
    current.permit(mayDecideDelivery(ctx.actor, held.facts, milestone, accepted));
    if (milestone.deliveries.length !== number) throw new AppError("VERSION_CONFLICT");
    if (!accepted && reason.length < 3) throw new AppError("BAD_INPUT", { reason: "returnReason", field: "reason" });
    await decideDelivery(current.tx, milestoneId, number, {
      accepted,
      reason,
      decidedById: personId(ctx),
      decidedAt: held.now,
    });
    await setMilestoneState(
      current.tx,
      milestoneId,
      accepted ? { state: "accepted", acceptedAt: held.now } : { state: "returned" },
    );
    await tell(current, held.row.id, accepted ? "milestoneAccepted" : "returned", { milestone: milestone.title });
    const last = accepted && held.row.milestones.every(({ id, state }) => id === milestoneId || state === "accepted");
    if (!last) return { engagementAccepted: false };
    await updateEngagement(current.tx, held.row.id, { state: "accepted", acceptedAt: held.now });
    await moveNeed(current, held.row.needId, "accept");
    await tell(current, held.row.id, "accepted");
    return { engagementAccepted: true };
  });
}

/** Asks the other side for a change of milestones, dates or amounts, or to end before everything was delivered. */
export function requestChange(ctx: Ctx, input: z.output<typeof changeInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async (current) => {
      const held = await holdEngagement(current.tx, ctx.actor, input.id, { lock: true });
      current.permit(mayRequestChange(ctx.actor, held.facts));
      if (input.kind === "change" && input.milestones.length === 0)
        throw new AppError("BAD_INPUT", { reason: "changeEmpty", field: "milestones" });
      checkChange(held, input.milestones);
      const change = await insertChange(current.tx, {
        engagementId: input.id,
        side: sideOf(ctx.actor, held.facts) ?? "buyer",
        kind: input.kind,
        title: input.title,
        reason: input.reason,
        milestones: input.kind === "change" ? input.milestones : [],
        byId: personId(ctx),
        at: held.now,
      });
      await tell(current, input.id, "changeAsked", { change: input.title });
      return { id: change.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "engagements.requestChange", input } },
  );
}

/** The other side agrees or refuses; what is agreed is written into the milestones and the price at once. */
export function decideChange(
  ctx: Ctx,
  { changeId, agreed, answer }: z.output<typeof changeDecision>,
): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const held = await holdEngagement(current.tx, ctx.actor, await engagementOf(current.tx, "change", changeId), {
      lock: true,
    });
    const change = await findChange(current.tx, changeId);
    current.permit(mayDecideChange(ctx.actor, held.facts, change));
    const milestones = change.milestones as z.output<typeof milestoneChange>[];
    if (agreed) checkChange(held, milestones);
    await decideChangeRow(current.tx, changeId, {
      state: agreed ? "agreed" : "refused",
      decidedById: personId(ctx),
      decidedAt: held.now,
      answer,
    });
    await tell(current, held.row.id, agreed ? "changeAgreed" : "changeRefused", { change: change.title });
    if (!agreed) return { done: true };
    if (change.kind === "termination") {
      await updateEngagement(current.tx, held.row.id, {
        state: "terminated",
        endedAt: held.now,
        endedReason: change.reason,
      });
      await moveNeed(current, held.row.needId, "terminate");
      await tell(current, held.row.id, "terminated");
      return { done: true };
    }
    await applyMilestones(
      current.tx,
      held.row.id,
      held.row.milestones.length,
      milestones.map(({ milestoneId, title, dueOn, amount }) => ({
        milestoneId,
        title,
        dueOn: dayOf(dueOn),
        amount: BigInt(amount),
      })),
    );
    await updateEngagement(current.tx, held.row.id, {
      amount: await sumOfMilestones(current.tx, held.row.id),
      // What was signed before is the agreement before the change; the signatures stay with their version.
      ...(held.row.state === "agreeing" ? { agreementVersion: { increment: 1 } } : {}),
    });
    return { done: true };
  });
}

export function withdrawChange(ctx: Ctx, changeId: string): Promise<{ done: true }> {
  return act(ctx, async (current) => {
    const held = await holdEngagement(current.tx, ctx.actor, await engagementOf(current.tx, "change", changeId), {
      lock: true,
    });
    const change = await findChange(current.tx, changeId);
    current.permit(mayWithdrawChange(ctx.actor, held.facts, change));
    await decideChangeRow(current.tx, changeId, {
      state: "withdrawn",
      decidedById: personId(ctx),
      decidedAt: held.now,
      answer: "",
    });
    await tell(current, held.row.id, "changeWithdrawn", { change: change.title });
    return { done: true };
  });
}

/** Notes what was invoiced, paid or received. No money moves here; of each kind no more is noted in all than was agreed. */
export function notePayment(ctx: Ctx, input: z.output<typeof paymentInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async (current) => {
      const held = await holdEngagement(current.tx, ctx.actor, input.id, { lock: true });
      current.permit(mayNotePayment(ctx.actor, held.facts, input.kind === "paid" ? "buyer" : "provider"));
      if (input.milestoneId && !held.row.milestones.some(({ id }) => id === input.milestoneId))
        throw new AppError("BAD_INPUT", { reason: "milestoneUnknown", field: "milestoneId" });
      const most = agreedAmount(held.row.milestones.map(({ amount }) => ({ amount: Number(amount) })));
      const noted = Number(await sumOfPayments(current.tx, input.id, input.kind));
      if (noted + input.amount > most) throw new AppError("BAD_INPUT", { reason: "paymentTooMuch", field: "amount" });
      const { idempotencyKey: _, id: engagementId, ...data } = input;
      const note = await insertPayment(current.tx, {
        ...data,
        engagementId,
        amount: BigInt(input.amount),
        on: new Date(`${input.on}T00:00:00Z`),
        byId: personId(ctx),
        at: held.now,
      });
      await tell(current, engagementId, `payment_${input.kind}`);
      return { id: note.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "engagements.notePayment", input } },
  );
}

async function holdMilestone(current: Act, milestoneId: string) {
  const held = await holdEngagement(
    current.tx,
    current.ctx.actor,
    await engagementOf(current.tx, "milestone", milestoneId),
    { lock: true },
  );
  const milestone = held.row.milestones.find(({ id }) => id === milestoneId);
  if (!milestone) throw new AppError("NOT_FOUND");
  return { held, milestone };
}

function checkChange({ row }: HeldEngagement, milestones: readonly z.output<typeof milestoneChange>[]): void {
  const problem = changeProblem(row.milestones, milestones);
  if (problem) throw new AppError("BAD_INPUT", problem);
}

/** @throws AppError BAD_INPUT when one of the files is not the sender's own fresh upload */
export async function attach(
  { tx, ctx }: Act,
  fileIds: readonly string[],
  entity: "milestoneDelivery" | "engagementMessage",
  entityId: string,
): Promise<void> {
  const bound = await attachFiles(tx, fileIds, {
    uploadedById: personId(ctx),
    purpose: "engagementFile",
    entity,
    entityId,
  });
  if (bound !== fileIds.length) throw new AppError("BAD_INPUT", { reason: "fileNotYours", field: "fileIds" });
}
