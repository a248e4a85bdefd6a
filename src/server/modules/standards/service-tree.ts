import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import { mayReadWorkspace, mayShapeClauses } from "@/domain/standards/policy";
import type {
  mergeClausesInput,
  moveClauseInput,
  restoreClauseInput,
  splitClauseInput,
} from "@/domain/standards/schema-text";
import { moveProblem, positionAfter } from "@/domain/standards/tree-moves";
import type { deletedClauseView } from "@/domain/standards/views-text";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { holdClause, holdStandard, isWithin } from "./access";
import { seedState } from "./live-text";
import { deleteClauseRow, insertClause, numberedClauses, updateClauseAtVersion } from "./repo";
import { adoptClauses, findDeletion, listDeletions } from "./repo-text";
import { actingOf } from "./service-standards";
import { clauseTopic, writeClause } from "./write-clause";

/** Moves a clause with everything below it; its id, and what points to it, stay. */
export function moveClause(ctx: Ctx, input: z.output<typeof moveClauseInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { standard, clause } = await holdClause(tx, ctx.actor, input.id);
    // One tree changes at a time: two moves that are each allowed could close a circle together.
    await holdStandard(tx, ctx.actor, clause.standardId, { lock: true });
    permit(mayShapeClauses(ctx.actor, standard.facts));
    const clauses = await numberedClauses(tx, clause.standardId);
    const moving = found(clauses.find(({ id }) => id === clause.id));
    const problem = moveProblem(clauses, moving, input.parentId);
    if (problem) throw new AppError("CONFLICT", { reason: problem, field: "parentId" });
    const siblings = clauses.filter(({ id, parentId }) => parentId === input.parentId && id !== clause.id);
    const position = positionAfter(siblings, input.afterId);
    if (!(await updateClauseAtVersion(tx, clause.id, input.version, { parentId: input.parentId, position })))
      throw new AppError("VERSION_CONFLICT");
    const facts = { clauseId: clause.id, parentId: input.parentId };
    await record({ act: "standard.clauseMoved", entity: "standard", entityId: clause.standardId, facts });
    return { version: input.version + 1 };
  });
}

/** Splits a clause before one of its blocks: what follows becomes a clause behind it, provisions keep their ids. */
export function splitClause(ctx: Ctx, input: z.output<typeof splitClauseInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const { standard, clause } = await holdClause(tx, ctx.actor, input.id, { lock: true });
      permit(mayShapeClauses(ctx.actor, standard.facts));
      const clauses = await numberedClauses(tx, clause.standardId);
      const whole = found(clauses.find(({ id }) => id === clause.id));
      if (input.before >= whole.content.length)
        throw new AppError("BAD_INPUT", { reason: "splitPlace", field: "before" });
      const tail = whole.content.slice(input.before);
      await writeClause(
        tx,
        { id: clause.id, version: input.version },
        whole.content.slice(0, input.before),
        actingOf(ctx).personId,
      );
      const siblings = clauses.filter(({ parentId }) => parentId === clause.parentId);
      const row = await insertClause(tx, {
        standardId: clause.standardId,
        parentId: clause.parentId,
        kind: clause.kind,
        title: input.title,
        position: positionAfter(siblings, clause.id),
        content: tail,
        liveState: seedState(tail),
      });
      const facts = { clauseId: clause.id, into: row.id };
      await record({ act: "standard.clauseSplit", entity: "standard", entityId: clause.standardId, facts });
      return { id: row.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standardsText.splitClause", input } },
  );
}

/** Puts a clause's text and subclauses at the end of another; the emptied one goes with a logged deletion. */
export function mergeClauses(ctx: Ctx, input: z.output<typeof mergeClausesInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { standard } = await holdClause(tx, ctx.actor, input.id);
    permit(mayShapeClauses(ctx.actor, standard.facts));
    // Locked in one order, so that two people who merge the same pair crosswise do not wait for each other for ever.
    for (const id of [input.id, input.intoId].toSorted()) await holdClause(tx, ctx.actor, id, { lock: true });
    const { clause } = await holdClause(tx, ctx.actor, input.id);
    if (clause.version !== input.version) throw new AppError("VERSION_CONFLICT");
    const clauses = await numberedClauses(tx, clause.standardId);
    const [from, into] = [input.id, input.intoId].map((id) => clauses.find((one) => one.id === id));
    if (!from || !into) throw new AppError("NOT_FOUND", { field: "intoId" });
    if (moveProblem(clauses, { ...from, kind: "body" }, into.id))
      throw new AppError("CONFLICT", { reason: "intoItself" });
    const { personId } = actingOf(ctx);
    await writeClause(tx, { id: into.id, version: input.intoVersion }, [...into.content, ...from.content], personId);
    await adoptClauses(tx, from.id, into.id);
    await deleteClauseRow(tx, clause, { reason: input.reason, byId: personId });
    await announce(tx, clauseTopic, { clauseId: from.id, rights: 1 });
    const facts = { clauseId: from.id, into: into.id };
    await record({ act: "standard.clausesMerged", entity: "standard", entityId: clause.standardId, facts });
    return { version: input.intoVersion + 1 };
  });
}

/** Deleted clauses of a standard, the latest first. */
export async function readDeleted(ctx: Ctx, standardId: string): Promise<z.output<typeof deletedClauseView>[]> {
  const held = await holdStandard(db(), ctx.actor, standardId);
  permitOrThrow(mayReadWorkspace(ctx.actor, held.facts));
  const deleted = (await listDeletions(db(), standardId)).filter(({ clauseId }) => isWithin(held, clauseId));
  return deleted.map(({ clauseId, title, reason, at }) => ({
    clauseId,
    title,
    reason,
    at: at.toISOString(),
  }));
}

/** Brings a deleted clause's text back as a new clause at the end; the deletion stays in the log. */
export function restoreClause(ctx: Ctx, input: z.output<typeof restoreClauseInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      permit(mayShapeClauses(ctx.actor, held.facts));
      const deleted = found(await findDeletion(tx, input.standardId, input.clauseId));
      const siblings = (await numberedClauses(tx, input.standardId)).filter(({ parentId }) => parentId === null);
      const row = await insertClause(tx, {
        standardId: input.standardId,
        parentId: null,
        kind: "body",
        title: deleted.title,
        position: positionAfter(siblings, siblings.at(-1)?.id ?? null),
        content: deleted.content,
        liveState: seedState(deleted.content),
      });
      const facts = { clauseId: input.clauseId, as: row.id };
      await record({ act: "standard.clauseRestored", entity: "standard", entityId: input.standardId, facts });
      return { id: row.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standardsText.restoreClause", input } },
  );
}
