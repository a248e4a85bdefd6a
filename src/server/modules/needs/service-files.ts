import { mayReadOpenedProposals, mayReadOwnProposal } from "@/domain/needs/policy";
import { isAppError } from "@/domain/shared/errors";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdNeed } from "./access";
import { findProposalById } from "./repo-proposals";

/** For the file door: a need's attachments follow the need; a proposal's are sealed with it until the opening. */
export async function mayReadNeedFile(ctx: Ctx, entity: "need" | "proposal", entityId: string): Promise<boolean> {
  try {
    if (entity === "need") return Boolean(await holdNeed(db(), ctx.actor, entityId));
    const proposal = await findProposalById(db(), entityId);
    if (!proposal) return false;
    if (mayReadOwnProposal(ctx.actor, proposal).allowed) return true;
    const held = await holdNeed(db(), ctx.actor, proposal.needId);
    return mayReadOpenedProposals(ctx.actor, held.facts, held.panel).allowed;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
