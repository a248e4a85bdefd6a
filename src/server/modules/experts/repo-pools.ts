import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function listPools(tx: Pick<Tx, "expertPool">, now: Date) {
  return tx.expertPool.findMany({
    include: { _count: { select: { terms: { where: { endedAt: null, until: { gt: now } } } } } },
    orderBy: { createdAt: "asc" },
    take: 200,
  });
}

export function insertPool(tx: Tx, data: Prisma.ExpertPoolUncheckedCreateInput) {
  return tx.expertPool.create({ data });
}

export function findPool(tx: Pick<Tx, "expertPool">, id: string) {
  return tx.expertPool.findUnique({ where: { id } });
}

/** Held until the transaction ends: terms, loads and draws of a pool change one after the other. */
export async function lockPool(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "ExpertPool" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

export function listTerms(tx: Pick<Tx, "poolTerm">, poolId: string, now: Date) {
  return tx.poolTerm.findMany({ where: { poolId, endedAt: null, until: { gt: now } }, orderBy: { from: "asc" } });
}

/** Seats that still ask for work, and recusals, of people over all uses of a pool. */
export async function loadsOf(tx: Pick<Tx, "poolSeat">, poolId: string) {
  const seats = await tx.poolSeat.findMany({
    where: { use: { poolId } },
    select: { personId: true, state: true, use: { select: { endedAt: true } } },
  });
  const loads = new Map<string, { load: number; recusals: number }>();
  for (const { personId, state, use } of seats) {
    const one = loads.get(personId) ?? { load: 0, recusals: 0 };
    if (state === "recused") one.recusals += 1;
    else if (use.endedAt === null) one.load += 1;
    loads.set(personId, one);
  }
  return loads;
}

export function listNominations(tx: Pick<Tx, "nomination">, poolId: string) {
  return tx.nomination.findMany({ where: { poolId }, include: { reviews: true }, orderBy: { at: "desc" }, take: 200 });
}

export function findNomination(tx: Pick<Tx, "nomination">, id: string) {
  return tx.nomination.findUnique({ where: { id }, include: { reviews: true, pool: true } });
}

export function insertNomination(tx: Tx, data: Prisma.NominationUncheckedCreateInput) {
  return tx.nomination.create({ data });
}

/** @returns false where it was no longer in that state */
export async function moveNomination(
  tx: Tx,
  id: string,
  from: string,
  data: Prisma.NominationUncheckedUpdateManyInput,
): Promise<boolean> {
  return (await tx.nomination.updateMany({ where: { id, state: from }, data })).count === 1;
}

export async function insertReview(
  tx: Tx,
  data: { nominationId: string; reviewerId: string; favour: boolean; reason: string },
): Promise<boolean> {
  return (await tx.nominationReview.createMany({ data: [data], skipDuplicates: true })).count === 1;
}

export function insertTerm(tx: Tx, data: { poolId: string; personId: string; from: Date; until: Date }) {
  return tx.poolTerm.create({ data });
}

export function findTerm(tx: Pick<Tx, "poolTerm">, id: string) {
  return tx.poolTerm.findUnique({ where: { id }, include: { pool: true } });
}

export function updateTerm(tx: Tx, id: string, data: Prisma.PoolTermUncheckedUpdateInput) {
  return tx.poolTerm.update({ where: { id }, data });
}

export function insertUse(tx: Tx, data: Prisma.PoolUseUncheckedCreateInput) {
  return tx.poolUse.create({ data });
}

export function findUse(tx: Pick<Tx, "poolUse">, id: string) {
  return tx.poolUse.findUnique({
    where: { id },
    include: { pool: true, seatsTaken: { orderBy: [{ item: "asc" }, { at: "asc" }] } },
  });
}

export function listUses(tx: Pick<Tx, "poolUse">, poolId: string) {
  return tx.poolUse.findMany({
    where: { poolId },
    select: { id: true, title: true, at: true, method: true },
    orderBy: { at: "desc" },
    take: 100,
  });
}

/** @returns false where the draw was carried out already */
export async function finishDraw(
  tx: Tx,
  id: string,
  data: { seed: string; outcome: Prisma.InputJsonValue; excluded: Prisma.InputJsonValue },
): Promise<boolean> {
  return (await tx.poolUse.updateMany({ where: { id, outcome: { equals: {} } }, data })).count === 1;
}

export function saveExcluded(tx: Tx, id: string, excluded: Prisma.InputJsonValue) {
  return tx.poolUse.update({ where: { id }, data: { excluded } });
}

/** @returns false where it had ended already */
export async function markUseEnded(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await tx.poolUse.updateMany({ where: { id, endedAt: null }, data: { endedAt: at } });
  return count === 1;
}

export async function insertSeats(tx: Tx, data: readonly Prisma.PoolSeatCreateManyInput[]): Promise<void> {
  for (let from = 0; from < data.length; from += 1_000)
    await tx.poolSeat.createMany({ data: data.slice(from, from + 1_000) });
}

export function findSeat(tx: Pick<Tx, "poolSeat">, id: string) {
  return tx.poolSeat.findUnique({ where: { id }, include: { use: { include: { pool: true } } } });
}

export async function answerSeat(tx: Tx, id: string, state: string, reason: string | null, at: Date): Promise<boolean> {
  const { count } = await tx.poolSeat.updateMany({
    where: { id, state: { in: ["drawn", "accepted"] } },
    data: { state, reason, answeredAt: at },
  });
  return count === 1;
}

export function openSeatsOf(tx: Pick<Tx, "poolSeat">, personId: string) {
  return tx.poolSeat.findMany({
    where: { personId, use: { endedAt: null } },
    include: { use: { select: { title: true } } },
    orderBy: { at: "desc" },
    take: 100,
  });
}

export function openNominationsOf(tx: Pick<Tx, "nomination">, personId: string) {
  return tx.nomination.findMany({ where: { personId }, include: { pool: true }, orderBy: { at: "desc" }, take: 50 });
}

/** Nominations in review that want this reviewer's word. */
export function listToReview(tx: Pick<Tx, "nomination">, reviewerId: string) {
  return tx.nomination.findMany({
    where: { state: "review", pool: { reviewerIds: { has: reviewerId } }, reviews: { none: { reviewerId } } },
    include: { pool: true },
    orderBy: { at: "asc" },
    take: 50,
  });
}

export function poolNames(tx: Pick<Tx, "expertPool">, ids: readonly string[]) {
  return tx.expertPool.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, nameZh: true, nameEn: true },
  });
}

/** Who had a term run out after `since` and by `now`, and is still found as a member of that pool. */
export function listEndedTerms(tx: Pick<Tx, "$queryRaw">, since: Date, now: Date) {
  return tx.$queryRaw<{ personId: string }[]>`
    SELECT DISTINCT t."personId" FROM "PoolTerm" t JOIN "ExpertProfile" p ON p."personId" = t."personId"
    WHERE t."endedAt" IS NULL AND t."until" > ${since} AND t."until" <= ${now} AND p."changedAt" <= t."until"`;
}
