import type { LogEvent, LogKind } from "@/domain/competitions/log";
import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export type NewEvent = {
  competitionId: string;
  kind: LogKind;
  teamId?: string | undefined;
  challengeId?: string | undefined;
  personId?: string | undefined;
  data: object;
};

/** Puts events behind those of this transaction; their place in the log follows after the commit. */
export async function insertEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  await tx.competitionLog.createMany({
    data: events.map(({ data, ...event }) => ({ ...event, data: data as Prisma.InputJsonObject })),
  });
}

type Row = {
  id: bigint;
  kind: LogKind;
  at: string;
  teamId: string | null;
  challengeId: string | null;
  data: object;
  position: number | null;
  hash: string | null;
};
export type LinkedEvent = LogEvent & { readonly hash: string };

function eventOf({ kind, at, teamId, challengeId, data, position }: Row, given: number): LogEvent {
  const event = {
    position: position ?? given,
    at,
    kind,
    ...(teamId === null ? {} : { teamId }),
    ...(challengeId === null ? {} : { challengeId }),
    data,
  };
  // Rows are written by `insertEvents` and the answers alone, whose kinds fix the shape of `data`.
  return event as LogEvent;
}

/** Events behind a position, in order. */
export async function readLinked(
  tx: Pick<Tx, "$queryRaw">,
  competitionId: string,
  after: number,
  take: number,
): Promise<LinkedEvent[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "id", "kind"::text AS kind, to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
      "teamId"::text AS "teamId", "challengeId"::text AS "challengeId", "data", "position", "hash"
    FROM "CompetitionLog" WHERE "competitionId" = ${competitionId}::uuid AND "position" > ${after}::bigint
    ORDER BY "position" LIMIT ${take}`;
  return rows.map((row) => ({ ...eventOf(row, 0), hash: row.hash ?? "" }));
}

/** True while something of this competition waits for its place. */
export async function hasUnlinked(tx: Pick<Tx, "$queryRaw">, competitionId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "CompetitionLog" WHERE "competitionId" = ${competitionId}::uuid AND "position" IS NULL) AS waits`;
  return row?.waits ?? false;
}

/** One linker at a time and competition, until its transaction ends. */
export async function holdLinker(tx: Tx, competitionId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`lianfang:competition-log:${competitionId}`}, 0))`;
}

export async function logHead(
  tx: Pick<Tx, "$queryRaw">,
  competitionId: string,
): Promise<{ position: number; hash: string } | null> {
  const [row] = await tx.$queryRaw<{ position: number; hash: string }[]>`
    SELECT "position", "hash" FROM "CompetitionLog" WHERE "competitionId" = ${competitionId}::uuid AND "position" IS NOT NULL
    ORDER BY "position" DESC LIMIT 1`;
  return row ?? null;
}

/** The hash of the event in a place. */
export async function hashAt(tx: Tx, competitionId: string, position: number): Promise<string> {
  const { hash } = await tx.competitionLog.findUniqueOrThrow({
    where: { competitionId_position: { competitionId, position } },
    select: { hash: true },
  });
  if (hash === null) throw new Error("a place was given without a hash");
  return hash;
}

/** The last event before a moment, whose hash is the root that a freeze publishes. */
export async function logHeadBefore(tx: Pick<Tx, "$queryRaw">, competitionId: string, before: Date) {
  const [row] = await tx.$queryRaw<{ position: number; hash: string }[]>`
    SELECT "position", "hash" FROM "CompetitionLog"
    WHERE "competitionId" = ${competitionId}::uuid AND "position" IS NOT NULL AND "at" < ${before}
    ORDER BY "position" DESC LIMIT 1`;
  return row ?? null;
}

/** Events without a place, in the order in which they get theirs. */
export async function readUnlinked(tx: Tx, competitionId: string, from: number, take: number) {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "id", "kind"::text AS kind, to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
      "teamId"::text AS "teamId", "challengeId"::text AS "challengeId", "data", "position", "hash"
    FROM "CompetitionLog" WHERE "competitionId" = ${competitionId}::uuid AND "position" IS NULL
    ORDER BY "at", "id" LIMIT ${take}`;
  return rows.map((row, index) => ({ id: row.id, event: eventOf(row, from + index) }));
}

export async function writeLinks(
  tx: Tx,
  links: readonly { id: bigint; position: number; hash: string }[],
): Promise<void> {
  const ids = links.map(({ id }) => id);
  const positions = links.map(({ position }) => position);
  const hashes = links.map(({ hash }) => hash);
  await tx.$executeRaw`
    UPDATE "CompetitionLog" l SET "position" = n."position", "hash" = n."hash"
    FROM unnest(${ids}::bigint[], ${positions}::int[], ${hashes}::text[]) AS n("id", "position", "hash") WHERE l."id" = n."id"`;
}

/** Competitions with something that waits, for the job that finishes what a process left behind. */
export async function competitionsUnlinked(tx: Pick<Tx, "$queryRaw">): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT "competitionId"::text AS id FROM "CompetitionLog" WHERE "position" IS NULL`;
  return rows.map(({ id }) => id);
}

/** A page of the log, newest first, in the order of the places by which pages follow one another. */
export function listLog(tx: Pick<Tx, "competitionLog">, where: Prisma.CompetitionLogWhereInput, take: number) {
  return tx.competitionLog.findMany({
    where,
    orderBy: [{ position: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    take,
  });
}

/** Position of the last event that can move a standing; markers of freeze and result cannot. */
export async function readSettled(tx: Pick<Tx, "$queryRaw">, competitionId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ position: number | null }[]>`
    SELECT max("position") AS position FROM "CompetitionLog"
    WHERE "competitionId" = ${competitionId}::uuid AND "kind" NOT IN ('freeze', 'finalise')`;
  return row?.position ?? 0;
}

/** The root that the newest freeze published. */
export async function readFreeze(tx: Pick<Tx, "competitionLog">, competitionId: string): Promise<string | null> {
  const row = await tx.competitionLog.findFirst({
    where: { competitionId, kind: "freeze" },
    orderBy: { id: "desc" },
    select: { data: true },
  });
  return (row?.data as { root?: string } | undefined)?.root ?? null;
}

/** The mark of a freeze by its moment, once it has its place. */
export async function findFreeze(
  tx: Pick<Tx, "$queryRaw">,
  competitionId: string,
  freezeAt: string,
): Promise<{ position: number; root: string } | null> {
  const [row] = await tx.$queryRaw<{ position: number; root: string }[]>`
    SELECT "position", "data" ->> 'root' AS root FROM "CompetitionLog"
    WHERE "competitionId" = ${competitionId}::uuid AND "kind" = 'freeze' AND "data" ->> 'freezeAt' = ${freezeAt} AND "position" IS NOT NULL`;
  return row ?? null;
}

/** Marks a freeze in the log, once for its moment. */
export async function insertFreeze(tx: Tx, competitionId: string, freezeAt: string, root: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "CompetitionLog" ("competitionId", "kind", "data")
    VALUES (${competitionId}::uuid, 'freeze', jsonb_build_object('freezeAt', ${freezeAt}::text, 'root', ${root}::text)) ON CONFLICT DO NOTHING`;
}
