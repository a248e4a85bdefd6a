import type { Tx } from "@/server/platform/db";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a clause's live document is made of: its last state and every update since, in the order they came. */
export async function readLive(tx: Pick<Tx, "clause">, clauseId: string) {
  const row = await tx.clause.findUnique({
    where: { id: clauseId },
    select: { liveState: true, updates: { orderBy: { id: "asc" } } },
  });
  return row ? { state: row.liveState, updates: row.updates } : null;
}

export async function lockClauseRow(tx: Tx, clauseId: string): Promise<{ version: number } | null> {
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    SELECT "version" FROM "Clause" WHERE "id" = ${clauseId}::uuid FOR UPDATE`;
  return row ?? null;
}

export async function insertUpdate(
  tx: Pick<Tx, "clauseUpdate">,
  clauseId: string,
  update: Bytes,
  byId: string,
): Promise<void> {
  await tx.clauseUpdate.create({ data: { clauseId, update, byId } });
}

/**
 * Stores an update and asks again, in the same statement, what may have changed since the document was opened: the
 * standard has not moved on, the clause is there and not locked, the writer is still of the group.
 */
export async function insertUpdateIfAllowed(
  tx: Pick<Tx, "$executeRaw">,
  clauseId: string,
  update: Bytes,
  writer: { personId: string; secretary: boolean; standardVersion: number },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "ClauseUpdate" ("clauseId", "update", "byId")
    SELECT c."id", ${update}, m."personId"
    FROM "Clause" c
    JOIN "Standard" s ON s."id" = c."standardId"
    JOIN "GroupMember" m ON m."standardId" = s."id" AND m."personId" = ${writer.personId}::uuid
    WHERE c."id" = ${clauseId}::uuid AND s."version" = ${writer.standardVersion}
      AND (NOT c."locked" OR ${writer.secretary}) AND m."role" <> 'observer'`;
  return count === 1;
}

/** Folds these updates into the state; others that came meanwhile stay, whatever their number. */
export async function foldUpdates(tx: Tx, clauseId: string, state: Bytes, ids: readonly bigint[]): Promise<void> {
  await tx.clause.update({ where: { id: clauseId }, data: { liveState: state } });
  await tx.clauseUpdate.deleteMany({ where: { clauseId, id: { in: [...ids] } } });
}
