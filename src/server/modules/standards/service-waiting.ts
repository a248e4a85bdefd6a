import type { Waiting } from "@/domain/home/schema";
import { mayVote } from "@/domain/standards/policy";
import type { GroupRole } from "@/domain/standards/schema";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { stageFacts } from "./access";
import { listBallotsToCast } from "./repo-discussion";
import { isEntitled } from "./service-ballots";

/** Open ballots in which the reader's organisation is entitled and has not voted. */
export async function standardsWaiting(ctx: Ctx): Promise<Waiting[]> {
  const { actor } = ctx;
  if (actor.kind !== "person" || !actor.acting) return [];
  const { id: organisationId } = actor.acting;
  const ballots = await listBallotsToCast(db(), actor.id, organisationId);
  return ballots.flatMap((ballot): Waiting[] => {
    const { standard, closesAt } = ballot;
    const role = (standard.members[0]?.role ?? null) as GroupRole | null;
    const entitled = isEntitled(ballot, organisationId);
    if (!mayVote(actor, { ...stageFacts(standard), role }, { open: true, entitled }).allowed) return [];
    return [
      {
        kind: "ballotDue",
        path: `/standards/${standard.id}/ballots`,
        nameZh: standard.titleZh || null,
        nameEn: standard.titleEn || null,
        due: closesAt.toISOString(),
      },
    ];
  });
}
