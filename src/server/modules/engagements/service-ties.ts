import { db } from "@/server/platform/db";
import { listEngagementParties } from "./repo";

/** For conflicts of interest: engagements between organisations, as shared work. */
export function engagementsOf(organisationIds: readonly string[]) {
  return listEngagementParties(db(), organisationIds);
}
