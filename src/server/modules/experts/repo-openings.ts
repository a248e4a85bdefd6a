import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

/** Those still open, soonest first; with an organisation, its own closed ones after them. */
export async function listOpenings(tx: Pick<Tx, "talentOpening">, now: Date, organisationId: string | null) {
  const include = { applications: true } as const;
  const [open, closed] = await Promise.all([
    tx.talentOpening.findMany({ where: { closesAt: { gt: now } }, include, orderBy: { closesAt: "asc" }, take: 200 }),
    organisationId === null
      ? []
      : tx.talentOpening.findMany({
          where: { organisationId, closesAt: { lte: now } },
          include,
          orderBy: { closesAt: "desc" },
          take: 50,
        }),
  ]);
  return [...open, ...closed];
}

export function findOpening(tx: Pick<Tx, "talentOpening">, id: string) {
  return tx.talentOpening.findUnique({ where: { id }, include: { applications: { orderBy: { at: "asc" } } } });
}

/** Holds an opening until the end of the transaction, so that places are given one after the other. */
export async function lockOpening(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "TalentOpening" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

export function closeOpeningRow(tx: Tx, id: string, closesAt: Date) {
  return tx.talentOpening.update({ where: { id }, data: { closesAt } });
}

/** @returns false for one that was answered, or never made */
export async function removeOpeningApplication(tx: Tx, openingId: string, personId: string): Promise<boolean> {
  return (await tx.openingApplication.deleteMany({ where: { openingId, personId, accepted: null } })).count === 1;
}

/** Openings of one organisation with applications that nobody has answered. */
export function listUnanswered(tx: Pick<Tx, "talentOpening">, organisationId: string) {
  return tx.talentOpening.findMany({
    where: { organisationId, applications: { some: { accepted: null } } },
    orderBy: { closesAt: "asc" },
    take: 50,
  });
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
