import type { Tx } from "@/server/platform/db";
import { currentEdition } from "./access";

type Dated = {
  id: string;
  documentId: string;
  edition: number;
  publishAt: Date;
  effectiveOn: string | null;
  acknowledgeDays: number | null;
  obligations: unknown;
};

/** Editions in force that ask for something; their long texts stay where they are. */
export function listDatedEditions(tx: Pick<Tx, "$queryRaw">, now: Date, after: string | null, take: number) {
  return tx.$queryRaw<Dated[]>`
    SELECT e."id", e."documentId", e."edition", e."publishAt", e."effectiveOn", e."acknowledgeDays",
      e."content"->'obligations' AS obligations
    FROM "GuidanceEdition" e JOIN "GuidanceDocument" d ON d."id" = e."documentId"
    WHERE ${currentEdition(now)} AND (e."obligationCount" > 0 OR e."acknowledgeDays" IS NOT NULL)
      AND NOT coalesce(d."withdrawnAt" <= ${now}, false) AND NOT coalesce(d."repealedAt" <= ${now}, false)
      AND (${after}::uuid IS NULL OR e."id" > ${after}::uuid)
    ORDER BY e."id" LIMIT ${take}`;
}

/** Of these organisations, those that have not finished a line, each with whoever is in charge of it. */
export function listUnfinished(
  tx: Pick<Tx, "$queryRaw">,
  documentId: string,
  key: string,
  organisationIds: readonly string[],
) {
  return tx.$queryRaw<{ organisationId: string; ownerId: string | null }[]>`
    SELECT o.id AS "organisationId", l."ownerId" FROM unnest(${[...organisationIds]}::uuid[]) AS o(id)
    LEFT JOIN "ChecklistLine" l ON l."documentId" = ${documentId}::uuid AND l."organisationId" = o.id AND l."key" = ${key}
    WHERE coalesce(l."state"::text, 'notStarted') NOT IN ('done', 'notApplicable')`;
}

export function listUnacknowledged(
  tx: Pick<Tx, "$queryRaw">,
  documentId: string,
  edition: number,
  organisationIds: readonly string[],
) {
  return tx.$queryRaw<{ organisationId: string; ownerId: null }[]>`
    SELECT o.id AS "organisationId", NULL AS "ownerId" FROM unnest(${[...organisationIds]}::uuid[]) AS o(id)
    WHERE NOT EXISTS (SELECT 1 FROM "GuidanceAcknowledgement" k
      WHERE k."documentId" = ${documentId}::uuid AND k."organisationId" = o.id AND k."edition" = ${edition})`;
}
