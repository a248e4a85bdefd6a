import type { FilePurpose } from "@/domain/shared/files";
import type { Tx } from "./db";

/**
 * Binds uploaded files to what they belong to; from then on that thing's rules decide who reads them.
 * @returns how many were bound: fewer than asked means that one is not the uploader's own, of another purpose or bound already
 */
export async function attachFiles(
  tx: Tx,
  ids: readonly string[],
  to: { uploadedById: string; purpose: FilePurpose; entity: string; entityId: string },
): Promise<number> {
  const { uploadedById, purpose, entity, entityId } = to;
  const { count } = await tx.storedFile.updateMany({
    where: { id: { in: [...ids] }, uploadedById, purpose, entity: null },
    data: { entity, entityId },
  });
  return count;
}

export function listFilesOf(tx: Pick<Tx, "storedFile">, entity: string, entityIds: readonly string[]) {
  return tx.storedFile.findMany({ where: { entity, entityId: { in: [...entityIds] } }, orderBy: { createdAt: "asc" } });
}
