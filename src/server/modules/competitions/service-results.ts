import * as policy from "@/domain/competitions/policy";
import { permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdCompetition } from "./access";
import { listResults } from "./repo";
import { logHead, readFreeze } from "./repo-log";

/** All versions of the result with their reasons, and the roots of the log that have been published. */
export async function readResults(ctx: Ctx, slug: string) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayReadBoard(ctx.actor, facts));
  const versions = facts.state === "finalised" ? await listResults(db(), row.id) : [];
  const freeze = await readFreeze(db(), row.id);
  const head = facts.state === "finalised" ? await logHead(db(), row.id) : null;
  return {
    versions: versions.map(({ version, reason, root, position, at }, index) => ({
      version,
      reason,
      root,
      position,
      at: at.toISOString(),
      current: index === 0,
    })),
    root: head?.hash ?? freeze,
  };
}
