import { fairShares, isSmallFirm, isUnderserved, type Standing } from "@/domain/matching/fair-shares";
import { positionWeight } from "@/domain/matching/quality";
import { mayReadExposure } from "@/domain/needs/policy";
import { permitOrThrow } from "@/server/platform/act";
import { db } from "@/server/platform/db";
import { countExposed, countLifted, listExposure, listRunFigures } from "./repo-exposure";

type Row = { key: string; exposure: number; pool: number; organisations: number };

/**
 * Who stood on the first pages of all rankings, by size and by region, beside who could have stood there: figures over
 * everything, naming nobody. An organisation counts with the size and region it had while it stood there (decision 016).
 * Attention to a place is worth 1 / log2(place + 1).
 */
export async function readExposure() {
  permitOrThrow(mayReadExposure());
  const [ledger, runs, exposed, lifted] = await Promise.all([
    listExposure(db()),
    listRunFigures(db()),
    countExposed(db()),
    countLifted(db()),
  ]);
  const organisations = (kind: "size" | "region") =>
    new Map(exposed.flatMap((row) => (row.kind === kind ? [[row.key, row.organisations] as const] : [])));
  const attention = ledger.map((entry) => ({ ...entry, weight: positionWeight(entry.place) * entry.times }));
  const pools = { size: new Map<string, number>(), region: new Map<string, number>() };
  for (const { pool } of runs) {
    // Written by the matching alone. Every ranking weighs the same, however many it could choose from.
    for (const kind of ["size", "region"] as const) {
      const counts = (pool as Record<string, Record<string, number>>)[kind] ?? {};
      const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
      for (const [key, count] of Object.entries(counts))
        pools[kind].set(key, (pools[kind].get(key) ?? 0) + count / Math.max(1, all));
    }
  }
  const bySize = shares(attention, pools.size, organisations("size"), ({ sizeBand }) => sizeBand ?? "");
  const byRegion = shares(attention, pools.region, organisations("region"), ({ region }) => region ?? "");
  const total = (rows: readonly Row[], of: "exposure" | "pool", belongs: (key: string) => boolean) =>
    rows.filter(({ key }) => belongs(key)).reduce((sum, row) => sum + row[of], 0);
  const small = (key: string) => isSmallFirm({ sizeBand: key, region: null });
  const underserved = (key: string) => isUnderserved({ sizeBand: null, region: key });
  return {
    rankings: runs.length,
    cost: runs.length === 0 ? 0 : runs.reduce((sum, { cost }) => sum + cost, 0) / runs.length,
    lifted,
    bySize,
    byRegion,
    groups: [
      {
        id: "smallFirms",
        share: fairShares.smallFirms,
        exposure: total(bySize, "exposure", small),
        pool: total(bySize, "pool", small),
      },
      {
        id: "underservedRegions",
        share: fairShares.underservedRegions,
        exposure: total(byRegion, "exposure", underserved),
        pool: total(byRegion, "pool", underserved),
      },
    ],
  };
}

type Attention = Standing & { readonly weight: number };

function shares(
  attention: readonly Attention[],
  pool: ReadonlyMap<string, number>,
  organisations: ReadonlyMap<string, number>,
  keyOf: (entry: Attention) => string,
): Row[] {
  const given = attention.reduce((sum, { weight }) => sum + weight, 0);
  const rankings = [...pool.values()].reduce((sum, share) => sum + share, 0);
  const byKey = Map.groupBy(attention, keyOf);
  return [...new Set([...byKey.keys(), ...pool.keys()])]
    .map((key) => {
      const entries = byKey.get(key) ?? [];
      return {
        key,
        exposure: given > 0 ? entries.reduce((sum, { weight }) => sum + weight, 0) / given : 0,
        pool: rankings > 0 ? (pool.get(key) ?? 0) / rankings : 0,
        organisations: organisations.get(key) ?? 0,
      };
    })
    .sort((a, b) => b.exposure - a.exposure || b.pool - a.pool);
}
