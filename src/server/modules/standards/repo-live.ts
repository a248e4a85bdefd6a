import { pool, type Tx } from "@/server/platform/db";

type Bytes = Uint8Array<ArrayBuffer>;
/** Beyond this a live document takes nothing more: it can be opened and cleared, but not be grown without end. */
const largestState = 8_388_608;

/**
 * What a clause's live document is made of: its last state and every update since. Updates are read first: one that is
 * folded in between stands in both, and Yjs takes it once; the other way round it would stand in neither.
 */
export async function readLive(tx: Pick<Tx, "clause" | "clauseUpdate">, clauseId: string) {
  const updates = await tx.clauseUpdate.findMany({ where: { clauseId }, orderBy: { id: "asc" } });
  const row = await tx.clause.findUnique({ where: { id: clauseId }, select: { liveState: true, version: true } });
  return row ? { state: row.liveState, version: row.version, updates } : null;
}

/** What came since, for a document that already holds the updates of these ids. */
export async function readUnseen(tx: Pick<Tx, "clause" | "clauseUpdate">, clauseId: string, seen: readonly bigint[]) {
  const updates = await tx.clauseUpdate.findMany({
    where: { clauseId, id: { notIn: [...seen] } },
    select: { id: true, update: true },
    orderBy: { id: "asc" },
  });
  const row = await tx.clause.findUnique({ where: { id: clauseId }, select: { version: true } });
  return row ? { version: row.version, updates } : null;
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

export type LiveUpdate = {
  clauseId: string;
  update: Bytes;
  personId: string;
  secretary: boolean;
  stage: string;
  substage: string;
};

/**
 * Stores updates and asks for each again, in the same statement, what may have changed since the document was opened:
 * the standard has not moved on, the clause is there and not locked, the writer is still of the group and of the clause.
 * Every keystroke waits for it: it is prepared once a connection.
 * @returns for each update its id, or null where it was refused
 */
export async function insertUpdatesIfAllowed(updates: readonly LiveUpdate[]): Promise<(bigint | null)[]> {
  const all = <K extends keyof LiveUpdate>(name: K) => updates.map((update) => update[name]);
  const { rows } = await pool().query<{ n: number; id: string }>({
    name: "live-updates",
    text: `
      WITH asked AS (
        SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::boolean[], $5::text[], $6::text[])
        WITH ORDINALITY AS a(clause, bytes, person, secretary, stage, substage, n)),
      allowed AS MATERIALIZED (
        SELECT a.n::int AS n, nextval(pg_get_serial_sequence('"ClauseUpdate"', 'id')) AS id, a.clause, a.bytes, a.person
        FROM asked a
        JOIN "Clause" c ON c."id" = a.clause
        JOIN "Standard" s ON s."id" = c."standardId" AND s."stage" = a.stage AND s."substage" = a.substage
        JOIN "GroupMember" m ON m."standardId" = s."id" AND m."personId" = a.person
        WHERE (NOT c."locked" OR a.secretary) AND m."role" <> 'observer'
          AND (m."role" <> 'foreignExpert' OR cardinality(m."clauseIds") = 0 OR c."id" = ANY (m."clauseIds"))
          AND octet_length(coalesce(c."liveState", '')) < ${largestState}
        ORDER BY a.n),
      kept AS (INSERT INTO "ClauseUpdate" ("id", "clauseId", "update", "byId") SELECT id, clause, bytes, person FROM allowed)
      SELECT n, id FROM allowed`,
    values: [
      all("clauseId"),
      all("update").map((bytes) => Buffer.from(bytes)),
      all("personId"),
      all("secretary"),
      all("stage"),
      all("substage"),
    ],
  });
  const ids = new Map(rows.map(({ n, id }) => [n, BigInt(id)]));
  return updates.map((_, index) => ids.get(index + 1) ?? null);
}

/** Folds these updates into the state; others that came meanwhile stay, whatever their number. */
export async function foldUpdates(tx: Tx, clauseId: string, state: Bytes, ids: readonly bigint[]): Promise<void> {
  await tx.clause.update({ where: { id: clauseId }, data: { liveState: state } });
  await tx.clauseUpdate.deleteMany({ where: { clauseId, id: { in: [...ids] } } });
}
