import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export async function appointPanel(
  tx: Tx,
  needId: string,
  personIds: readonly string[],
  appointedById: string,
  drawId: string | null = null,
): Promise<void> {
  await tx.panelMember.createMany({
    data: personIds.map((personId) => ({ needId, personId, appointedById, drawId })),
    skipDuplicates: true,
  });
}

/** Keeps what the rules found of each member; who is absent has nothing against them. */
export async function recordConflicts(
  tx: Tx,
  needId: string,
  found: ReadonlyMap<string, readonly { kind: string; counterpart: string | null }[]>,
): Promise<void> {
  for (const [personId, conflicts] of found)
    await tx.panelMember.updateMany({
      where: { needId, personId },
      data: { conflicts: conflicts.map(({ kind, counterpart }) => ({ kind, counterpart })) },
    });
}

export function listPanel(tx: Pick<Tx, "panelMember">, needId: string) {
  return tx.panelMember.findMany({ where: { needId }, include: { scores: true }, orderBy: { appointedAt: "asc" } });
}

/** Panels of needs between the deadline and the award; who stands aside or has handed in has nothing to do there. */
export function countOpenPanels(tx: Pick<Tx, "panelMember">, personIds: readonly string[]) {
  return tx.panelMember.groupBy({
    by: ["personId"],
    where: {
      personId: { in: [...personIds] },
      submittedAt: null,
      waivedAt: null,
      OR: [{ hasConflict: null }, { hasConflict: false }],
      need: { state: { in: ["open", "amended", "closed", "opened", "evaluating"] } },
    },
    _count: true,
  });
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

/** The rules found a conflict: whatever the member declared, they stand aside. */
export function strikeMembers(tx: Tx, needId: string, personIds: readonly string[], at: Date) {
  return tx.panelMember.updateMany({
    where: { needId, personId: { in: [...personIds] } },
    data: { hasConflict: true, declaredAt: at },
  });
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

/** The primary key is the need and its round: of parallel awards the first to commit stays, the others get a unique violation. */
export function insertAward(tx: Tx, data: Prisma.AwardUncheckedCreateInput) {
  return tx.award.create({ data });
}

export async function insertFeedback(
  tx: Tx,
  rows: readonly { proposalId: string; round: number; text: string }[],
): Promise<void> {
  await tx.awardFeedback.createMany({ data: [...rows] });
}

/** The award of the present round; one that was annulled is none. */
export async function findAward(tx: Pick<Tx, "award" | "annulledAward">, needId: string) {
  const round = await presentRound(tx, needId);
  return tx.award.findUnique({ where: { needId_round: { needId, round } }, include: { proposal: true } });
}

export function insertComplaint(tx: Tx, data: Prisma.AwardComplaintUncheckedCreateInput) {
  return tx.awardComplaint.create({ data });
}

export function listComplaints(tx: Pick<Tx, "awardComplaint">, needId: string) {
  return tx.awardComplaint.findMany({ where: { needId }, orderBy: { at: "asc" } });
}

export function findComplaint(tx: Pick<Tx, "awardComplaint">, id: string) {
  return tx.awardComplaint.findUnique({ where: { id } });
}

export function replyComplaintRow(
  tx: Tx,
  id: string,
  data: { upheld: boolean; reply: string; repliedById: string; repliedAt: Date },
) {
  return tx.awardComplaint.update({ where: { id }, data });
}

/** The award stays as it stood; the next one belongs to the next round. */
export function annulAwardRow(tx: Tx, needId: string, round: number, complaintId: string) {
  return tx.annulledAward.create({ data: { needId, round, complaintId } });
}

/** Counts from 1; each annulled award begins the next round. */
export async function presentRound(tx: Pick<Tx, "annulledAward">, needId: string): Promise<number> {
  return (await tx.annulledAward.count({ where: { needId } })) + 1;
}
