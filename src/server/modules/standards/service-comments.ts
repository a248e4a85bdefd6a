import { parse } from "csv-parse/sync";
import type { z } from "zod";
import { csvOf } from "@/domain/shared/csv";
import { AppError } from "@/domain/shared/errors";
import { commentRows, readCommentRows } from "@/domain/standards/comment-template";
import { mayComment, mayReadComments, mayReadWorkspace, mayResolveComments } from "@/domain/standards/policy";
import type {
  changeRequestInput,
  commentInput,
  duplicateInput,
  exportCommentsInput,
  importCommentsInput,
  Resolution,
  resolveInput,
} from "@/domain/standards/schema";
import type { commentView, importedView } from "@/domain/standards/views";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { holdClause, holdStandard } from "./access";
import { numberedClauses } from "./repo";
import { findComment, insertComments, keepChange, listComments, updateComment } from "./repo-discussion";
import { actingOf } from "./service-standards";
import { writeClause } from "./write-clause";

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
        },
      ]);
      await record({ act: "standard.commented", entity: "standard", entityId: standardId, facts: { commentId: id } });
      await follow("standard.commented", { standardId, commentId: id });
      return { id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standards.comment", input } },
  );
}

/** Takes a filled template (CSV): good rows come in, refused ones are named, a missing column refuses the file. */
export function importComments(
  ctx: Ctx,
  input: z.output<typeof importCommentsInput>,
): Promise<z.output<typeof importedView>> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      permit(mayComment(ctx.actor, held.facts));
      const { comments, problems } = readCommentRows(rowsOf(input.csv));
      const byNumber = new Map((await numberedClauses(tx, input.standardId)).map(({ number, id }) => [number, id]));
      const { personId, organisationId } = actingOf(ctx);
      // A comment on a clause that does not exist is kept, and named, rather than lost: the text may have moved on.
      const unknown = comments.filter(({ clause }) => clause !== "" && !byNumber.has(clause));
      await insertComments(
        tx,
        input.standardId,
        comments.map((one) => ({
          standardId: input.standardId,
          clauseId: byNumber.get(one.clause) ?? null,
          stage: held.row.stage,
          body: one.body,
          bodyNumber: one.number,
          line: one.line,
          clauseNumber: one.clause,
          element: one.element,
          kind: one.kind,
          comment: one.comment,
          proposedChange: one.proposedChange,
          observation: one.observation,
          organisationId: organisationId === "" ? null : organisationId,
          byId: personId,
        })),
      );
      await record({
        act: "standard.commentsImported",
        entity: "standard",
        entityId: input.standardId,
        facts: { imported: comments.length },
      });
      return {
        imported: comments.length,
        problems: [
          ...problems,
          ...unknown.map((one) => ({
            row: comments.indexOf(one) + 2,
            code: "CLAUSE_UNKNOWN",
            name: one.clause.slice(0, 40),
          })),
        ],
      };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standards.importComments", input } },
  );
}

function rowsOf(csv: string): string[][] {
  try {
    return parse(csv, { bom: true, relaxColumnCount: true, skipEmptyLines: true }) as string[][];
  } catch {
    throw new AppError("BAD_INPUT", { reason: "commentFile", field: "csv" });
  }
}

export async function readComments(ctx: Ctx, id: string): Promise<z.output<typeof commentView>[]> {
  const held = await holdStandard(db(), ctx.actor, id);
  permitOrThrow(mayReadComments(ctx.actor, held.facts));
  const me = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const inside = mayReadWorkspace(ctx.actor, held.facts).allowed;
  // Strangers see their own comments and, once it is published, what became of all.
  return (await listComments(db(), id))
    .filter(({ byId }) => inside || held.facts.published || byId === me)
    .map((row) => ({
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
      resolution: row.resolution as Resolution | null,
      observation: row.observation,
      duplicateOfId: row.duplicateOfId,
      changedVersion: row.changedVersion,
      mine: row.byId === me,
    }));
}

/** The disposition report in either template: every comment with what became of it. */
export async function exportComments(ctx: Ctx, input: z.output<typeof exportCommentsInput>): Promise<{ csv: string }> {
  const comments = await readComments(ctx, input.standardId);
  const rows = commentRows(
    input.template,
    comments.map((one) => ({
      body: one.body,
      number: one.bodyNumber || String(one.number),
      line: one.line,
      clause: one.clauseNumber,
      element: one.element,
      kind: one.kind,
      comment: one.comment,
      proposedChange: one.proposedChange,
      observation: one.observation,
    })),
  );
  return { csv: csvOf(rows) };
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

/** Groups a comment under another that says the same; it is answered with it. */
export function markDuplicate(ctx: Ctx, input: z.output<typeof duplicateInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { comment, held } = await holdComment(tx, ctx, input.id);
    permit(mayResolveComments(ctx.actor, held.facts));
    const other = found(await findComment(tx, input.ofId));
    if (other.standardId !== comment.standardId || other.id === comment.id || other.duplicateOfId !== null)
      throw new AppError("CONFLICT", { reason: "duplicateChain" });
    await updateComment(tx, comment.id, { duplicateOfId: other.id });
    await record({
      act: "standard.commentGrouped",
      entity: "standard",
      entityId: comment.standardId,
      facts: { commentId: comment.id },
    });
    return { done: true };
  });
}

/** A change request: the new text of the clause that a comment led to, also after the freeze. */
export function applyChange(ctx: Ctx, input: z.output<typeof changeRequestInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { comment, held } = await holdComment(tx, ctx, input.commentId);
    permit(mayResolveComments(ctx.actor, held.facts));
    if (comment.resolution !== "accepted" && comment.resolution !== "acceptedInPrinciple")
      throw new AppError("STATE_REFUSED", { reason: "acceptFirst" });
    if (comment.clauseId === null) throw new AppError("STATE_REFUSED", { reason: "commentNoClause" });
    const { clause } = await holdClause(tx, ctx.actor, comment.clauseId, { lock: true });
    await writeClause(tx, { id: clause.id, version: input.clauseVersion }, input.content, actingOf(ctx).personId);
    await keepChange(tx, comment.id, input.content, input.clauseVersion + 1);
    const facts = { commentId: comment.id, clauseId: clause.id };
    await record({ act: "standard.changeApplied", entity: "standard", entityId: comment.standardId, facts });
    return { version: input.clauseVersion + 1 };
  });
}

async function holdComment(tx: Tx, ctx: Ctx, id: string) {
  const comment = found(await findComment(tx, id));
  return { comment, held: await holdStandard(tx, ctx.actor, comment.standardId, { lock: true }) };
}
