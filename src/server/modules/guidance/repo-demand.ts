import { lawDay } from "@/domain/guidance/states";
import type { Tx } from "@/server/platform/db";
import { currentEdition } from "./access";

/** Editions in force now that everybody may read. */
export async function listCurrentEditionIds(tx: Pick<Tx, "$queryRaw">, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT e."id" FROM "GuidanceEdition" e JOIN "GuidanceDocument" d ON d."id" = e."documentId"
    WHERE ${currentEdition(now)} AND NOT coalesce(d."withdrawnAt" <= ${now}, false)
      AND NOT coalesce(d."repealedAt" <= ${now}, false) AND NOT coalesce(e."expiresOn" < ${lawDay(now)}, false)`;
  return rows.map(({ id }) => id);
}

export function listEditionContents(tx: Pick<Tx, "guidanceEdition">, ids: readonly string[]) {
  return tx.guidanceEdition.findMany({ where: { id: { in: [...ids] } }, select: { id: true, content: true } });
}
