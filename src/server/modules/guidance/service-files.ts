import { mayReadEvidence } from "@/domain/guidance/policy";
import { documentContent } from "@/domain/guidance/schema";
import { isAppError } from "@/domain/shared/errors";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdDocument } from "./access";
import { readEditionContent } from "./repo";

/**
 * For the file door: an attachment follows the editions that name it, so a file of a draft is not public because an
 * earlier edition is; evidence is its organisation's own.
 */
export async function mayReadGuidanceFile(
  ctx: Ctx,
  entity: "guidance" | "guidanceEvidence",
  entityId: string,
  fileId: string,
): Promise<boolean> {
  if (entity === "guidanceEvidence") return mayReadEvidence(ctx.actor, entityId.split(":")[1] ?? "").allowed;
  try {
    const { editions } = await holdDocument(db(), ctx.actor, entityId);
    for (const edition of editions) {
      const content = documentContent.parse(await readEditionContent(db(), edition.id));
      if (content.fileIds.includes(fileId) || content.formIds.includes(fileId)) return true;
    }
    return false;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
