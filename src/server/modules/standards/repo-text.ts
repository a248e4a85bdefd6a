import { designationOf } from "@/domain/standards/citations";
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

/** The latest deletion of each clause that is still gone. */
export async function listDeletions(tx: Pick<Tx, "clauseDeletion" | "clause">, standardId: string) {
  const rows = await tx.clauseDeletion.findMany({
    where: { standardId },
    omit: { content: true },
    orderBy: { at: "desc" },
    distinct: ["clauseId"],
    take: 200,
  });
  const back = await tx.clause.findMany({
    where: { id: { in: rows.map(({ clauseId }) => clauseId) } },
    select: { id: true },
  });
  return rows.filter(({ clauseId }) => !back.some(({ id }) => id === clauseId));
}

export async function findDeletion(tx: Pick<Tx, "clauseDeletion">, standardId: string, clauseId: string) {
  const row = await tx.clauseDeletion.findFirst({ where: { standardId, clauseId }, orderBy: { at: "desc" } });
  return row ? { title: row.title, content: cleanContent(row.content) } : null;
}

/** What this platform published and withdrew again, under the numbers by which drafts cite it. */
export async function listWithdrawn(tx: Pick<Tx, "standard">): Promise<Withdrawn[]> {
  const rows = await tx.standard.findMany({
    where: { withdrawnAt: { not: null } },
    select: { number: true, officialNumber: true, publishedAt: true, replacedBy: true },
  });
  return rows.flatMap(({ number, officialNumber, publishedAt, replacedBy }) => {
    const by = replacedBy && designationOf(replacedBy, replacedBy.publishedAt?.toISOString() ?? null, "zh-CN");
    const own = [`LF ${number}:${publishedAt?.getUTCFullYear() ?? ""}`, `LF ${number}`];
    return (officialNumber === "" ? own : [officialNumber, ...own]).map((one) => ({ number: one, by }));
  });
}
