import type { checklistStates } from "@/domain/guidance/views";
import { minute } from "@/domain/shared/time";
import type { Tx } from "@/server/platform/db";

type State = (typeof checklistStates)[number];

export function listLines(tx: Pick<Tx, "checklistLine">, organisationId: string, documentIds: readonly string[]) {
  return tx.checklistLine.findMany({ where: { organisationId, documentId: { in: [...documentIds] } } });
}

export type LineChange = {
  state: State;
  ownerId: string | null;
  evidence: string;
  reason: string;
  updatedById: string;
};

/** @param version 0 for a line nobody has touched yet. @returns false when somebody else saved in the meantime */
export async function saveLine(
  tx: Tx,
  at: { documentId: string; organisationId: string; key: string },
  version: number,
  change: LineChange,
): Promise<boolean> {
  if (version === 0) {
    const { count } = await tx.checklistLine.createMany({ data: [{ ...at, ...change }], skipDuplicates: true });
    return count === 1;
  }
  const { count } = await tx.checklistLine.updateMany({
    where: { ...at, version },
    data: { ...change, version: { increment: 1 } },
  });
  return count === 1;
}

export function findAcknowledgement(
  tx: Pick<Tx, "guidanceAcknowledgement">,
  documentId: string,
  organisationId: string,
  edition: number,
) {
  return tx.guidanceAcknowledgement.findUnique({
    where: { documentId_organisationId_edition: { documentId, organisationId, edition } },
  });
}

export function listAcknowledgements(
  tx: Pick<Tx, "guidanceAcknowledgement">,
  organisationId: string,
  documentIds: readonly string[],
) {
  return tx.guidanceAcknowledgement.findMany({ where: { organisationId, documentId: { in: [...documentIds] } } });
}

/** @returns false when the organisation had acknowledged this edition already */
export async function insertAcknowledgement(
  tx: Tx,
  data: { documentId: string; organisationId: string; edition: number; personId: string },
): Promise<boolean> {
  const { count } = await tx.guidanceAcknowledgement.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

export async function insertReading(tx: Tx, documentId: string, organisationId: string): Promise<boolean> {
  const { count } = await tx.guidanceReading.createMany({
    data: [{ documentId, organisationId }],
    skipDuplicates: true,
  });
  return count === 1;
}

const sameVisit = 30 * minute;

/** When the visit before this one ended; null at the first. */
export async function findLastVisit(
  tx: Pick<Tx, "appliesVisit">,
  personId: string,
  organisationId: string,
  now: Date,
): Promise<Date | null> {
  const row = await tx.appliesVisit.findUnique({ where: { personId_organisationId: { personId, organisationId } } });
  if (!row) return null;
  return row.at.getTime() < now.getTime() - sameVisit ? row.at : row.since;
}

/** Looks that follow each other closely are one visit; a new one counts its news from the last look of the old. */
export async function saveVisit(tx: Tx, personId: string, organisationId: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AppliesVisit" AS v ("personId", "organisationId", "at") VALUES (${personId}::uuid, ${organisationId}::uuid, ${at})
    ON CONFLICT ("personId", "organisationId") DO UPDATE SET "at" = EXCLUDED."at",
      "since" = CASE WHEN v."at" < ${new Date(at.getTime() - sameVisit)} THEN v."at" ELSE v."since" END`;
}

export function saveAssets(tx: Tx, organisationId: string, assets: readonly string[], updatedById: string) {
  return tx.assetProfile.upsert({
    where: { organisationId },
    create: { organisationId, assets: [...assets], updatedById },
    update: { assets: [...assets], updatedById },
  });
}

/** Obligations and rules of editions, for the list of what applies; the long bodies stay where they are. */
export async function listRulesOf(
  tx: Pick<Tx, "$queryRaw">,
  editionIds: readonly string[],
): Promise<Map<string, { rule: unknown; obligations: unknown }>> {
  const rows = await tx.$queryRaw<{ id: string; rule: unknown; obligations: unknown }[]>`
    SELECT "id", "content"->'rule' AS rule, "content"->'obligations' AS obligations FROM "GuidanceEdition"
    WHERE "id" = ANY(${[...editionIds]}::uuid[])`;
  return new Map(rows.map(({ id, rule, obligations }) => [id, { rule, obligations }]));
}
