import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function listOpenings(tx: Pick<Tx, "talentOpening">, now: Date) {
  return tx.talentOpening.findMany({ where: { closesAt: { gt: now } }, orderBy: { closesAt: "asc" }, take: 200 });
}

export function findOpening(tx: Pick<Tx, "talentOpening">, id: string) {
  return tx.talentOpening.findUnique({ where: { id }, include: { applications: { orderBy: { at: "asc" } } } });
}

export function insertOpening(tx: Tx, data: Prisma.TalentOpeningUncheckedCreateInput) {
  return tx.talentOpening.create({ data });
}

export async function insertOpeningApplication(
  tx: Tx,
  data: { openingId: string; personId: string; note: string },
): Promise<boolean> {
  return (await tx.openingApplication.createMany({ data: [data], skipDuplicates: true })).count === 1;
}

/** @returns false for one that was answered already */
export async function answerApplication(
  tx: Tx,
  where: { openingId: string; personId: string },
  data: { accepted: boolean; reason: string },
): Promise<boolean> {
  return (await tx.openingApplication.updateMany({ where: { ...where, accepted: null }, data })).count === 1;
}

/** What openings ask for, one row a place. */
export async function openingDemand(tx: Pick<Tx, "talentOpening">, now: Date) {
  const rows = await tx.talentOpening.findMany({
    where: { closesAt: { gt: now } },
    select: { conceptIds: true, region: true, sector: true, places: true },
    take: 5_000,
  });
  return rows.flatMap(({ places, ...one }) => Array.from({ length: Math.min(places, 100) }, () => one));
}
