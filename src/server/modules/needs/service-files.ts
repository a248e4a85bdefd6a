import { mayReadAttachment, mayReadOwnProposal, mayReadProposalFile } from "@/domain/needs/policy";
import { needContent, sealedProposal } from "@/domain/needs/schema";
import { AppError, isAppError } from "@/domain/shared/errors";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { attachFiles, listFilesOf } from "@/server/platform/stored-files";
import { holdNeed } from "./access";
import { findProposalById } from "./repo-proposals";

/**
 * Binds what the content names to what it belongs to; files of an earlier version are bound already.
 * @throws AppError BAD_INPUT fileNotYours when one is somebody else's, for another purpose or bound elsewhere
 */
export async function keepFiles(
  tx: Tx,
  ids: readonly string[],
  to: Parameters<typeof attachFiles>[2],
  field = "content.fileIds",
): Promise<void> {
  if (ids.length === 0) return;
  await attachFiles(tx, ids, to);
  const bound = new Set((await listFilesOf(tx, to.entity, [to.entityId])).map(({ id }) => id));
  if (ids.some((id) => !bound.has(id))) throw new AppError("BAD_INPUT", { reason: "fileNotYours", field });
}

/**
 * For the file door: a need's attachments follow the need; a proposal's are sealed with it until the opening. What a
 * later version left out is bound still, and whoever wrote it alone loads it.
 */
export async function mayReadNeedFile(
  ctx: Ctx,
  entity: "need" | "proposal",
  entityId: string,
  fileId: string,
): Promise<boolean> {
  try {
    if (entity === "need") {
      const { row, facts } = await holdNeed(db(), ctx.actor, entityId);
      const named = needContent.parse(row.content).fileIds.includes(fileId);
      return mayReadAttachment(ctx.actor, facts, { named }).allowed;
    }
    const proposal = await findProposalById(db(), entityId);
    if (!proposal) return false;
    if (mayReadOwnProposal(ctx.actor, proposal).allowed) return true;
    const held = await holdNeed(db(), ctx.actor, proposal.needId);
    const opened = proposal.versions[0]?.opened as { content?: unknown } | null | undefined;
    const named = sealedProposal.safeParse(opened?.content).data?.fileIds.includes(fileId) === true;
    return mayReadProposalFile(ctx.actor, held.facts, held.panel, { named }).allowed;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
