import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

/** The newest result of every event that is final, oldest first, with teams and whoever organised it. */
export async function listFinalResults(tx: Pick<Tx, "competition">) {
  return tx.competition.findMany({
    where: { state: "finalised", finalisedAt: { not: null } },
    select: {
      id: true,
      slug: true,
      titleZh: true,
      titleEn: true,
      finalisedAt: true,
      organisers: { select: { personId: true } },
      results: { orderBy: { version: "desc" }, take: 1, select: { standing: true, version: true } },
      teams: {
        select: { id: true, name: true, kind: true, organisationId: true, members: { select: { personId: true } } },
      },
    },
    orderBy: [{ finalisedAt: "asc" }, { id: "asc" }],
  });
}

export async function namedPeople(tx: Pick<Tx, "seasonConsent">, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.seasonConsent.findMany({ where: { personId: { in: [...ids] } }, select: { personId: true } });
  return new Set(rows.map(({ personId }) => personId));
}

export async function setSeasonConsent(tx: Tx, personId: string, shown: boolean): Promise<void> {
  if (shown) await tx.seasonConsent.createMany({ data: [{ personId }], skipDuplicates: true });
  else await tx.seasonConsent.deleteMany({ where: { personId } });
}

export function findStandingCertificate(
  tx: Pick<Tx, "competitionCertificate">,
  competitionId: string,
  personId: string,
) {
  return tx.competitionCertificate.findFirst({ where: { competitionId, personId, revokedAt: null } });
}

export function listStandingCertificates(tx: Pick<Tx, "competitionCertificate">, competitionId: string) {
  return tx.competitionCertificate.findMany({ where: { competitionId, revokedAt: null } });
}

/** @throws on a second one that holds (a partial unique index) */
export function insertCertificate(tx: Tx, data: Prisma.CompetitionCertificateUncheckedCreateInput) {
  return tx.competitionCertificate.create({ data });
}

export async function endCertificate(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.competitionCertificate.update({ where: { id }, data: { revokedAt: at } });
}
