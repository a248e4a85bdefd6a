import type { Tx } from "@/server/platform/db";

export function insertRequest(
  tx: Tx,
  data: { entity: string; entityId: string; reason: string; requestedById: string; requestedAt: Date },
) {
  return tx.breakGlass.create({ data });
}

/** Locked, so that of two decisions the second sees the first. */
export async function lockRequest(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "BreakGlass" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return findRequest(tx, id);
}

export function findRequest(tx: Pick<Tx, "breakGlass">, id: string) {
  return tx.breakGlass.findUnique({ where: { id } });
}

export function decideRequest(
  tx: Tx,
  id: string,
  data: { granted: boolean; decidedById: string; decidedAt: Date; expiresAt: Date | null },
) {
  return tx.breakGlass.update({ where: { id }, data });
}

export function listRequests(tx: Pick<Tx, "breakGlass">, take: number) {
  return tx.breakGlass.findMany({ orderBy: { requestedAt: "desc" }, take });
}
