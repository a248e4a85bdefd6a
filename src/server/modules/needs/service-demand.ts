import { db } from "@/server/platform/db";
import { countPublic, listOpenDemand } from "./repo-demand";

export type OpenDemand = { conceptIds: string[]; region: string | null; sector: string | null };

/** For the registry's skills gap: what public needs that are open now ask for. */
export function openDemand(): Promise<OpenDemand[]> {
  return listOpenDemand(db());
}

/** For joint training: a need that everybody may see can be practised on. */
export async function needIsReleased(id: string): Promise<boolean> {
  return (await countPublic(db(), id)) === 1;
}
