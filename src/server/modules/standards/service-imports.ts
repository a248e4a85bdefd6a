import type { z } from "zod";
import { AppError } from "@/domain/shared/errors";
import { numberClauses } from "@/domain/standards/clause-tree";
import { clauseNumberOf, readCommentRows } from "@/domain/standards/comment-template";
import { clauseContent } from "@/domain/standards/content";
import { clausesOf, type DraftClause } from "@/domain/standards/draft-import";
import { mayComment, mayLeadCollection, mayShapeClauses } from "@/domain/standards/policy";
import type { importCommentFileInput, importDraftInput } from "@/domain/standards/schema-text";
import type { importedView } from "@/domain/standards/views";
import type { importedDraftView } from "@/domain/standards/views-text";
import { act } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import type { Tx } from "@/server/platform/db";
import { getFile } from "@/server/platform/files";
import { attachFiles, listFilesOf } from "@/server/platform/stored-files";
import { holdStandard } from "./access";
import { readCommentFile } from "./comment-files";
import { nameParts, seedState } from "./live-text";
import { readDocx } from "./read-docx";
import { readMarkdown } from "./read-markdown";
import { insertClause, numberedClauses } from "./repo";
import { findCollection } from "./repo-collection";
import { insertComments } from "./repo-discussion";
import { actingOf } from "./service-standards";
import { writeClause } from "./write-clause";

const mostNotes = 200;

/**
 * Brings a draft in from a Word or markdown file: clauses are recognised and added in order; a scope, terms and other
 * elements that stand empty are filled instead of doubled.
 * @throws AppError UNSUPPORTED_FILE, CLAUSE_TOO_LARGE as BAD_INPUT
 */
export function importDraft(
  ctx: Ctx,
  input: z.output<typeof importDraftInput>,
): Promise<z.output<typeof importedDraftView>> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      permit(mayShapeClauses(ctx.actor, held.facts));
      const { name, bytes } = await takeFile(tx, ctx, input, "standardDraft");
      const read = /\.docx$/iu.test(name) ? await readDocx(bytes) : readMarkdown(bytes.toString("utf8"));
      const drafts = clausesOf(read.blocks);
      if (drafts.length === 0) throw new AppError("BAD_INPUT", { reason: "draftEmpty", field: "fileId" });
      const count = await writeDrafts(tx, input.standardId, drafts, actingOf(ctx).personId);
      const facts = { clauses: count, name };
      await record({ act: "standard.draftImported", entity: "standard", entityId: input.standardId, facts });
      return { clauses: count, notes: read.notes.slice(0, mostNotes) };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standardsText.importDraft", input } },
  );
}

async function writeDrafts(tx: Tx, standardId: string, drafts: readonly DraftClause[], byId: string): Promise<number> {
  const existing = await numberedClauses(tx, standardId);
  const empty = new Map(
    existing.filter(({ parentId, content }) => parentId === null && content.length === 0).map((one) => [one.kind, one]),
  );
  let position = Math.max(0, ...existing.filter(({ parentId }) => parentId === null).map((one) => one.position));
  /** The clause at each depth under which the next deeper one belongs. */
  const above: string[] = [];
  for (const draft of drafts) {
    const parsed = clauseContent.safeParse(draft.content);
    if (!parsed.success) throw new AppError("BAD_INPUT", { reason: "clauseTooLarge", facts: { title: draft.title } });
    const content = nameParts(parsed.data);
    const depth = Math.min(draft.depth, above.length + 1);
    const filled = depth === 1 && draft.kind !== "body" && draft.kind !== "annex" ? empty.get(draft.kind) : undefined;
    if (filled) {
      empty.delete(draft.kind);
      await writeClause(tx, { id: filled.id, version: filled.version }, content, byId);
      above.splice(0, above.length, filled.id);
      continue;
    }
    position += 1_000;
    const row = await insertClause(tx, {
      standardId,
      parentId: depth === 1 ? null : (above[depth - 2] ?? null),
      kind: draft.kind,
      title: draft.title.slice(0, 300),
      position,
      content,
      liveState: seedState(content),
    });
    above.splice(depth - 1, above.length, row.id);
  }
  return drafts.length;
}

/** Takes a filled comment form: good rows come in, refused ones are named by row, a missing column refuses the file. */
export function importCommentFile(
  ctx: Ctx,
  input: z.output<typeof importCommentFileInput>,
): Promise<z.output<typeof importedView>> {
  return act(
    ctx,
    async ({ tx, permit, record }) => {
      const held = await holdStandard(tx, ctx.actor, input.standardId, { lock: true });
      permit(mayComment(ctx.actor, held.facts));
      const { name, bytes } = await takeFile(tx, ctx, input, "standardComments");
      const { comments, problems } = readCommentRows(await readCommentFile(name, bytes));
      const clauses = numberClauses(await numberedClauses(tx, input.standardId));
      const byNumber = new Map(clauses.map(({ number, id }) => [number, id]));
      const clauseOf = (cell: string) => byNumber.get(clauseNumberOf(cell)) ?? null;
      // A comment on a clause that does not exist is kept, and named, rather than lost: the text may have moved on.
      const unknown = comments.filter(({ clause }) => clauseNumberOf(clause) !== "" && clauseOf(clause) === null);
      const { personId, organisationId } = actingOf(ctx);
      const collection = organisationId === "" ? null : await findCollection(tx, input.standardId, organisationId);
      if (collection?.state === "paused" && !mayLeadCollection(ctx.actor, held.facts).allowed)
        throw new AppError("STATE_REFUSED", { reason: "collectionPaused" });
      await insertComments(
        tx,
        input.standardId,
        comments.map((one) => ({
          standardId: input.standardId,
          clauseId: clauseNumberOf(one.clause) === "" ? null : clauseOf(one.clause),
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
          collected: collection !== null,
        })),
      );
      const facts = { imported: comments.length };
      await record({ act: "standard.commentsImported", entity: "standard", entityId: input.standardId, facts });
      return {
        imported: comments.length,
        problems: [
          ...problems,
          ...unknown.map(({ row, clause }) => ({ row, code: "CLAUSE_UNKNOWN", name: clause.slice(0, 40) })),
        ],
      };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "standardsText.importComments", input } },
  );
}

/** The own upload, bound to the standard from now on. */
async function takeFile(
  tx: Tx,
  ctx: Ctx,
  { standardId, fileId }: { standardId: string; fileId: string },
  purpose: "standardDraft" | "standardComments",
): Promise<{ name: string; bytes: Buffer }> {
  const to = { uploadedById: actingOf(ctx).personId, purpose, entity: purpose, entityId: standardId };
  const taken = await attachFiles(tx, [fileId], to);
  const file = (await listFilesOf(tx, purpose, [standardId])).find(({ id }) => id === fileId);
  if (taken !== 1 || !file) throw new AppError("BAD_INPUT", { reason: "fileGone", field: "fileId" });
  return { name: file.name, bytes: await getFile(fileId, file) };
}
