import type { Tx } from "@/server/platform/db";

/**
 * The ledger added up: how many rankings a size and region stood at a place. Every ranking counts once: who stood there
 * for a part of the time in which it was shown counts for that part.
 */
export function listExposure(tx: Pick<Tx, "$queryRaw">) {
  return tx.$queryRaw<{ sizeBand: string | null; region: string | null; place: number; times: number }[]>`
    WITH stay AS (
      SELECT e.*, GREATEST(
        COALESCE(e."until", LEAST(now(), n."proposalDeadline")), e."at" + interval '1 millisecond') AS "end"
      FROM "ExposureEntry" e JOIN "Need" n ON n."id" = e."needId"
    ), part AS (
      SELECT *, EXTRACT(EPOCH FROM "end" - "at") / EXTRACT(EPOCH FROM max("end") OVER r - min("at") OVER r) AS "share"
      FROM stay WINDOW r AS (PARTITION BY "needId", "needVersion")
    )
    SELECT "sizeBand", "region", "place", sum("share")::float8 AS "times" FROM part GROUP BY 1, 2, 3`;
}

/** How often an organisation stood higher than by score alone, once a ranking. */
export async function countLifted(tx: Pick<Tx, "$queryRaw">): Promise<number> {
  const rows = await tx.$queryRaw<{ lifted: number }[]>`
    SELECT count(DISTINCT ("needId", "needVersion", "organisationId"))::int AS "lifted"
    FROM "ExposureEntry" WHERE "lifted"`;
  return rows[0]?.lifted ?? 0;
}

/** How many different organisations of each size, and of each region, stood on a first page. */
export function countExposed(tx: Pick<Tx, "$queryRaw">) {
  return tx.$queryRaw<{ kind: "size" | "region"; key: string; organisations: number }[]>`
    SELECT 'size' AS "kind", COALESCE("sizeBand", '') AS "key", count(DISTINCT "organisationId")::int AS "organisations"
    FROM "ExposureEntry" GROUP BY 2
    UNION ALL
    SELECT 'region', COALESCE("region", ''), count(DISTINCT "organisationId")::int FROM "ExposureEntry" GROUP BY 2`;
}

/** What each newest ranking could choose from, and what its fairness cost. */
export function listRunFigures(tx: Pick<Tx, "matchRun">) {
  return tx.matchRun.findMany({ select: { pool: true, cost: true }, orderBy: { computedAt: "desc" }, take: 20_000 });
}
