import { z } from "zod";
import * as input from "@/domain/standards/schema-text";
import { importedView } from "@/domain/standards/views";
import * as view from "@/domain/standards/views-text";
import { door, router } from "@/server/api/trpc";
import { readTextPart } from "@/server/modules/standards/service-clauses";
import * as collection from "@/server/modules/standards/service-collection";
import { markRepliesSeen } from "@/server/modules/standards/service-comments";
import { keepFigure } from "@/server/modules/standards/service-files";
import * as imports from "@/server/modules/standards/service-imports";
import * as tree from "@/server/modules/standards/service-tree";

const id = z.strictObject({ id: z.string() });
const version = z.strictObject({ version: z.int() });
const done = z.strictObject({ done: z.literal(true) });

/** The text of a standard: its tree, what comes in from files, and what an organisation collects before it speaks. */
export const standardsTextRouter = router({
  read: door("mayReadStandard", input.readPartInput, view.textPartView, {
    method: "GET",
    path: "/standards/{id}/text",
  }).query(({ ctx, input }) => readTextPart(ctx, input)),
  moveClause: door("mayShapeClauses", input.moveClauseInput, version).mutation(({ ctx, input }) =>
    tree.moveClause(ctx, input),
  ),
  splitClause: door("mayShapeClauses", input.splitClauseInput, id).mutation(({ ctx, input }) =>
    tree.splitClause(ctx, input),
  ),
  mergeClauses: door("mayShapeClauses", input.mergeClausesInput, version).mutation(({ ctx, input }) =>
    tree.mergeClauses(ctx, input),
  ),
  deletedClauses: door("mayReadWorkspace", input.standardInput, z.array(view.deletedClauseView)).query(
    ({ ctx, input }) => tree.readDeleted(ctx, input.standardId),
  ),
  restoreClause: door("mayShapeClauses", input.restoreClauseInput, id).mutation(({ ctx, input }) =>
    tree.restoreClause(ctx, input),
  ),
  keepFigure: door("mayKeepFigure", input.figureInput, done).mutation(({ ctx, input }) => keepFigure(ctx, input)),
  importDraft: door("mayShapeClauses", input.importDraftInput, view.importedDraftView).mutation(({ ctx, input }) =>
    imports.importDraft(ctx, input),
  ),
  importComments: door("mayComment", input.importCommentFileInput, importedView).mutation(({ ctx, input }) =>
    imports.importCommentFile(ctx, input),
  ),
  markRepliesSeen: door("mayReadComments", input.standardInput, z.strictObject({ seen: z.int() })).mutation(
    ({ ctx, input }) => markRepliesSeen(ctx, input.standardId),
  ),

  collection: door("mayReadCollection", input.collectionInput, view.collectionView).query(({ ctx, input }) =>
    collection.readCollection(ctx, input.standardId),
  ),
  setCollection: door("mayLeadCollection", input.collectionStateInput, done).mutation(({ ctx, input }) =>
    collection.setCollection(ctx, input),
  ),
  changeCollected: door("mayReadCollection", input.collectedInput, done).mutation(({ ctx, input }) =>
    collection.changeComment(ctx, input),
  ),
  dropCollected: door("mayReadCollection", input.commentIdInput, done).mutation(({ ctx, input }) =>
    collection.dropComment(ctx, input.commentId),
  ),
  sendCollection: door("mayLeadCollection", input.collectionInput, z.strictObject({ sent: z.int() })).mutation(
    ({ ctx, input }) => collection.sendCollection(ctx, input.standardId),
  ),
});
