import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function insertEngagement(tx: Tx, data: Prisma.EngagementCreateInput) {
  return tx.engagement.create({ data });
}

export function updateEngagement(tx: Tx, id: string, data: Prisma.EngagementUpdateInput) {
  return tx.engagement.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

export function findEngagementOfNeed(tx: Pick<Tx, "engagement">, needId: string) {
  return tx.engagement.findUnique({
    where: { needId },
    include: { milestones: { orderBy: { position: "asc" } }, partners: true, disputes: true, payments: true },
  });
}

/** Waits for everybody else who holds the engagement. */
export async function lockEngagementOfNeed(tx: Tx, needId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Engagement" WHERE "needId" = ${needId}::uuid FOR UPDATE`;
}

/** For jobs that tell the parties. */
export function findParties(tx: Pick<Tx, "engagementEvent">, eventId: string) {
  return tx.engagementEvent.findUnique({
    where: { id: eventId },
    include: { engagement: { include: { partners: true, disputes: true, team: true } } },
  });
}

export function findEngagement(tx: Pick<Tx, "engagement">, id: string) {
  return tx.engagement.findUnique({ where: { id }, include: { partners: true, disputes: true, team: true } });
}

export function listEngagements(tx: Pick<Tx, "engagement">, where: Prisma.EngagementWhereInput, take: number) {
  return tx.engagement.findMany({
    where,
    include: { partners: true, disputes: true, milestones: { orderBy: { position: "asc" } } },
    orderBy: { createdAt: "desc" },
    take,
  });
}

/** What the page shows beside the row itself. */
export async function listParts(
  tx: Pick<
    Tx,
    "changeRequest" | "paymentNote" | "engagementMessage" | "engagementEvent" | "workPackage" | "researchResult"
  >,
  engagementId: string,
) {
  const where = { engagementId };
  const [changes, payments, messages, events, workPackages, results] = await Promise.all([
    tx.changeRequest.findMany({ where, orderBy: { at: "asc" } }),
    tx.paymentNote.findMany({ where, orderBy: [{ on: "asc" }, { at: "asc" }] }),
    tx.engagementMessage.findMany({ where, orderBy: { at: "asc" }, take: 500 }),
    tx.engagementEvent.findMany({ where, orderBy: { at: "asc" }, take: 500 }),
    tx.workPackage.findMany({ where, orderBy: { position: "asc" } }),
    tx.researchResult.findMany({ where, orderBy: { at: "asc" }, include: { confirmations: true } }),
  ]);
  return { changes, payments, messages, events, workPackages, results };
}

export function insertEvent(
  tx: Tx,
  data: { engagementId: string; kind: string; facts: Prisma.InputJsonObject; byId: string | null; at: Date },
) {
  return tx.engagementEvent.create({ data });
}

export function insertSignature(tx: Tx, data: Prisma.AgreementSignatureUncheckedCreateInput) {
  return tx.agreementSignature.create({ data });
}

export async function saveMilestones(
  tx: Tx,
  milestones: readonly { id: string; title: string; dueOn: Date | null }[],
): Promise<void> {
  for (const { id, ...data } of milestones) await tx.engagementMilestone.update({ where: { id }, data });
}

export function setMilestoneState(
  tx: Tx,
  id: string,
  data: { state: "planned" | "delivered" | "returned" | "accepted"; acceptedAt?: Date },
) {
  return tx.engagementMilestone.update({ where: { id }, data });
}

export function insertDelivery(tx: Tx, data: Prisma.MilestoneDeliveryUncheckedCreateInput) {
  return tx.milestoneDelivery.create({ data });
}

export function decideDelivery(
  tx: Tx,
  milestoneId: string,
  number: number,
  data: { accepted: boolean; reason: string; decidedById: string; decidedAt: Date },
) {
  return tx.milestoneDelivery.update({ where: { milestoneId_number: { milestoneId, number } }, data });
}

export function insertChange(tx: Tx, data: Prisma.ChangeRequestUncheckedCreateInput) {
  return tx.changeRequest.create({ data });
}

export function findChange(tx: Pick<Tx, "changeRequest">, id: string) {
  return tx.changeRequest.findUniqueOrThrow({ where: { id } });
}

export function decideChangeRow(
  tx: Tx,
  id: string,
  data: { state: "agreed" | "refused" | "withdrawn"; decidedById: string; decidedAt: Date; answer: string },
) {
  return tx.changeRequest.update({ where: { id }, data });
}

/** Writes what was agreed into the milestones; what has no milestone yet is added behind the last. */
export async function applyMilestones(
  tx: Tx,
  engagementId: string,
  last: number,
  changes: readonly { milestoneId: string | null; title: string; dueOn: Date | null; amount: bigint }[],
): Promise<void> {
  let position = last;
  for (const { milestoneId, ...data } of changes) {
    if (milestoneId) await tx.engagementMilestone.update({ where: { id: milestoneId }, data });
    else {
      position += 1;
      await tx.engagementMilestone.create({ data: { engagementId, position, ...data } });
    }
  }
}

export async function sumOfMilestones(tx: Tx, engagementId: string): Promise<bigint> {
  const { _sum } = await tx.engagementMilestone.aggregate({ where: { engagementId }, _sum: { amount: true } });
  return _sum.amount ?? 0n;
}

/** What was noted of one kind so far, in minor units. */
export async function sumOfPayments(
  tx: Tx,
  engagementId: string,
  kind: "invoiced" | "paid" | "received",
): Promise<bigint> {
  const { _sum } = await tx.paymentNote.aggregate({ where: { engagementId, kind }, _sum: { amount: true } });
  return _sum.amount ?? 0n;
}

export function insertPayment(tx: Tx, data: Prisma.PaymentNoteUncheckedCreateInput) {
  return tx.paymentNote.create({ data });
}

export function insertMessage(tx: Tx, data: Prisma.EngagementMessageUncheckedCreateInput) {
  return tx.engagementMessage.create({ data });
}

export function findMessage(tx: Pick<Tx, "engagementMessage">, id: string) {
  return tx.engagementMessage.findUnique({ where: { id } });
}

export function findDelivery(tx: Pick<Tx, "milestoneDelivery">, id: string) {
  return tx.milestoneDelivery.findUnique({ where: { id }, include: { milestone: true } });
}

export function insertDispute(tx: Tx, data: Prisma.DisputeUncheckedCreateInput) {
  return tx.dispute.create({ data });
}

export function updateDispute(tx: Tx, id: string, data: Prisma.DisputeUncheckedUpdateInput) {
  return tx.dispute.update({ where: { id }, data });
}

export function insertReview(tx: Tx, data: Prisma.EngagementReviewUncheckedCreateInput) {
  return tx.engagementReview.create({ data });
}

export function releaseReviews(tx: Tx, engagementId: string, releasedAt: Date) {
  return tx.engagementReview.updateMany({ where: { engagementId, releasedAt: null }, data: { releasedAt } });
}

/** Engagements that ended before the given moment and hold a review that nobody can read yet. */
export function listUnreleased(tx: Pick<Tx, "engagement">, endedBefore: Date) {
  return tx.engagement.findMany({
    where: {
      reviews: { some: { releasedAt: null } },
      OR: [{ acceptedAt: { lt: endedBefore } }, { acceptedAt: null, endedAt: { lt: endedBefore } }],
    },
    select: { id: true },
    take: 500,
  });
}

export function listReleased(tx: Pick<Tx, "engagementReview">, organisationId: string, take: number) {
  return tx.engagementReview.findMany({
    where: {
      releasedAt: { not: null },
      engagement: { isPublic: true },
      OR: [
        { side: "buyer", engagement: { providerOrganisationId: organisationId } },
        { side: "provider", engagement: { buyerOrganisationId: organisationId } },
      ],
    },
    include: { engagement: true },
    orderBy: { releasedAt: "desc" },
    take,
  });
}

/** Released reviews by the buyers of these needs, of engagements that are public. */
export function listMarks(tx: Pick<Tx, "engagementReview">, needIds: readonly string[]) {
  return tx.engagementReview.findMany({
    where: { side: "buyer", releasedAt: { not: null }, engagement: { isPublic: true, needId: { in: [...needIds] } } },
    select: { scores: true, engagement: { select: { needId: true } } },
  });
}

export async function countRecord(tx: Pick<Tx, "engagement">, organisationId: string) {
  const asProvider: Prisma.EngagementWhereInput = {
    OR: [{ providerOrganisationId: organisationId }, { partners: { some: { organisationId } } }],
  };
  const ended: Prisma.EngagementWhereInput = { state: { in: ["accepted", "closed"] } };
  const [delivered, bought, terminated] = await Promise.all([
    tx.engagement.count({ where: { ...asProvider, ...ended } }),
    tx.engagement.count({ where: { buyerOrganisationId: organisationId, ...ended } }),
    tx.engagement.count({
      where: { state: "terminated", OR: [...(asProvider.OR ?? []), { buyerOrganisationId: organisationId }] },
    }),
  ]);
  return { delivered, bought, terminated };
}

export async function replaceWorkPackages(
  tx: Tx,
  engagementId: string,
  packages: readonly Omit<Prisma.WorkPackageCreateManyInput, "engagementId" | "position">[],
): Promise<void> {
  await tx.workPackage.deleteMany({ where: { engagementId } });
  await tx.workPackage.createMany({
    data: packages.map((one, index) => ({ ...one, engagementId, position: index + 1 })),
  });
}

export function insertResult(tx: Tx, data: Prisma.ResearchResultUncheckedCreateInput) {
  return tx.researchResult.create({ data });
}

export function findResult(tx: Pick<Tx, "researchResult">, id: string) {
  return tx.researchResult.findUnique({ where: { id }, include: { confirmations: true } });
}

export function updateResult(tx: Tx, id: string, data: Prisma.ResearchResultUncheckedUpdateInput) {
  return tx.researchResult.update({ where: { id }, data });
}

export function confirmResultRow(tx: Tx, data: Prisma.ResultConfirmationUncheckedCreateInput) {
  return tx.resultConfirmation.create({ data });
}

/** Engagements of these organisations with both sides and the day they were last worked on; today while they run. */
export function listEngagementParties(tx: Pick<Tx, "$queryRaw">, organisationIds: readonly string[]) {
  return tx.$queryRaw<{ id: string; parties: string[]; lastAt: Date }[]>`
    SELECT 'engagement:' || "id" AS id, ARRAY["buyerOrganisationId"::text, "providerOrganisationId"::text] AS parties,
      coalesce("endedAt", now()) AS "lastAt"
    FROM "Engagement" WHERE "buyerOrganisationId" = ANY(${[...organisationIds]}::uuid[])
      OR "providerOrganisationId" = ANY(${[...organisationIds]}::uuid[])`;
}
