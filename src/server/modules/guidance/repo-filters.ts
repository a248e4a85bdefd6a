import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function listFilters(tx: Pick<Tx, "guidanceFilter">, personId: string) {
  return tx.guidanceFilter.findMany({ where: { personId }, orderBy: { name: "asc" } });
}

/** The same name means the same filter, changed. Held by the unique name of each person. */
export function keepFilter(tx: Tx, personId: string, name: string, filters: object) {
  const data = { filters: filters as Prisma.InputJsonObject };
  return tx.guidanceFilter.upsert({
    where: { personId_name: { personId, name } },
    create: { personId, name, ...data },
    update: data,
  });
}

/** @returns false where the person keeps no such filter */
export async function deleteFilter(tx: Tx, personId: string, id: string): Promise<boolean> {
  const { count } = await tx.guidanceFilter.deleteMany({ where: { id, personId } });
  return count === 1;
}
