import { mayAskRivals } from "@/domain/needs/policy";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import type { Tx } from "@/server/platform/db";
import { holdNeed } from "./access";
import { listMembersBehind } from "./repo-proposals";

/**
 * For whoever picks people to judge a need of theirs: every organisation that stands behind a proposal, so that nobody
 * of it is picked. Asked by the buyer, from the opening until the scores are in: before it whom the list leaves out would
 * tell who proposed.
 */
export async function rivalsOf(ctx: Ctx, tx: Tx, needId: string): Promise<string[]> {
  const held = await holdNeed(tx, ctx.actor, needId);
  permitOrThrow(mayAskRivals(ctx.actor, held.facts));
  return listMembersBehind(tx, needId);
}
