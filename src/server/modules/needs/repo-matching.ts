import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function listProfiles(tx: Pick<Tx, "capabilityProfile">) {
  return tx.capabilityProfile.findMany({ include: { evidence: true } });
}

export type ProfileRow = Awaited<ReturnType<typeof listProfiles>>[number];

export function findProfile(tx: Pick<Tx, "capabilityProfile">, organisationId: string) {
  return tx.capabilityProfile.findUnique({ where: { organisationId }, include: { evidence: true } });
}

/** The newest computation replaces the one before; what it was made from is kept in each explanation. */
export async function replaceMatches(
  tx: Tx,
  needId: string,
  rows: readonly Omit<Prisma.NeedMatchCreateManyInput, "needId">[],
): Promise<void> {
  await tx.needMatch.deleteMany({ where: { needId } });
  await tx.needMatch.createMany({ data: rows.map((row) => ({ ...row, needId })) });
}

export function listMatches(tx: Pick<Tx, "needMatch">, needId: string, take: number) {
  return tx.needMatch.findMany({ where: { needId }, orderBy: { rank: "asc" }, take });
}

export function listMatchesOf(
  tx: Pick<Tx, "needMatch">,
  organisationId: string,
  where: Prisma.NeedWhereInput,
  take: number,
) {
  return tx.needMatch.findMany({
    where: { organisationId, need: where },
    include: { need: true },
    orderBy: { score: "desc" },
    take,
  });
}

export function saveMatchFeedback(
  tx: Tx,
  data: { needId: string; organisationId: string; act: string; reason: string | null; byId: string },
) {
  const { needId, organisationId, act } = data;
  return tx.matchFeedback.upsert({
    where: { needId_organisationId_act: { needId, organisationId, act } },
    create: data,
    update: { reason: data.reason, byId: data.byId, at: new Date() },
  });
}

/** What the buyer said of organisations, the newest word last. */
export function listBuyersFeedback(tx: Pick<Tx, "matchFeedback">, needId: string) {
  return tx.matchFeedback.findMany({
    where: { needId, act: { in: ["invited", "passedOver"] } },
    orderBy: { at: "asc" },
  });
}

export function listDismissed(tx: Pick<Tx, "matchFeedback">, organisationId: string) {
  return tx.matchFeedback.findMany({ where: { organisationId, act: "dismissed" }, select: { needId: true } });
}
