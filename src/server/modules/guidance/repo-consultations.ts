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

/** The newest consultation of a document that has begun; a planned one is nobody's to see. */
export function findConsultationOf(tx: Pick<Tx, "consultation">, documentId: string, now: Date) {
  return tx.consultation.findFirst({
    where: { documentId, opensAt: { lte: now } },
    orderBy: { opensAt: "desc" },
    select: { id: true },
  });
}
