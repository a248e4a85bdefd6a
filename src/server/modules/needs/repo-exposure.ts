import type { Tx } from "@/server/platform/db";

/** The ledger added up: how often a size and region stood at a place. */
export function listExposure(tx: Pick<Tx, "$queryRaw">) {
  return tx.$queryRaw<
    { sizeBand: string | null; region: string | null; place: number; times: number; lifted: number }[]
  >`
    SELECT "sizeBand", "region", "place", count(*)::int AS "times", (count(*) FILTER (WHERE "lifted"))::int AS "lifted"
    FROM "ExposureEntry" GROUP BY 1, 2, 3`;
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
