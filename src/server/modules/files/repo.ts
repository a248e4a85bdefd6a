import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function insertFile(tx: Tx, data: Prisma.StoredFileUncheckedCreateInput) {
  return tx.storedFile.create({ data });
}

export function findFile(tx: Pick<Tx, "storedFile">, id: string) {
  return tx.storedFile.findUnique({ where: { id } });
}

/** Some of the files of these purposes whose names lie in clear. */
export function listClearNames(tx: Pick<Tx, "storedFile">, purposes: readonly string[]) {
  return tx.storedFile.findMany({
    where: { purpose: { in: [...purposes] }, sealedName: null },
    select: { id: true, name: true },
    take: 500,
  });
}

export function replaceClearName(
  tx: Pick<Tx, "storedFile">,
  id: string,
  columns: { name: string; sealedName: Uint8Array<ArrayBuffer> },
) {
  return tx.storedFile.updateMany({ where: { id, sealedName: null }, data: columns });
}
