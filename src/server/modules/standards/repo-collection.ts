import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function findCollection(tx: Pick<Tx, "commentCollection">, standardId: string, organisationId: string) {
  return tx.commentCollection.findUnique({ where: { standardId_organisationId: { standardId, organisationId } } });
}

export function putCollection(tx: Tx, data: Prisma.CommentCollectionUncheckedCreateInput) {
  const { standardId, organisationId } = data;
  return tx.commentCollection.upsert({
    where: { standardId_organisationId: { standardId, organisationId } },
    create: data,
    update: data,
  });
}

export function removeCollection(tx: Tx, standardId: string, organisationId: string) {
  return tx.commentCollection.deleteMany({ where: { standardId, organisationId } });
}

export function listCollected(tx: Pick<Tx, "standardComment">, standardId: string, organisationId: string) {
  return tx.standardComment.findMany({
    where: { standardId, organisationId, collected: true },
    orderBy: { number: "asc" },
  });
}

export function changeCollected(
  tx: Tx,
  id: string,
  data: Pick<Prisma.StandardCommentUncheckedUpdateInput, "kind" | "comment" | "proposedChange">,
) {
  return tx.standardComment.update({ where: { id, collected: true }, data });
}

export function dropCollected(tx: Tx, id: string) {
  return tx.standardComment.deleteMany({ where: { id, collected: true } });
}

/** @returns the comments that went out */
export async function sendCollected(tx: Tx, standardId: string, organisationId: string, at: Date): Promise<string[]> {
  const sent = await tx.standardComment.updateManyAndReturn({
    where: { standardId, organisationId, collected: true },
    data: { collected: false, at },
    select: { id: true },
  });
  return sent.map(({ id }) => id);
}

export async function setRepliesSeen(tx: Tx, standardId: string, byId: string, at: Date): Promise<number> {
  const { count } = await tx.standardComment.updateMany({
    where: { standardId, byId, resolution: { not: null }, replySeenAt: null },
    data: { replySeenAt: at },
  });
  return count;
}
