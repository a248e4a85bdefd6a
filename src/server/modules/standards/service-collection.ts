import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import { mayLeadCollection, mayReadCollection } from "@/domain/standards/policy";
import type { collectedInput, collectionStateInput } from "@/domain/standards/schema-text";
import type { collectionView } from "@/domain/standards/views-text";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { holdStandard } from "./access";
import {
  changeCollected,
  dropCollected,
  findCollection,
  listCollected,
  putCollection,
  removeCollection,
  sendCollected,
} from "./repo-collection";
import { findComment } from "./repo-discussion";
import { actingOf } from "./service-standards";
import { personName } from "./view";

/** The own organisation's collection: what its people wrote and nobody outside it has seen. */
export async function readCollection(ctx: Ctx, standardId: string): Promise<z.output<typeof collectionView>> {
  const held = await holdStandard(db(), ctx.actor, standardId);
  permitOrThrow(mayReadCollection(ctx.actor, held.facts));
  const { personId, organisationId } = actingOf(ctx);
  const collection = await findCollection(db(), standardId, organisationId);
  const rows = await listCollected(db(), standardId, organisationId);
  const people = await peopleById(rows.map(({ byId }) => byId));
  const lead = mayLeadCollection(ctx.actor, held.facts).allowed;
  return {
    state: (collection?.state ?? null) as "collecting" | "paused" | null,
    may: { lead, add: lead || collection?.state !== "paused" },
    comments: rows.map(({ id, clauseId, clauseNumber, element, kind, comment, proposedChange, byId }) => ({
      id,
      clauseId,
      clauseNumber,
      element,
      kind: kind as "ge" | "te" | "ed",
      comment,
      proposedChange,
      by: personName(people, byId),
      mine: byId === personId,
    })),
  };
}

/** Begins to collect, pauses, or goes on. While it is paused only the voter changes what was collected. */
export function setCollection(ctx: Ctx, input: z.output<typeof collectionStateInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
    permit(mayLeadCollection(ctx.actor, held.facts));
    const { personId, organisationId } = actingOf(ctx);
    await putCollection(tx, { standardId: input.standardId, organisationId, state: input.state, byId: personId });
    const facts = { organisationId, state: input.state };
    await record({ act: "standard.collectionSet", entity: "standard", entityId: input.standardId, facts });
    return { done: true };
  });
}

/** The voter changes a collected comment; its author may as well while nothing is paused. */
export function changeComment(ctx: Ctx, input: z.output<typeof collectedInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const comment = await holdCollected(tx, ctx, input.commentId, permit);
    const { kind, comment: text, proposedChange } = input;
    await changeCollected(tx, comment.id, { kind, comment: text, proposedChange });
    const facts = { commentId: comment.id };
    await record({ act: "standard.collectedChanged", entity: "standard", entityId: comment.standardId, facts });
    return { done: true };
  });
}

export function dropComment(ctx: Ctx, commentId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const comment = await holdCollected(tx, ctx, commentId, permit);
    await dropCollected(tx, comment.id);
    const facts = { commentId: comment.id };
    await record({ act: "standard.collectedDropped", entity: "standard", entityId: comment.standardId, facts });
    return { done: true };
  });
}

/** Sends everything that was collected; from then on the organisation's people comment on their own again. */
export function sendCollection(ctx: Ctx, standardId: string): Promise<{ sent: number }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    const held = await holdStandard(tx, ctx.actor, standardId, { lock: true });
    permit(mayLeadCollection(ctx.actor, held.facts));
    const { organisationId } = actingOf(ctx);
    const sent = await sendCollected(tx, standardId, organisationId, await now());
    await removeCollection(tx, standardId, organisationId);
    const facts = { organisationId, sent: sent.length };
    await record({ act: "standard.collectionSent", entity: "standard", entityId: standardId, facts });
    for (const commentId of sent) await follow("standard.commented", { standardId, commentId });
    return { sent: sent.length };
  });
}

/** A collected comment of the own organisation; another's is not found. */
async function holdCollected(
  tx: Tx,
  ctx: Ctx,
  commentId: string,
  permit: (decision: ReturnType<typeof mayReadCollection>) => void,
) {
  const comment = found(await findComment(tx, commentId));
  const held = await holdStandard(tx, ctx.actor, comment.standardId, { lock: true });
  permit(mayReadCollection(ctx.actor, held.facts));
  const { personId, organisationId } = actingOf(ctx);
  if (!comment.collected || comment.organisationId !== organisationId) throw new AppError("NOT_FOUND");
  const lead = mayLeadCollection(ctx.actor, held.facts).allowed;
  const state = (await findCollection(tx, comment.standardId, organisationId))?.state;
  if (!lead && comment.byId !== personId) throw new AppError("NOT_FOUND");
  if (!lead && state === "paused") throw new AppError("STATE_REFUSED", { reason: "collectionPaused" });
  return comment;
}
