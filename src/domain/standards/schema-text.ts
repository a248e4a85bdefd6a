import { z } from "zod";
import { line, prose } from "../shared/text";

/** What people may send to shape the text, bring it in and take it out. */

const id = z.uuid();
const key = z.uuid();
const version = z.int().min(1);

export const moveClauseInput = z.strictObject({
  id,
  version,
  parentId: id.nullable(),
  /** Behind this sibling; null for the first place. */
  afterId: id.nullable(),
});
export const splitClauseInput = z.strictObject({
  id,
  version,
  /** Place among the clause's blocks, from 0; the block that stands there begins the new clause. */
  before: z.int().min(1).max(5_000),
  title: line(300).default(""),
  idempotencyKey: key,
});
export const mergeClausesInput = z
  .strictObject({ id, version, intoId: id, intoVersion: version, reason: prose(2_000).min(1) })
  .refine(({ id: from, intoId }) => from !== intoId, { error: "MERGE_ITSELF", path: ["intoId"] });
export const restoreClauseInput = z.strictObject({ standardId: id, clauseId: id, idempotencyKey: key });

export const figureInput = z.strictObject({ standardId: id, fileId: id });

export const importDraftInput = z.strictObject({ standardId: id, fileId: id, idempotencyKey: key });

export const importCommentFileInput = z.strictObject({ standardId: id, fileId: id, idempotencyKey: key });
export const collectionInput = z.strictObject({ standardId: id });
export const collectionStateInput = z.strictObject({ standardId: id, state: z.enum(["collecting", "paused"]) });
export const collectedInput = z.strictObject({
  commentId: id,
  kind: z.enum(["ge", "te", "ed"]),
  comment: prose(20_000).min(1),
  proposedChange: prose(20_000).default(""),
});
export const readPartInput = z.strictObject({ id, part: z.coerce.number().int().min(1).max(1_000).default(1) });
export const commentIdInput = z.strictObject({ commentId: id });
export const standardInput = z.strictObject({ standardId: id });
