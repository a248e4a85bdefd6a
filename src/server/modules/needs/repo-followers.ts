import type { Tx } from "@/server/platform/db";

export async function isFollowing(tx: Pick<Tx, "needFollower">, needId: string, personId: string): Promise<boolean> {
  return (await tx.needFollower.findUnique({ where: { needId_personId: { needId, personId } } })) !== null;
}

/** Following twice is following. */
export function insertFollower(
  tx: Tx,
  data: { needId: string; personId: string; organisationId: string | null; at: Date },
) {
  const { needId, personId, organisationId } = data;
  return tx.needFollower.upsert({
    where: { needId_personId: { needId, personId } },
    create: data,
    update: { organisationId },
  });
}

export function removeFollower(tx: Tx, needId: string, personId: string) {
  return tx.needFollower.deleteMany({ where: { needId, personId } });
}

export function listFollowers(tx: Pick<Tx, "needFollower">, needId: string) {
  return tx.needFollower.findMany({ where: { needId }, orderBy: { at: "asc" } });
}
