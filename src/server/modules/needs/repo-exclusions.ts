import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export type CheckRow = Prisma.ExclusionCheckCreateManyInput;

/** What the exclusion rules ask of organisations, read by the transaction that holds the need. */
export function findStandings(tx: Pick<Tx, "organisation">, ids: readonly string[]) {
  return tx.organisation.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, country: true, emailDomain: true, verifiedUntil: true },
  });
}

export function saveExclusionChecks(tx: Pick<Tx, "exclusionCheck">, rows: readonly CheckRow[]) {
  return tx.exclusionCheck.createMany({ data: [...rows] });
}

export function insertTie(tx: Tx, data: Prisma.OrganisationTieUncheckedCreateInput) {
  return tx.organisationTie.create({ data });
}

/** @returns false when the organisation has no such open tie */
export async function endTieRow(tx: Tx, declaredById: string, id: string, until: Date): Promise<boolean> {
  const { count } = await tx.organisationTie.updateMany({ where: { id, declaredById, until: null }, data: { until } });
  return count === 1;
}

export function listDeclaredTies(tx: Pick<Tx, "organisationTie">, declaredById: string) {
  return tx.organisationTie.findMany({
    where: { declaredById },
    orderBy: [{ until: "desc" }, { at: "desc" }],
    take: 200,
  });
}
