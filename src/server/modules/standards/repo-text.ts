import { cleanContent } from "@/domain/standards/content";
import type { Withdrawn } from "@/domain/standards/withdrawn";
import type { Tx } from "@/server/platform/db";

/** Subclauses of one clause go to another, behind those it has. */
export async function adoptClauses(tx: Tx, fromId: string, intoId: string): Promise<void> {
  const last = await tx.clause.aggregate({ where: { parentId: intoId }, _max: { position: true } });
  await tx.clause.updateMany({
    where: { parentId: fromId },
    data: { parentId: intoId, position: { increment: last._max.position ?? 0 }, version: { increment: 1 } },
  });
}

export function listDeletions(tx: Pick<Tx, "clauseDeletion">, standardId: string) {
  return tx.clauseDeletion.findMany({
    where: { standardId },
    omit: { content: true },
    orderBy: { at: "desc" },
    take: 200,
  });
}

export async function findDeletion(tx: Pick<Tx, "clauseDeletion">, standardId: string, clauseId: string) {
  const row = await tx.clauseDeletion.findFirst({ where: { standardId, clauseId } });
  return row ? { title: row.title, content: cleanContent(row.content) } : null;
}

/** What this platform published and withdrew again, under the numbers by which drafts cite it. */
export async function listWithdrawn(tx: Pick<Tx, "standard">): Promise<Withdrawn[]> {
  const rows = await tx.standard.findMany({
    where: { withdrawnAt: { not: null } },
    select: { number: true, publishedAt: true },
  });
  return rows.flatMap(({ number, publishedAt }) => [
    { number: `LF ${number}:${publishedAt?.getUTCFullYear() ?? ""}`, by: null },
    { number: `LF ${number}`, by: null },
  ]);
}
