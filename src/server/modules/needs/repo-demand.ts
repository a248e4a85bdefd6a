import type { Tx } from "@/server/platform/db";

/** Only what everybody may see: a need for members or invited firms is no figure either. */
export function listOpenDemand(tx: Pick<Tx, "need">) {
  return tx.need.findMany({
    where: { visibility: "public", state: { in: ["open", "amended"] } },
    select: { conceptIds: true, region: true, sector: true },
    take: 20_000,
  });
}

export function countPublic(tx: Pick<Tx, "need">, id: string): Promise<number> {
  return tx.need.count({ where: { id, visibility: "public", NOT: { publishedAt: null } } });
}
