import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export async function appointPanel(
  tx: Tx,
  needId: string,
  personIds: readonly string[],
  appointedById: string,
): Promise<void> {
  await tx.panelMember.createMany({
    data: personIds.map((personId) => ({ needId, personId, appointedById })),
    skipDuplicates: true,
  });
}

export function listPanel(tx: Pick<Tx, "panelMember">, needId: string) {
  return tx.panelMember.findMany({ where: { needId }, include: { scores: true }, orderBy: { appointedAt: "asc" } });
}

export function listPanelsOf(tx: Pick<Tx, "panelMember">, personId: string, take: number) {
  return tx.panelMember.findMany({
    where: { personId },
    include: { need: true },
    orderBy: { appointedAt: "desc" },
    take,
  });
}

export function declare(
  tx: Tx,
  needId: string,
  personId: string,
  data: { hasConflict: boolean; conflictNote: string; declaredAt: Date },
) {
  return tx.panelMember.update({ where: { needId_personId: { needId, personId } }, data });
}

export function saveSheet(tx: Tx, panelMemberId: string, proposalId: string, scores: Prisma.InputJsonObject) {
  return tx.scoreSheet.upsert({
    where: { panelMemberId_proposalId: { panelMemberId, proposalId } },
    create: { panelMemberId, proposalId, scores },
    update: { scores },
  });
}

export function submitSheets(tx: Tx, panelMemberId: string, submittedAt: Date) {
  return tx.panelMember.update({ where: { id: panelMemberId }, data: { submittedAt } });
}

export function waiveMember(tx: Tx, needId: string, personId: string, waivedReason: string, waivedAt: Date) {
  return tx.panelMember.update({ where: { needId_personId: { needId, personId } }, data: { waivedReason, waivedAt } });
}

export function insertModeration(
  tx: Tx,
  data: { needId: string; proposalId: string; criterionId: string; adjustment: number; reason: string; byId: string },
) {
  return tx.scoreModeration.create({ data });
}

export function listModerations(tx: Pick<Tx, "scoreModeration">, needId: string) {
  return tx.scoreModeration.findMany({ where: { needId }, orderBy: { at: "asc" } });
}

/** The primary key is the need: of parallel awards the first to commit stays, the others get a unique violation. */
export function insertAward(tx: Tx, data: Prisma.AwardUncheckedCreateInput) {
  return tx.award.create({ data });
}

export async function insertFeedback(tx: Tx, rows: readonly { proposalId: string; text: string }[]): Promise<void> {
  await tx.awardFeedback.createMany({ data: [...rows] });
}

export function findAward(tx: Pick<Tx, "award">, needId: string) {
  return tx.award.findUnique({ where: { needId }, include: { proposal: true } });
}
