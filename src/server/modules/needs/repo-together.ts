import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

/** Confidential parts and their signatures, consortia, and the consent of people in a team. */

export function findConfidential(tx: Pick<Tx, "needConfidential">, needId: string) {
  return tx.needConfidential.findUnique({
    where: { needId },
    include: { signatures: { orderBy: { at: "asc" } } },
  });
}

export function saveConfidential(
  tx: Tx,
  needId: string,
  data: Omit<Prisma.NeedConfidentialUncheckedCreateInput, "needId" | "signatures">,
) {
  return tx.needConfidential.upsert({ where: { needId }, create: { needId, ...data }, update: data });
}

export function insertNdaSignature(tx: Tx, data: Prisma.NdaSignatureUncheckedCreateInput) {
  return tx.ndaSignature.create({ data });
}

const withMembers = { members: { orderBy: { organisationId: "asc" as const } } };

export function findConsortiumOf(tx: Pick<Tx, "consortium">, needId: string, leadOrganisationId: string) {
  return tx.consortium.findUnique({
    where: { needId_leadOrganisationId: { needId, leadOrganisationId } },
    include: withMembers,
  });
}

export function findConsortium(tx: Pick<Tx, "consortium">, id: string) {
  return tx.consortium.findUnique({ where: { id }, include: withMembers });
}

/** Writes the members anew: what they confirmed before was another agreement. */
export async function saveConsortium(
  tx: Tx,
  before: { id: string } | null,
  data: Omit<Prisma.ConsortiumUncheckedCreateInput, "id" | "members">,
  members: readonly { organisationId: string; role: string; share: number }[],
) {
  if (before) {
    await tx.consortiumMember.deleteMany({ where: { consortiumId: before.id } });
    const { agreement, leadRole, leadShare } = data;
    return tx.consortium.update({
      where: { id: before.id },
      data: { agreement, leadRole, leadShare, version: { increment: 1 }, members: { create: [...members] } },
    });
  }
  return tx.consortium.create({ data: { ...data, members: { create: [...members] } } });
}

export function removeConsortium(tx: Tx, id: string) {
  return tx.consortium.delete({ where: { id } });
}

export function answerConsortiumRow(
  tx: Tx,
  consortiumId: string,
  organisationId: string,
  data: {
    confirmedById: string | null;
    confirmedAt: Date | null;
    agreementHash: string | null;
    declinedAt: Date | null;
  },
) {
  return tx.consortiumMember.update({
    where: { consortiumId_organisationId: { consortiumId, organisationId } },
    data,
  });
}

/** Where an organisation takes part in answers to a need that others lead. */
export function listMembershipsOf(tx: Pick<Tx, "consortiumMember">, organisationId: string, needId?: string) {
  return tx.consortiumMember.findMany({
    where: { organisationId, ...(needId ? { consortium: { needId } } : {}) },
    include: { consortium: { include: { need: { include: { invitations: true } }, members: true } } },
    orderBy: { consortium: { createdAt: "desc" } },
    take: 100,
  });
}

export function saveTeamRequest(
  tx: Tx,
  data: { needId: string; organisationId: string; personId: string; role: string; askedById: string; askedAt: Date },
) {
  const { needId, organisationId, personId, ...rest } = data;
  return tx.teamConsent.upsert({
    where: { needId_organisationId_personId: { needId, organisationId, personId } },
    create: data,
    update: { ...rest, consentedAt: null, declinedAt: null },
  });
}

export function findTeamRequest(tx: Pick<Tx, "teamConsent">, id: string) {
  return tx.teamConsent.findUnique({ where: { id }, include: { need: true } });
}

export function answerTeamRow(tx: Tx, id: string, data: { consentedAt: Date | null; declinedAt: Date | null }) {
  return tx.teamConsent.update({ where: { id }, data });
}

export function listTeamOf(tx: Pick<Tx, "teamConsent">, needId: string, organisationId: string) {
  return tx.teamConsent.findMany({ where: { needId, organisationId }, orderBy: { askedAt: "asc" } });
}

export function listTeamRequests(tx: Pick<Tx, "teamConsent">, personId: string) {
  return tx.teamConsent.findMany({
    where: { personId },
    include: { need: true },
    orderBy: { askedAt: "desc" },
    take: 100,
  });
}

export function listSavedViews(tx: Pick<Tx, "savedNeedView">, personId: string) {
  return tx.savedNeedView.findMany({ where: { personId }, orderBy: { createdAt: "asc" }, take: 50 });
}

export function saveView(tx: Tx, personId: string, name: string, query: Prisma.InputJsonObject) {
  return tx.savedNeedView.upsert({
    where: { personId_name: { personId, name } },
    create: { personId, name, query },
    update: { query },
  });
}

export async function removeView(tx: Tx, personId: string, name: string): Promise<boolean> {
  return (await tx.savedNeedView.deleteMany({ where: { personId, name } })).count === 1;
}
