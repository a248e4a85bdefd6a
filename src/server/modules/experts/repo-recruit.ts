import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function listSearches(tx: Pick<Tx, "savedSearch">, where: { personId?: string; alert?: boolean }) {
  return tx.savedSearch.findMany({ where, orderBy: { at: "desc" }, take: 10_000 });
}

export function insertSearch(
  tx: Tx,
  data: { personId: string; name: string; filter: object; alert: boolean; seen: string[] },
) {
  return tx.savedSearch.create({ data });
}

export async function deleteSearch(tx: Tx, id: string, personId: string): Promise<boolean> {
  return (await tx.savedSearch.deleteMany({ where: { id, personId } })).count === 1;
}

export async function setAlert(
  tx: Tx,
  { id, personId, ...data }: { id: string; personId: string; alert: boolean; seen?: string[] },
): Promise<boolean> {
  return (await tx.savedSearch.updateMany({ where: { id, personId }, data })).count === 1;
}

/** @param news whom the owner is told of now; without any, those of the last time stay marked */
export function rememberSeen(
  tx: Pick<Tx, "savedSearch">,
  id: string,
  { seen, news, toldAt }: { seen: string[]; news: string[]; toldAt: Date },
) {
  // One that its owner has dropped in the meantime is gone.
  return tx.savedSearch.updateMany({ where: { id }, data: { seen, toldAt, ...(news.length > 0 ? { news } : {}) } });
}

export function listShortlists(tx: Pick<Tx, "shortlist">, organisationId: string) {
  return tx.shortlist.findMany({
    where: { organisationId },
    include: { entries: { orderBy: { at: "asc" }, take: 100 } },
    orderBy: { at: "desc" },
    take: 100,
  });
}

export function findShortlist(tx: Pick<Tx, "shortlist">, id: string, organisationId: string) {
  return tx.shortlist.findFirst({ where: { id, organisationId } });
}

export function insertShortlist(tx: Tx, data: { organisationId: string; title: string; createdById: string }) {
  return tx.shortlist.create({ data });
}

export async function renameShortlistRow(tx: Tx, id: string, organisationId: string, title: string): Promise<boolean> {
  return (await tx.shortlist.updateMany({ where: { id, organisationId }, data: { title } })).count === 1;
}

/** Its entries go with it. */
export async function deleteShortlist(tx: Tx, id: string, organisationId: string): Promise<boolean> {
  return (await tx.shortlist.deleteMany({ where: { id, organisationId } })).count === 1;
}

export function saveEntry(tx: Tx, shortlistId: string, personId: string, note: string) {
  return tx.shortlistEntry.upsert({
    where: { shortlistId_personId: { shortlistId, personId } },
    create: { shortlistId, personId, note },
    update: { note },
  });
}

export async function removeEntry(tx: Tx, shortlistId: string, personId: string): Promise<boolean> {
  return (await tx.shortlistEntry.deleteMany({ where: { shortlistId, personId } })).count === 1;
}

export function insertInvitation(tx: Tx, data: Prisma.ExpertInvitationUncheckedCreateInput) {
  return tx.expertInvitation.create({ data });
}

export function findExpertInvitation(tx: Pick<Tx, "expertInvitation">, id: string) {
  return tx.expertInvitation.findUnique({ where: { id } });
}

export function listInvitations(
  tx: Pick<Tx, "expertInvitation">,
  { personId, organisationId }: { personId: string; organisationId: string | null },
) {
  return tx.expertInvitation.findMany({
    where: { OR: [{ personId }, ...(organisationId ? [{ organisationId }] : [])] },
    orderBy: { at: "desc" },
    take: 200,
  });
}

export async function answerInvitation(tx: Tx, id: string, personId: string, accepted: boolean, at: Date) {
  const { count } = await tx.expertInvitation.updateMany({
    where: { id, personId, accepted: null },
    data: { accepted, answeredAt: at },
  });
  return count === 1;
}
