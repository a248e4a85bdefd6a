import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function findCapability(tx: Pick<Tx, "capabilityProfile">, organisationId: string) {
  return tx.capabilityProfile.findUnique({
    where: { organisationId },
    include: { evidence: { orderBy: { date: "desc" } } },
  });
}

/** A list that is left out would be NULL in the row, and no list to whoever reads it. */
const emptyLists = { conceptIds: [], regions: [] };

/** Version 0 means "not there yet". @returns false when somebody else saved in the meantime */
export async function saveCapability(
  tx: Tx,
  organisationId: string,
  version: number,
  data: Omit<Prisma.CapabilityProfileUncheckedCreateInput, "organisationId" | "evidence">,
): Promise<boolean> {
  if (version === 0) {
    const { count } = await tx.capabilityProfile.createMany({
      data: [{ ...emptyLists, ...data, organisationId }],
      skipDuplicates: true,
    });
    return count === 1;
  }
  const { count } = await tx.capabilityProfile.updateMany({
    where: { organisationId, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export function insertEvidence(tx: Tx, data: Prisma.EvidenceItemUncheckedCreateInput) {
  return tx.evidenceItem.create({ data });
}

/** Evidence that the platform writes: its id is made from what it came from, so that a repeated job adds nothing. */
export async function insertOutcome(
  tx: Tx,
  data: Prisma.EvidenceItemUncheckedCreateInput & { organisationId: string },
): Promise<void> {
  await tx.capabilityProfile.createMany({
    data: [{ ...emptyLists, organisationId: data.organisationId }],
    skipDuplicates: true,
  });
  await tx.evidenceItem.createMany({ data: [data], skipDuplicates: true });
}

export async function removeEvidence(tx: Tx, organisationId: string, id: string): Promise<boolean> {
  const { count } = await tx.evidenceItem.deleteMany({ where: { organisationId, id } });
  return count === 1;
}

/** The whole framework at once: what the new file no longer has is gone with the old rows. */
export async function replaceFramework(
  tx: Tx,
  framework: string,
  rows: readonly Omit<Prisma.FrameworkElementCreateManyInput, "framework">[],
): Promise<void> {
  await tx.frameworkElement.deleteMany({ where: { framework } });
  await tx.frameworkElement.createMany({ data: rows.map((row) => ({ ...row, framework })) });
}

/** Evidence that one of its people earned here, for organisations that have a capability profile; once per credential. */
export async function feedCapability(
  tx: Tx,
  organisationIds: readonly string[],
  item: { credentialId: string; title: string; body: string; language: string; date: Date; conceptIds: string[] },
): Promise<void> {
  const profiles = await tx.capabilityProfile.findMany({
    where: { organisationId: { in: [...organisationIds] } },
    select: { organisationId: true },
  });
  await tx.evidenceItem.createMany({
    data: profiles.map(({ organisationId }) => ({ ...item, organisationId, kind: "credential" })),
    skipDuplicates: true,
  });
}
