import type { FilePurpose } from "@/domain/shared/files";
import type { Tx } from "./db";
import { sealSmall, unsealSmall } from "./secrets";

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

/**
 * Forgets the files of something but those it keeps. Their bytes go with the job that follows `files.dropped`, after
 * the transaction has committed. @returns their storage keys
 */
export async function dropFilesOf(
  tx: Tx,
  entity: string,
  entityId: string,
  kept: readonly string[],
): Promise<string[]> {
  const rows = await tx.storedFile.findMany({
    where: { entity, entityId, id: { notIn: [...kept] } },
    select: { id: true, storageKey: true },
  });
  await tx.storedFile.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  return rows.map(({ storageKey }) => storageKey);
}

export async function listFilesOf(tx: Pick<Tx, "storedFile">, entity: string, entityIds: readonly string[]) {
  const rows = await tx.storedFile.findMany({
    where: { entity, entityId: { in: [...entityIds] } },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(named);
}

/** The row with the name that its uploader gave it. Only for readers whom the owner's rules have let in. */
export function named<R extends { id: string; name: string; sealedName: Uint8Array | null }>(row: R) {
  const { sealedName, ...rest } = row;
  return sealedName ? { ...rest, name: unsealSmall(sealedName, nameContext(row.id)).toString("utf8") } : rest;
}

/** The columns of a sealed name. */
export function sealName(id: string, name: string) {
  return { name: id.slice(0, 8), sealedName: sealSmall(Buffer.from(name), nameContext(id)) };
}

const nameContext = (id: string) => `fileName:${id}`;
