import { mayTakeStep, mayTellAuthority } from "@/domain/crowdtests/policy";
import { authorityDue } from "@/domain/crowdtests/states";
import type { Waiting } from "@/domain/home/schema";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { reportsVisibleTo } from "./access";
import { listUntold } from "./repo";

/** Reports that the provider has to look at or tell the authority of: numbers and dates only, nothing sealed is read. */
export async function crowdTestsWaiting(ctx: Ctx): Promise<Waiting[]> {
  const rows = await listUntold(db(), reportsVisibleTo(ctx.actor));
  return rows.flatMap(({ id, number, state, acceptedAt, authorityToldAt, reporterId, programme }): Waiting[] => {
    const facts = { organisationId: programme.organisationId, reporterId, state };
    const named = {
      path: `/crowd-tests/reports/${id}`,
      nameZh: `#${number} ${programme.title}`,
      nameEn: `#${number} ${programme.title}`,
    };
    if (mayTakeStep(ctx.actor, facts, "triage").allowed) return [{ kind: "reportsToTriage", ...named, due: null }];
    if (acceptedAt && !authorityToldAt && mayTellAuthority(ctx.actor, facts).allowed)
      return [{ kind: "authorityToTell", ...named, due: authorityDue(acceptedAt).toISOString() }];
    return [];
  });
}
