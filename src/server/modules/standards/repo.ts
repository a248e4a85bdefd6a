import { type ClauseKind, numberClauses } from "@/domain/standards/clause-tree";
import type { ContentNode } from "@/domain/standards/content";
import type { VersionClauseView } from "@/domain/standards/views";
import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

type Json = Prisma.InputJsonValue;

export function insertStandard(tx: Tx, data: Prisma.StandardUncheckedCreateInput) {
  return tx.standard.create({ data });
}

/** @returns false when somebody else moved it in the meantime */
export async function updateStandardAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.StandardUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.standard.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export function setOfficialNumber(tx: Tx, id: string, officialNumber: string) {
  return tx.standard.update({ where: { id }, data: { officialNumber } });
}

export function insertMove(tx: Tx, data: Prisma.StandardMoveUncheckedCreateInput) {
  return tx.standardMove.create({ data });
}

export function listMoves(tx: Pick<Tx, "standardMove">, standardId: string) {
  return tx.standardMove.findMany({ where: { standardId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
}

export function putMember(tx: Tx, data: Prisma.GroupMemberUncheckedCreateInput) {
  const { standardId, personId } = data;
  return tx.groupMember.upsert({
    where: { standardId_personId: { standardId, personId } },
    create: data,
    update: data,
  });
}

export function removeMemberRow(tx: Tx, standardId: string, personId: string) {
  return tx.groupMember.deleteMany({ where: { standardId, personId } });
}

export function putPatent(tx: Tx, data: Prisma.PatentDeclarationUncheckedCreateInput) {
  const { standardId, organisationId, revision = 1, stage } = data;
  return tx.patentDeclaration.upsert({
    where: { standardId_organisationId_revision_stage: { standardId, organisationId, revision, stage } },
    create: data,
    update: data,
  });
}

export function listPatents(tx: Pick<Tx, "patentDeclaration">, standardId: string) {
  return tx.patentDeclaration.findMany({ where: { standardId }, orderBy: { at: "asc" } });
}

export function findStandards(
  tx: Pick<Tx, "standard">,
  where: Prisma.StandardWhereInput,
  options: { skip: number; take: number },
) {
  return tx.standard.findMany({ where, orderBy: [{ updatedAt: "desc" }, { id: "desc" }], ...options });
}

export function countStandards(tx: Pick<Tx, "standard">, where: Prisma.StandardWhereInput) {
  return tx.standard.count({ where });
}

export function insertClause(tx: Tx, data: Prisma.ClauseUncheckedCreateInput) {
  return tx.clause.create({ data });
}

export function listClauses(tx: Pick<Tx, "clause">, standardId: string) {
  return tx.clause.findMany({ where: { standardId }, omit: { liveState: true }, orderBy: { position: "asc" } });
}

/** Clauses in order with numbers and content, as a snapshot keeps them. */
export async function numberedClauses(tx: Pick<Tx, "clause">, standardId: string) {
  const rows = await listClauses(tx, standardId);
  return numberClauses(
    rows.map((row) => ({
      ...row,
      kind: row.kind as ClauseKind,
      // Written only through `clauseContent`.
      content: row.content as unknown as ContentNode[],
    })),
  );
}

export async function updateClauseAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Omit<Prisma.ClauseUncheckedUpdateManyInput, "content"> & { content?: readonly ContentNode[] },
): Promise<boolean> {
  const { content, ...rest } = data;
  const { count } = await tx.clause.updateMany({
    where: { id, version },
    data: {
      ...rest,
      ...(content ? { content: content as unknown as Json } : {}),
      version: { increment: 1 },
    },
  });
  return count === 1;
}

export function setClauseLock(tx: Tx, id: string, locked: boolean) {
  return tx.clause.update({ where: { id }, data: { locked } });
}

/** The deletion is logged first; the trigger refuses a deletion without it. */
export async function deleteClauseRow(
  tx: Tx,
  clause: { id: string; standardId: string; title: string; content: unknown },
  by: { reason: string; byId: string },
): Promise<void> {
  const { id, standardId, title, content } = clause;
  await tx.clauseDeletion.create({ data: { clauseId: id, standardId, title, content: content as Json, ...by } });
  await tx.clause.delete({ where: { id } });
}

export async function insertVersion(
  tx: Tx,
  data: { standardId: string; stage: string; clauses: VersionClauseView[]; reason: string; byId: string },
): Promise<number> {
  const last = await tx.standardVersion.aggregate({ where: { standardId: data.standardId }, _max: { version: true } });
  const version = (last._max.version ?? 0) + 1;
  await tx.standardVersion.create({ data: { ...data, version, clauses: data.clauses as unknown as Json } });
  return version;
}

export function listVersions(tx: Pick<Tx, "standardVersion">, standardId: string) {
  return tx.standardVersion.findMany({ where: { standardId }, omit: { clauses: true }, orderBy: { version: "asc" } });
}

export function findVersion(tx: Pick<Tx, "standardVersion">, standardId: string, version: number) {
  return tx.standardVersion.findUnique({ where: { standardId_version: { standardId, version } } });
}

/** The clauses of a version; none where there is no such version. */
export async function clausesOfEdition(
  tx: Pick<Tx, "standardVersion">,
  standardId: string,
  version: number | null,
): Promise<VersionClauseView[]> {
  const row = version === null ? null : await findVersion(tx, standardId, version);
  // Written only by `insertVersion` from the same type, and never changed.
  return (row?.clauses ?? []) as unknown as VersionClauseView[];
}

/** Standards in a stage that may be due. */
export function listRunning(tx: Pick<Tx, "standard">) {
  return tx.standard.findMany({ where: { withdrawnAt: null, substage: { in: ["20", "60"] } }, take: 5_000 });
}

export function setReminded(tx: Tx, id: string, reminder: string) {
  return tx.standard.update({ where: { id }, data: { reminderSentFor: reminder } });
}

export function findMembers(tx: Pick<Tx, "standard">, id: string) {
  return tx.standard.findUnique({ where: { id }, include: { members: true } });
}
