import { assistanceKinds } from "@/domain/competitions/choices";
import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export async function saveWriteup(
  tx: Tx,
  data: {
    teamId: string;
    challengeId: string;
    byId: string;
    language: string;
    body: string;
    assistance: string;
  },
): Promise<void> {
  const { teamId, challengeId, ...fields } = data;
  await tx.writeup.upsert({
    where: { teamId_challengeId: { teamId, challengeId } },
    create: data,
    update: { ...fields, at: new Date(), version: { increment: 1 } },
  });
}

export function findWriteup(tx: Pick<Tx, "writeup">, teamId: string, challengeId: string) {
  return tx.writeup.findUnique({ where: { teamId_challengeId: { teamId, challengeId } } });
}

/** The column holds what its input accepted. */
export function assistanceOf(stored: string): (typeof assistanceKinds)[number] {
  return assistanceKinds.find((kind) => kind === stored) ?? "none";
}

export function listWriteups(tx: Pick<Tx, "writeup">, where: Prisma.WriteupWhereInput) {
  return tx.writeup.findMany({ where, include: { team: true }, orderBy: { at: "asc" }, take: 500 });
}
