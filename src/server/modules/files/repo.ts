import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function insertFile(tx: Tx, data: Prisma.StoredFileUncheckedCreateInput) {
  return tx.storedFile.create({ data });
}

export function findFile(tx: Pick<Tx, "storedFile">, id: string) {
  return tx.storedFile.findUnique({ where: { id } });
}
