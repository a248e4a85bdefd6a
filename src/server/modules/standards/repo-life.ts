import type { ContentNode } from "@/domain/standards/content";
import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

/** Rows around the text. Numbers follow each other within a standard, whose row the caller has locked. */

export async function insertChange(
  tx: Tx,
  data: Omit<Prisma.StandardChangeUncheckedCreateInput, "number" | "content"> & { content: readonly ContentNode[] },
) {
  const last = await tx.standardChange.aggregate({ where: { standardId: data.standardId }, _max: { number: true } });
  const content = data.content as unknown as Prisma.InputJsonValue;
  return tx.standardChange.create({ data: { ...data, content, number: (last._max.number ?? 0) + 1 } });
}

export function listChanges(tx: Pick<Tx, "standardChange">, standardId: string) {
  return tx.standardChange.findMany({ where: { standardId }, orderBy: { number: "desc" }, take: 1_000 });
}

/** Held to the end of the transaction, so that two decisions meet. */
export async function findChange(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "StandardChange" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.standardChange.findUnique({ where: { id } });
}

export function updateChange(tx: Tx, id: string, data: Prisma.StandardChangeUncheckedUpdateInput) {
  return tx.standardChange.update({ where: { id }, data });
}

export function countUnsettledChanges(tx: Pick<Tx, "standardChange">, standardId: string) {
  return tx.standardChange.count({ where: { standardId, state: { in: ["open", "accepted"] } } });
}

/** The comments that a change request answers say in which version of the clause the answer stands. */
export function markChanged(tx: Tx, standardId: string, commentIds: readonly string[], changedVersion: number) {
  return tx.standardComment.updateMany({
    where: { standardId, id: { in: [...commentIds] } },
    data: { changedVersion },
  });
}

export function putDocument(tx: Tx, data: Prisma.MappedDocumentUncheckedCreateInput) {
  return tx.mappedDocument.create({ data });
}

export async function findDocument(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "MappedDocument" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.mappedDocument.findUnique({ where: { id } });
}

export function listMappedDocuments(tx: Pick<Tx, "mappedDocument">, standardId: string) {
  return tx.mappedDocument.findMany({ where: { standardId }, orderBy: { reference: "asc" } });
}

export function newEdition(tx: Tx, id: string, reference: string) {
  return tx.mappedDocument.update({ where: { id }, data: { reference, edition: { increment: 1 } } });
}

/** One mapping a pair; writing it again says that both sides were looked at now. */
export function putMapping(tx: Tx, data: Prisma.ClauseMappingUncheckedCreateInput) {
  const { clauseId, documentId, target } = data;
  return tx.clauseMapping.upsert({
    where: { clauseId_documentId_target: { clauseId, documentId, target } },
    create: data,
    update: { ...data, at: new Date(), version: { increment: 1 } },
  });
}

export function listMappings(tx: Pick<Tx, "clauseMapping">, standardId: string) {
  return tx.clauseMapping.findMany({ where: { standardId }, orderBy: [{ documentId: "asc" }, { target: "asc" }] });
}

export function findMapping(tx: Pick<Tx, "clauseMapping">, id: string) {
  return tx.clauseMapping.findUnique({ where: { id }, include: { document: true } });
}

/** @returns false when somebody else changed it in the meantime */
export async function confirmMappingRow(
  tx: Tx,
  { id, version }: { id: string; version: number },
  sides: { clauseDigest: string; edition: number; targetVersion: number | null; byId: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.clauseMapping.updateMany({
    where: { id, version },
    data: { ...sides, version: { increment: 1 } },
  });
  return count === 1;
}

export async function deleteMappingRow(tx: Tx, { id, version }: { id: string; version: number }): Promise<boolean> {
  return (await tx.clauseMapping.deleteMany({ where: { id, version } })).count === 1;
}

export function insertTrial(tx: Tx, data: Prisma.StandardTrialUncheckedCreateInput) {
  return tx.standardTrial.create({ data });
}

/** Trials, newest first, with the change request that answers each. */
export async function listTrials(tx: Pick<Tx, "standardTrial" | "standardChange">, standardId: string) {
  const trials = await tx.standardTrial.findMany({ where: { standardId }, orderBy: { at: "desc" }, take: 1_000 });
  const changes = await tx.standardChange.findMany({
    where: { id: { in: trials.flatMap(({ changeRequestId }) => changeRequestId ?? []) } },
    select: { id: true, number: true, state: true },
  });
  const byId = new Map(changes.map((change) => [change.id, change]));
  return trials.map((trial) => ({ ...trial, change: byId.get(trial.changeRequestId ?? "") ?? null }));
}

export function findTrial(tx: Pick<Tx, "standardTrial">, id: string) {
  return tx.standardTrial.findUnique({ where: { id } });
}

export function answerTrialRow(tx: Tx, id: string, changeRequestId: string) {
  return tx.standardTrial.update({ where: { id }, data: { changeRequestId } });
}

export function setTrialsRequired(tx: Tx, id: string, trialsRequired: boolean) {
  return tx.standard.update({ where: { id }, data: { trialsRequired } });
}

export function insertSignal(tx: Tx, data: Prisma.StandardSignalUncheckedCreateInput) {
  return tx.standardSignal.create({ data });
}

export function listSignals(tx: Pick<Tx, "standardSignal">, standardId: string) {
  return tx.standardSignal.findMany({ where: { standardId }, orderBy: { at: "desc" }, take: 100 });
}

export function setReviewDue(tx: Tx, id: string, reviewDueAt: Date) {
  return tx.standard.update({ where: { id }, data: { reviewDueAt } });
}

/** Published standards, newest first, of which the catalogue makes its page and its counts. */
export function listPublished(tx: Pick<Tx, "standard">) {
  return tx.standard.findMany({
    where: { publishedAt: { not: null } },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    take: 5_000,
  });
}

/** What this one replaced, and what replaced this one. */
export function listReplacements(tx: Pick<Tx, "standard">, id: string, replacedById: string | null) {
  return tx.standard.findMany({
    where: { OR: [{ replacedById: id }, ...(replacedById ? [{ id: replacedById }] : [])] },
    orderBy: { number: "asc" },
    take: 100,
  });
}

export function findMapped(tx: Pick<Tx, "standard">, ids: readonly string[]) {
  return tx.standard.findMany({
    where: { id: { in: [...ids] }, publishedAt: { not: null } },
    select: { id: true, publishedVersion: true, withdrawnAt: true },
  });
}

export async function setSubscription(tx: Tx, standardId: string, personId: string, on: boolean): Promise<void> {
  if (on) await tx.standardSubscription.createMany({ data: [{ standardId, personId }], skipDuplicates: true });
  else await tx.standardSubscription.deleteMany({ where: { standardId, personId } });
}

export function listSubscribers(tx: Pick<Tx, "standardSubscription">, standardId: string) {
  return tx.standardSubscription.findMany({ where: { standardId }, select: { personId: true } });
}

export async function isSubscribed(tx: Pick<Tx, "standardSubscription">, standardId: string, personId: string) {
  return (await tx.standardSubscription.count({ where: { standardId, personId } })) === 1;
}

export function findBallotOf(tx: Pick<Tx, "ballot">, id: string) {
  return tx.ballot.findUnique({ where: { id }, include: { standard: { select: { titleZh: true, titleEn: true } } } });
}
