import type { Tx } from "@/server/platform/db";
import { listTeamsTogether } from "./repo-teams";

/** For conflicts of interest: teams in which people are or were together, as shared work. */
export function teamsTogether(tx: Tx, personIds: readonly string[]) {
  return listTeamsTogether(tx, personIds);
}
