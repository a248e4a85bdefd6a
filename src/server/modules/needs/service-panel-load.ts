import type { Tx } from "@/server/platform/db";
import { countOpenPanels } from "./repo-evaluation";

/** For the expert pools: on how many panels each of the people has to score now, so that loads count them. */
export async function openPanelsOf(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await countOpenPanels(tx, personIds);
  return new Map(rows.map(({ personId, _count }) => [personId, _count]));
}
