import type { Tx } from "@/server/platform/db";

export function listRelations(tx: Pick<Tx, "personRelation">, personIds: readonly string[]) {
  const ids = [...personIds];
  return tx.personRelation.findMany({ where: { OR: [{ byId: { in: ids } }, { aboutId: { in: ids } }] } });
}

/** Work that at least two of these people carry in their profiles, with the newest day; what each passed alone is none. */
export function listSharedWork(tx: Pick<Tx, "$queryRaw">, personIds: readonly string[]) {
  return tx.$queryRaw<{ id: string; parties: string[]; lastAt: Date }[]>`
    SELECT "workKey" AS id, array_agg(DISTINCT "personId"::text) AS parties, max("date")::timestamp AT TIME ZONE 'UTC' AS "lastAt"
    FROM "ProfileEvidence" WHERE "personId" = ANY(${[...personIds]}::uuid[]) AND "kind" NOT IN ('credential', 'course')
    GROUP BY "workKey" HAVING count(DISTINCT "personId") > 1`;
}

/** Training in which people were learner and mentor together: work on one programme. */
export function listSharedTraining(tx: Pick<Tx, "$queryRaw">, personIds: readonly string[]) {
  return tx.$queryRaw<{ id: string; parties: string[]; lastAt: Date }[]>`
    SELECT 'training:' || a."id" AS id, ARRAY[a."personId"::text, a."mentorId"::text] AS parties,
      coalesce(a."completedAt", now()) AS "lastAt"
    FROM "TrainingApplication" a
    WHERE a."mentorId" IS NOT NULL AND a."state" IN ('accepted', 'completed')
      AND a."personId" = ANY(${[...personIds]}::uuid[]) AND a."mentorId" = ANY(${[...personIds]}::uuid[])`;
}

/** Affiliations that people told in their profiles, with the month in which they ended. */
export function listToldAffiliations(tx: Pick<Tx, "expertProfile">, personIds: readonly string[]) {
  return tx.expertProfile.findMany({
    where: { personId: { in: [...personIds] } },
    select: { personId: true, content: true },
  });
}

export function insertRelation(
  tx: Tx,
  data: { byId: string; aboutId: string; kind: string; above: boolean; until: Date | null },
) {
  return tx.personRelation.upsert({
    where: { byId_aboutId_kind: { byId: data.byId, aboutId: data.aboutId, kind: data.kind } },
    create: data,
    update: { above: data.above, until: data.until },
  });
}

export async function deleteRelation(tx: Tx, id: string, byId: string): Promise<boolean> {
  return (await tx.personRelation.deleteMany({ where: { id, byId } })).count === 1;
}

/** One at a time, so that two declarations cannot close a circle together. */
export async function lockSupervision(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('experts.supervision'))`;
}

/** True when `below` is, through any number of steps, a supervisor of `above` already. */
export async function supervises(tx: Tx, below: string, above: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    WITH RECURSIVE pairs AS (
      SELECT CASE WHEN "above" THEN "byId" ELSE "aboutId" END AS high, CASE WHEN "above" THEN "aboutId" ELSE "byId" END AS low
      FROM "PersonRelation" WHERE "kind" = 'supervision'),
    under AS (
      SELECT low FROM pairs WHERE high = ${below}::uuid
      UNION SELECT p.low FROM pairs p JOIN under u ON p.high = u.low)
    SELECT EXISTS (SELECT 1 FROM under WHERE low = ${above}::uuid) AS found`;
  return row?.found ?? false;
}
