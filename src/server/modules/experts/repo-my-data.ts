import type { Tx } from "@/server/platform/db";

export function insertConsent(tx: Tx, data: { personId: string; purpose: string; granted: boolean; detail: string }) {
  return tx.consentEvent.create({ data });
}

export function insertContactRead(
  tx: Pick<Tx, "contactRead">,
  data: { personId: string; readerId: string; organisationId: string | null },
) {
  return tx.contactRead.create({ data });
}

/** @param most of a page; all where there is none */
export function listConsents(tx: Pick<Tx, "consentEvent">, personId: string, most?: number) {
  return tx.consentEvent.findMany({ where: { personId }, orderBy: [{ at: "desc" }, { id: "desc" }], take: most });
}

/** @param most of a page; all where there is none */
export function listContactReads(tx: Pick<Tx, "contactRead">, personId: string, most?: number) {
  return tx.contactRead.findMany({ where: { personId }, orderBy: [{ at: "desc" }, { id: "desc" }], take: most });
}

/** Whose skills somebody has attested. */
export async function endorsedBy(tx: Pick<Tx, "endorsement">, byId: string): Promise<string[]> {
  const rows = await tx.endorsement.findMany({
    where: { byId },
    select: { personId: true },
    distinct: ["personId"],
    orderBy: { personId: "asc" },
  });
  return rows.map(({ personId }) => personId);
}

/** Everything of the registry that is about one person, as rows. */
export async function everythingOf(tx: Tx, personId: string) {
  const where = { personId };
  const [
    profile,
    claims,
    evidence,
    endorsements,
    given,
    relations,
    relationsToldByOthers,
    searches,
    invitations,
    nominations,
    terms,
    seats,
    applications,
  ] = await Promise.all([
    tx.expertProfile.findUnique({
      where,
      omit: { tokens0: true, tokens1: true, tokens2: true, skeletons: true, folded: true },
    }),
    tx.skillClaim.findMany({ where }),
    tx.profileEvidence.findMany({ where }),
    tx.endorsement.findMany({ where, omit: { byId: true } }),
    tx.endorsement.findMany({ where: { byId: personId } }),
    tx.personRelation.findMany({ where: { byId: personId } }),
    tx.personRelation.findMany({ where: { aboutId: personId } }),
    tx.savedSearch.findMany({ where, omit: { seen: true } }),
    tx.expertInvitation.findMany({ where }),
    tx.nomination.findMany({ where, omit: { decidedById: true } }),
    tx.poolTerm.findMany({ where }),
    tx.poolSeat.findMany({ where }),
    tx.openingApplication.findMany({ where }),
  ]);
  return {
    profile,
    claims,
    evidence,
    endorsements,
    endorsementsGiven: given,
    relations,
    relationsToldByOthers,
    searches,
    invitations,
    nominations,
    terms,
    seats,
    openingApplications: applications,
  };
}

/**
 * What goes with an account. Terms, seats, nominations and results stay: they carry an id and no name. So does an empty
 * row of the profile, from which every process's index learns that nobody is to be found there any more.
 */
export async function eraseRegistry(tx: Tx, personId: string, at: Date): Promise<void> {
  const where = { personId };
  await tx.expertProfile.updateMany({
    where,
    data: {
      content: {},
      audiences: {},
      listed: false,
      birthDate: null,
      lookAlikeOf: null,
      folded: [],
      skeletons: [],
      tokens0: [],
      tokens1: [],
      tokens2: [],
      strength: 0,
    },
  });
  await tx.$executeRaw`UPDATE "ExpertProfile" SET "changedAt" = clock_timestamp() WHERE "personId" = ${personId}::uuid`;
  await tx.skillClaim.deleteMany({ where });
  await tx.profileEvidence.deleteMany({ where });
  await tx.endorsement.deleteMany({ where: { OR: [{ personId }, { byId: personId }] } });
  await tx.personRelation.deleteMany({ where: { OR: [{ byId: personId }, { aboutId: personId }] } });
  await tx.savedSearch.deleteMany({ where });
  await tx.shortlistEntry.deleteMany({ where });
  await tx.expertInvitation.deleteMany({ where });
  await tx.openingApplication.deleteMany({ where });
  await tx.nomination.updateMany({ where, data: { statement: "" } });
  // Nobody is left to be reviewed.
  await tx.nomination.updateMany({
    where: { personId, state: { in: ["nominated", "review"] } },
    data: { state: "declined" },
  });
  await tx.poolTerm.updateMany({ where: { personId, endedAt: null }, data: { endedAt: at, endReason: "erased" } });
}
