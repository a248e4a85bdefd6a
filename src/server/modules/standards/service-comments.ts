import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import {
  mayComment,
  mayLeadCollection,
  mayReadComments,
  mayReadWorkspace,
  mayResolveComments,
} from "@/domain/standards/policy";
import type { commentInput, duplicateInput, Resolution, resolveInput } from "@/domain/standards/schema";
import type { commentView } from "@/domain/standards/views";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { holdStandard, isWithin } from "./access";
import { numberedClauses } from "./repo";
import { findCollection, setRepliesSeen } from "./repo-collection";
import { findComment, insertComments, listComments, moveDuplicates, updateComment } from "./repo-discussion";
import { actingOf } from "./service-standards";
import { organisationName } from "./view";

/** A comment by hand, from the group at any time and from anyone signed in while a consultation is open. */
export function addComment(ctx: Ctx, input: z.output<typeof commentInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      permit(mayComment(ctx.actor, held.facts));
      const { personId, organisationId } = actingOf(ctx);
      const clauses = await numberedClauses(tx, input.standardId);
      const clause = input.clauseId === null ? null : clauses.find(({ id }) => id === input.clauseId);
      if (clause === undefined) throw new AppError("NOT_FOUND", { field: "clauseId" });
      const { standardId, clauseId, line, element, kind, comment, proposedChange } = input;
      const collection = organisationId === "" ? null : await findCollection(tx, standardId, organisationId);
      if (collection?.state === "paused" && !mayLeadCollection(ctx.actor, held.facts).allowed)
        throw new AppError("STATE_REFUSED", { reason: "collectionPaused" });
      const [id = ""] = await insertComments(tx, standardId, [
        {
          standardId,
          clauseId,
          stage: held.row.stage,
          body: "",
          bodyNumber: "",
          line,
          clauseNumber: clause?.number ?? "",
          element,
          kind,
          comment,
          proposedChange,
          organisationId: organisationId === "" ? null : organisationId,
          byId: personId,
          collected: collection !== null,
        },
      ]);
      await record({ act: "standard.commented", entity: "standard", entityId: standardId, facts: { commentId: id } });
      if (collection === null) await follow("standard.commented", { standardId, commentId: id });
      return { id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standards.comment", input } },
  );
}

/**
 * Comments that this reader may see: the group all that were sent, strangers their own and, once it is published, what
 * became of all. A comment grouped under another carries that one's answer.
 */
export async function readComments(ctx: Ctx, id: string): Promise<z.output<typeof commentView>[]> {
  const held = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadComments(ctx.actor, held.facts));
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const inside = mayReadWorkspace(ctx.actor, held.facts).allowed;
  const rows = await listComments(db(), id);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const organisations = await organisationsById(rows.flatMap(({ organisationId }) => organisationId ?? []));
  return rows
    .filter(
      (row) =>
        row.byId === me || (!row.collected && (held.facts.published || (inside && isWithin(held, row.clauseId)))),
    )
    .map((row) => {
      const answer = row.resolution === null ? (byId.get(row.duplicateOfId ?? "") ?? row) : row;
      return {
        id: row.id,
        number: row.number,
        clauseId: row.clauseId,
        stage: row.stage,
        body: row.body,
        bodyNumber: row.bodyNumber,
        line: row.line,
        clauseNumber: row.clauseNumber,
        element: row.element,
        kind: row.kind as "ge" | "te" | "ed",
        comment: row.comment,
        proposedChange: row.proposedChange,
        at: row.at.toISOString(),
        resolution: answer.resolution as Resolution | null,
        observation: answer.observation,
        duplicateOfId: row.duplicateOfId,
        changedVersion: answer.changedVersion,
        mine: row.byId === me,
        organisation: row.organisationId === null ? null : organisationName(organisations, row.organisationId),
      };
    });
}

/** The commenter read what became of the own comments. */
export function markRepliesSeen(ctx: Ctx, standardId: string): Promise<{ seen: number }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    const held = await holdStandard(tx, ctx.actor, standardId);
    permit(mayReadComments(ctx.actor, held.facts));
    const seen = await setRepliesSeen(tx, standardId, actingOf(ctx).personId, await now());
    await record({ act: "standard.repliesSeen", entity: "standard", entityId: standardId, facts: { seen } });
    return { seen };
  });
}

export function resolveComment(ctx: Ctx, input: z.output<typeof resolveInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow, now }) => {
    const { comment, held } = await holdComment(tx, ctx, input.id);
    permit(mayResolveComments(ctx.actor, held.facts));
    await updateComment(tx, comment.id, {
      resolution: input.resolution,
      observation: input.reason,
      resolvedById: actingOf(ctx).personId,
      resolvedAt: await now(),
    });
    const facts = { commentId: comment.id, resolution: input.resolution };
    await record({ act: "standard.commentResolved", entity: "standard", entityId: comment.standardId, facts });
    await follow("standard.commentResolved", { standardId: comment.standardId, ...facts });
    return { done: true };
  });
}

/** Groups a comment, and those that are grouped under it, under another that says the same; it answers them all. */
export function markDuplicate(ctx: Ctx, input: z.output<typeof duplicateInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { comment, held } = await holdComment(tx, ctx, input.id);
    permit(mayResolveComments(ctx.actor, held.facts));
    const other = found(await findComment(tx, input.ofId));
    if (other.standardId !== comment.standardId || other.id === comment.id || other.duplicateOfId !== null)
      throw new AppError("CONFLICT", { reason: "duplicateChain" });
    await updateComment(tx, comment.id, { duplicateOfId: other.id });
    await moveDuplicates(tx, comment.id, other.id);
    await record({
      act: "standard.commentGrouped",
      entity: "standard",
      entityId: comment.standardId,
      facts: { commentId: comment.id },
    });
    return { done: true };
  });
}

async function holdComment(tx: Tx, ctx: Ctx, id: string) {
  const comment = found(await findComment(tx, id));
  // What an organisation still collects is not there for anybody else.
  if (comment.collected) throw new AppError("NOT_FOUND");
  return { comment, held: await holdStandard(tx, ctx.actor, comment.standardId, { lock: true }) };
}
