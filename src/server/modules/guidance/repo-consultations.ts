import type { DocumentContent } from "@/domain/guidance/schema";
import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function insertConsultation(
  tx: Tx,
  data: {
    documentId: string;
    edition: number;
    opensAt: Date;
    closesAt: Date;
    content: DocumentContent;
    issuerIds: string[];
    ownerOrganisationId: string;
  },
) {
  const { content } = data;
  return tx.consultation.create({
    data: {
      ...data,
      titleZh: content.titleZh,
      titleEn: content.titleEn,
      content: content as unknown as Prisma.InputJsonObject,
    },
  });
}

export function findConsultation(tx: Pick<Tx, "consultation">, id: string) {
  return tx.consultation.findUnique({ where: { id } });
}

/** The newest consultation of a document that has begun; a planned one is nobody's to see. */
export function findConsultationOf(tx: Pick<Tx, "consultation">, documentId: string, now: Date) {
  return tx.consultation.findFirst({
    where: { documentId, opensAt: { lte: now } },
    orderBy: { opensAt: "desc" },
    select: { id: true },
  });
}

/** A consultation that never opened goes with the edition that was taken back. */
export async function deleteUnopened(tx: Tx, documentId: string, now: Date): Promise<void> {
  await tx.consultation.deleteMany({ where: { documentId, opensAt: { gt: now } } });
}

const light = { content: true, annotatedContent: true } as const;
export type ConsultationRow = Prisma.ConsultationGetPayload<{ omit: typeof light }>;

export async function listConsultations(
  tx: Pick<Tx, "consultation">,
  { now, open, skip, take }: { now: Date; open: boolean | null; skip: number; take: number },
) {
  const where: Prisma.ConsultationWhereInput = {
    opensAt: { lte: now },
    ...(open === null ? {} : { closesAt: open ? { gt: now } : { lte: now } }),
  };
  const [rows, total] = await Promise.all([
    tx.consultation.findMany({ where, omit: light, orderBy: [{ closesAt: "desc" }, { id: "desc" }], skip, take }),
    tx.consultation.count({ where }),
  ]);
  return { rows, total };
}

export function saveAnnotated(tx: Tx, id: string, content: DocumentContent, at: Date) {
  return tx.consultation.update({
    where: { id },
    data: { annotatedAt: at, annotatedContent: content as unknown as Prisma.InputJsonObject },
  });
}

export function markOutcome(tx: Tx, id: string, at: Date) {
  return tx.consultation.update({ where: { id }, data: { outcomeAt: at } });
}

/** When the edition that was consulted on became public, if it did. */
export function findFinal(tx: Pick<Tx, "guidanceEdition">, documentId: string, edition: number, now: Date) {
  return tx.guidanceEdition.findFirst({
    where: { documentId, edition, state: "approved", publishAt: { lte: now } },
    select: { publishAt: true },
  });
}

/** True while people are being heard about the document. */
export async function isConsulting(tx: Pick<Tx, "consultation">, documentId: string, now: Date): Promise<boolean> {
  return (await tx.consultation.count({ where: { documentId, opensAt: { lte: now }, closesAt: { gt: now } } })) > 0;
}
