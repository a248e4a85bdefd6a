import { after, engagementActs } from "@/domain/engagements/states";
import type { Act } from "@/server/platform/act";
import type { Tx } from "@/server/platform/db";
import { findEngagementOfNeed, lockEngagementOfNeed, updateEngagement } from "./repo";
import { tell } from "./story";

/** For the needs module, before it holds the need: signing holds the engagement first and the need after it. */
export function holdEngagementOfNeed(tx: Tx, needId: string): Promise<void> {
  return lockEngagementOfNeed(tx, needId);
}

/** For the needs module: a need that its buyer ends leaves no agreement behind that could still be signed. */
export async function endWithNeed(current: Act, needId: string, reason: string, now: Date): Promise<void> {
  const row = await findEngagementOfNeed(current.tx, needId);
  const state = row ? after(row.state, engagementActs.terminate) : null;
  if (!row || state === null) return;
  await updateEngagement(current.tx, row.id, { state, endedAt: now, endedReason: reason });
  await tell(current, row.id, "terminated");
}
