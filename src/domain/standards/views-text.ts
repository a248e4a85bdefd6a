import { z } from "zod";
import { commentKinds } from "./schema";
import { versionClause } from "./views";

/** What leaves the text's own doors. */

export const deletedClauseView = z.strictObject({
  clauseId: z.string(),
  title: z.string(),
  reason: z.string(),
  at: z.string(),
});

export const textPartView = z.strictObject({
  version: z.int().nullable(),
  part: z.int(),
  parts: z.int(),
  contents: z.array(
    versionClause.pick({ id: true, kind: true, number: true, depth: true, title: true }).extend({ part: z.int() }),
  ),
  clauses: z.array(versionClause),
});

export const importedDraftView = z.strictObject({
  clauses: z.int(),
  /** What could not be taken as it was, with the line or paragraph it stood at. */
  notes: z.array(z.strictObject({ at: z.int(), code: z.string(), name: z.string() })),
});

export const collectionView = z.strictObject({
  /** Null: the organisation's people comment on their own. */
  state: z.enum(["collecting", "paused"]).nullable(),
  may: z.strictObject({ lead: z.boolean(), add: z.boolean() }),
  comments: z.array(
    z.strictObject({
      id: z.string(),
      clauseId: z.string().nullable(),
      clauseNumber: z.string(),
      element: z.string(),
      kind: z.enum(commentKinds),
      comment: z.string(),
      proposedChange: z.string(),
      by: z.strictObject({ id: z.string(), nameZh: z.string().nullable(), nameEn: z.string().nullable() }),
      mine: z.boolean(),
    }),
  ),
});
