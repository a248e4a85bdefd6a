import { AppError } from "@/domain/shared/errors";
import type { ContentNode } from "@/domain/standards/content";
import type { Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { docOf, nameParts, seedState, updateTo } from "./live-text";
import { updateClauseAtVersion } from "./repo";
import { insertUpdate, readLive } from "./repo-live";

/** Topic on which open documents, here and in other processes, hear that a clause's text or the right to it changed. */
export const clauseTopic = "standards.clause";

/**
 * Writes a clause's text by way of its live document, so that a form, a quick fix and people who are writing in it
 * at this moment change one text and not two.
 */
export async function writeClause(
  tx: Tx,
  clause: { id: string; version: number },
  content: readonly ContentNode[],
  byId: string,
): Promise<void> {
  const live = await readLive(tx, clause.id);
  const doc = docOf(live?.state ?? seedState([]), live?.updates.map(({ update }) => update) ?? []);
  const named = nameParts([...content]);
  await insertUpdate(tx, clause.id, updateTo(doc, named), byId);
  if (!(await updateClauseAtVersion(tx, clause.id, clause.version, { content: named })))
    throw new AppError("VERSION_CONFLICT");
  await announce(tx, clauseTopic, { clauseId: clause.id });
}
