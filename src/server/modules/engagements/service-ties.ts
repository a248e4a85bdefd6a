import type { Tx } from "@/server/platform/db";
import { listEngagementParties } from "./repo";

/** For conflicts of interest: engagements between organisations, as shared work. */
export function engagementsOf(tx: Tx, organisationIds: readonly string[]) {
  return listEngagementParties(tx, organisationIds);
}
