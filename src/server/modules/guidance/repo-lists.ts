import type { Tx } from "@/server/platform/db";
import { currentEdition } from "./access";

type ItemRow = { documentId: string; listKind: string; titleZh: string; titleEn: string; content: unknown };

/** Items of lists in force that may speak of an activity: those that name it, and those that name none. */
export function listItemsInForce(tx: Pick<Tx, "$queryRaw">, activity: string, now: Date, today: string) {
  return tx.$queryRaw<ItemRow[]>`
    SELECT e."documentId", i."listKind", e."titleZh", e."titleEn", i."content" FROM "GuidanceListItem" i
    JOIN "GuidanceEdition" e ON e."id" = i."editionId" JOIN "GuidanceDocument" d ON d."id" = e."documentId"
    WHERE ${currentEdition(now)} AND NOT coalesce(d."withdrawnAt" <= ${now}, false)
      AND NOT coalesce(d."repealedAt" <= ${now}, false) AND NOT coalesce(e."expiresOn" < ${today}, false)
      AND NOT coalesce(e."effectiveOn" > ${today}, false)
      AND i."listKind" = 'negative' AND (i."activities" = '{}' OR ${activity} = ANY(i."activities"))
    ORDER BY e."publishAt" DESC, i."position" LIMIT 5000`;
}
