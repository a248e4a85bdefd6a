import { isAppError } from "@/domain/shared/errors";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdEngagement } from "./access";
import { findDelivery, findMessage } from "./repo";

/** For the file door: what was handed over or sent in a message is for the engagement's parties and mediators. */
export async function mayReadEngagementFile(
  ctx: Ctx,
  entity: "milestoneDelivery" | "engagementMessage",
  entityId: string,
): Promise<boolean> {
  const engagementId =
    entity === "milestoneDelivery"
      ? (await findDelivery(db(), entityId))?.milestone.engagementId
      : (await findMessage(db(), entityId))?.engagementId;
  if (!engagementId) return false;
  try {
    return Boolean(await holdEngagement(db(), ctx.actor, engagementId));
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
