import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

const whole = { candidates: true, parties: { orderBy: { party: "asc" as const } } };

export function insertDraw(tx: Tx, data: Prisma.PanelDrawCreateInput & { need: { connect: { id: string } } }) {
  return tx.panelDraw.create({ data, include: whole });
}

export function findDraw(tx: Pick<Tx, "panelDraw">, id: string) {
  return tx.panelDraw.findUnique({ where: { id }, include: whole });
}

export function listDraws(tx: Pick<Tx, "panelDraw">, needId: string) {
  return tx.panelDraw.findMany({ where: { needId }, include: whole, orderBy: { createdAt: "asc" } });
}

export function insertDrawParty(tx: Tx, data: Prisma.DrawPartyUncheckedCreateInput) {
  return tx.drawParty.create({ data });
}

export function revealSeedRow(tx: Tx, drawId: string, party: string, seed: string, revealedAt: Date) {
  return tx.drawParty.update({ where: { drawId_party: { drawId, party } }, data: { seed, revealedAt } });
}

export async function writeDrawResult(
  tx: Tx,
  drawId: string,
  data: { seed: string; drawnAt: Date },
  refs: readonly string[],
): Promise<void> {
  await tx.panelDraw.update({ where: { id: drawId }, data });
  for (const [index, ref] of refs.entries())
    await tx.drawCandidate.update({ where: { drawId_ref: { drawId, ref } }, data: { rank: index + 1 } });
}
