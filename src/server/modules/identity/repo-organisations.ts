import type { OrganisationKind } from "@/domain/shared/actor";
import type { Tx } from "@/server/platform/db";

type OrganisationFields = Omit<
  Parameters<Tx["organisation"]["create"]>[0]["data"],
  "names" | "memberships" | "invitations" | "verifications"
>;

export function insertOrganisation(tx: Tx, data: OrganisationFields) {
  return tx.organisation.create({ data });
}

/** @returns false when somebody else saved in the meantime */
export async function updateOrganisationAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Parameters<Tx["organisation"]["updateMany"]>[0]["data"],
): Promise<boolean> {
  const { count } = await tx.organisation.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

/** The primary key refuses a folded name that another organisation holds. */
export async function replaceNames(
  tx: Tx,
  organisationId: string,
  names: readonly { folded: string; skeleton: string }[],
): Promise<void> {
  await tx.organisationName.deleteMany({ where: { organisationId } });
  await tx.organisationName.createMany({ data: names.map((name) => ({ ...name, organisationId })) });
}

export function findLookAlike(tx: Tx, skeletons: readonly string[], exceptId: string) {
  return tx.organisationName.findFirst({
    where: { skeleton: { in: [...skeletons] }, NOT: { organisationId: exceptId } },
  });
}

export function findOrganisation(tx: Pick<Tx, "organisation">, id: string) {
  return tx.organisation.findUnique({ where: { id } });
}

export function findOrganisations(tx: Pick<Tx, "organisation">, ids: readonly string[]) {
  return tx.organisation.findMany({ where: { id: { in: [...ids] } } });
}

/** @param folded as `foldName` writes it; shorter names first, as the likelier ones */
export async function searchVerifiedNames(
  tx: Pick<Tx, "organisationName" | "organisation">,
  folded: string,
  now: Date,
  limit: number,
) {
  const names = await tx.organisationName.findMany({
    where: { folded: { contains: folded }, organisation: { verifiedUntil: { gt: now } } },
    orderBy: { folded: "asc" },
    take: limit * 2,
    select: { organisationId: true },
  });
  return tx.organisation.findMany({
    where: { id: { in: names.map(({ organisationId }) => organisationId) } },
    orderBy: { nameZh: "asc" },
    take: limit,
  });
}

export function listVerifiedOfKind(tx: Pick<Tx, "organisation">, kind: OrganisationKind, now: Date) {
  return tx.organisation.findMany({ where: { kind, verifiedUntil: { gt: now } }, orderBy: { id: "asc" }, take: 500 });
}

/** The row is locked, so that verification, role changes and the last owner's leaving wait for each other. */
export async function lockOrganisation(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Organisation" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return findOrganisation(tx, id);
}

export function insertMembership(
  tx: Tx,
  data: { personId: string; organisationId: string; role: "owner" | "admin" | "member" | "viewer" },
) {
  return tx.membership.create({ data });
}

export function findMembership(tx: Tx, organisationId: string, personId: string) {
  return tx.membership.findFirst({ where: { organisationId, personId, until: null } });
}

export function listMembers(tx: Pick<Tx, "membership">, organisationId: string) {
  return tx.membership.findMany({
    where: { organisationId, until: null },
    include: { person: true },
    orderBy: { since: "asc" },
  });
}

/** Members of several organisations in one question, however many they are. */
export function listMembersOf(tx: Pick<Tx, "membership">, organisationIds: readonly string[]) {
  return tx.membership.findMany({
    where: { organisationId: { in: [...organisationIds] }, until: null },
    include: { person: true },
    orderBy: [{ organisationId: "asc" }, { since: "asc" }],
  });
}

export async function endMembership(tx: Tx, organisationId: string, personId: string, until: Date): Promise<boolean> {
  const { count } = await tx.membership.updateMany({
    where: { organisationId, personId, until: null },
    data: { until },
  });
  return count === 1;
}

export async function setMemberRole(
  tx: Tx,
  organisationId: string,
  personId: string,
  role: "owner" | "admin" | "member" | "viewer",
): Promise<boolean> {
  const { count } = await tx.membership.updateMany({
    where: { organisationId, personId, until: null },
    data: { role, version: { increment: 1 } },
  });
  return count === 1;
}

export function countOwners(tx: Tx, organisationId: string) {
  return tx.membership.count({ where: { organisationId, role: "owner", until: null } });
}

export function insertInvitation(
  tx: Tx,
  data: {
    organisationId: string;
    email: string;
    role: "owner" | "admin" | "member" | "viewer";
    tokenHash: string;
    createdById: string;
    expiresAt: Date;
  },
) {
  return tx.invitation.create({ data });
}

export function listInvitations(tx: Pick<Tx, "invitation">, organisationId: string) {
  return tx.invitation.findMany({
    where: { organisationId, usedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
  });
}

export function findInvitation(tx: Pick<Tx, "invitation">, tokenHash: string) {
  return tx.invitation.findUnique({ where: { tokenHash }, include: { organisation: true } });
}

/** One statement decides who of many uses it. */
export async function spendInvitation(tx: Tx, tokenHash: string, usedById: string, now: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { tokenHash, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now, usedById },
  });
  return count === 1;
}

export async function revokeInvitation(tx: Tx, id: string, revokedAt: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id, usedAt: null, revokedAt: null },
    data: { revokedAt },
  });
  return count === 1;
}

export function findInvitationById(tx: Pick<Tx, "invitation">, id: string) {
  return tx.invitation.findUnique({ where: { id } });
}

export function insertVerification(
  tx: Tx,
  data: { organisationId: string; emailDomain: string | null; note: string; submittedById: string },
) {
  return tx.verification.create({ data });
}

export function findVerification(tx: Pick<Tx, "verification">, id: string) {
  return tx.verification.findUnique({ where: { id }, include: { decisions: true, organisation: true } });
}

export function listVerifications(tx: Pick<Tx, "verification">, open: boolean, take: number) {
  return tx.verification.findMany({
    where: open ? { state: { in: ["submitted", "firstApproval"] } } : {},
    include: { decisions: true, organisation: true },
    orderBy: { submittedAt: open ? "asc" : "desc" },
    take,
  });
}

export function latestVerification(tx: Pick<Tx, "verification">, organisationId: string) {
  return tx.verification.findFirst({
    where: { organisationId },
    include: { decisions: true },
    orderBy: { submittedAt: "desc" },
  });
}

export function insertDecision(
  tx: Tx,
  data: { verificationId: string; operatorId: string; approved: boolean; reason: string },
) {
  return tx.verificationDecision.create({ data });
}

export function setVerificationState(
  tx: Tx,
  id: string,
  state: "firstApproval" | "verified" | "refused",
  decidedAt: Date | null,
) {
  return tx.verification.update({ where: { id }, data: { state, decidedAt } });
}

export function markVerified(tx: Tx, id: string, verifiedAt: Date, verifiedUntil: Date, emailDomain: string | null) {
  return tx.organisation.update({
    where: { id },
    data: { verifiedAt, verifiedUntil, emailDomain, version: { increment: 1 } },
  });
}
