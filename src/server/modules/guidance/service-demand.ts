import { demandOf, type GuidanceDemand } from "@/domain/guidance/demand";
import { documentContent } from "@/domain/guidance/schema";
import { databaseNow, db, type Tx } from "@/server/platform/db";
import { once } from "@/server/platform/once";
import { listCurrentEditionIds, listEditionContents } from "./repo-demand";

/** A published edition never changes, so what it calls for is read from its text once. */
const known = () => once("guidance.demand", () => new Map<string, GuidanceDemand>());

/** For the registry's skills gap: what public guidance in force calls for. */
export async function guidanceDemand(): Promise<GuidanceDemand[]> {
  const ids = await listCurrentEditionIds(db(), await databaseNow(db() as Tx));
  const read = known();
  const current = new Set(ids);
  for (const id of read.keys()) if (!current.has(id)) read.delete(id);
  const fresh = ids.filter((id) => !read.has(id));
  for (const { id, content } of await listEditionContents(db(), fresh))
    read.set(id, demandOf(documentContent.parse(content)));
  return [...read.values()].filter(({ conceptIds }) => conceptIds.length > 0);
}
