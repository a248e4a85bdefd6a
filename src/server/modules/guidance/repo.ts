import { expandedClause } from "@/domain/guidance/applicability";
import type { DocumentContent, DocumentKind } from "@/domain/guidance/schema";
import type { Tx } from "@/server/platform/db";
import { Prisma } from "@/server/platform/prisma/client";
import { currentEdition, publicEdition } from "./access";

/** Columns that lists filter and sort by, taken from the content that was accepted. */
function columnsOf(content: DocumentContent) {
  return {
    content: content as unknown as Prisma.InputJsonObject,
    language: content.language,
    titleZh: content.titleZh,
    titleEn: content.titleEn,
    code: content.code,
    summaryZh: content.summaryZh,
    summaryEn: content.summaryEn,
    force: content.force,
    topics: content.topics,
    issuerIds: content.issuerIds,
    effectiveOn: content.effectiveOn ?? null,
    expiresOn: content.expiresOn ?? null,
    acknowledgeDays: content.acknowledgeDays ?? null,
    obligationCount: content.obligations.length,
  };
}

export function insertDocument(tx: Tx, data: { kind: DocumentKind; ownerOrganisationId: string; createdById: string }) {
  return tx.guidanceDocument.create({ data });
}

export function insertEdition(
  tx: Tx,
  content: DocumentContent,
  data: { documentId: string; edition: number; reason: string; createdById: string },
) {
  return tx.guidanceEdition.create({ data: { ...columnsOf(content), ...data } });
}

/** @returns false when somebody else saved in the meantime */
export async function updateEditionAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.GuidanceEditionUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.guidanceEdition.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export function saveEditionContent(tx: Tx, id: string, version: number, content: DocumentContent): Promise<boolean> {
  return updateEditionAtVersion(tx, id, version, columnsOf(content));
}

export async function readEditionContent(tx: Pick<Tx, "guidanceEdition">, id: string): Promise<unknown> {
  return (await tx.guidanceEdition.findUniqueOrThrow({ where: { id }, select: { content: true } })).content;
}

/** The parts of an edition that other parts of the platform compare with, written when it is signed for good. */
export async function writeEditionParts(tx: Tx, editionId: string, content: DocumentContent): Promise<void> {
  const clauses = [
    ...content.rule.include.map((clause) => ({ clause, except: false })),
    ...content.rule.except.map((clause) => ({ clause, except: true })),
  ];
  await tx.guidanceClause.createMany({
    data: clauses.map(({ clause, except }, position) => ({ editionId, position, except, ...expandedClause(clause) })),
  });
  await tx.guidanceRelation.createMany({
    data: content.relations.map(({ kind, documentId, text }, position) => ({
      editionId,
      position,
      kind,
      documentId: documentId ?? null,
      text,
    })),
  });
  await tx.guidanceListItem.createMany({
    data: content.items.map((item, position) => ({
      editionId,
      position,
      listKind: content.listKind ?? "",
      code: item.code,
      effect: item.effect,
      activities: item.activities,
      content: item as unknown as Prisma.InputJsonObject,
    })),
  });
}

export async function clearEditionParts(tx: Tx, editionId: string): Promise<void> {
  await tx.guidanceClause.deleteMany({ where: { editionId } });
  await tx.guidanceRelation.deleteMany({ where: { editionId } });
  await tx.guidanceListItem.deleteMany({ where: { editionId } });
}

export function insertDecision(
  tx: Tx,
  data: {
    editionId: string;
    organisationId: string;
    personId: string;
    approved: boolean;
    reason: string;
    contentHash: string;
  },
) {
  return tx.guidanceDecision.create({ data });
}

/** Signatures of a text that will change again; they stay on record and no longer count. */
export async function voidDecisions(tx: Tx, editionId: string, at: Date): Promise<void> {
  await tx.guidanceDecision.updateMany({ where: { editionId, voidedAt: null }, data: { voidedAt: at } });
}

/** The edition in force gives way at `endsAt`; null takes that back, for those that have not ended by `now`. */
export async function endEarlierEditions(
  tx: Tx,
  documentId: string,
  edition: number,
  endsAt: Date | null,
  now: Date,
): Promise<void> {
  await tx.guidanceEdition.updateMany({
    where: {
      documentId,
      edition: { lt: edition },
      state: "approved",
      OR: [{ endsAt: null }, { endsAt: { gt: now } }],
    },
    data: { endsAt },
  });
}

export function setRepeal(tx: Tx, documentId: string, repealedAt: Date | null, repealedById: string | null) {
  return tx.guidanceDocument.update({ where: { id: documentId }, data: { repealedAt, repealedById } });
}

export function setWithdrawn(tx: Tx, documentId: string, withdrawnAt: Date, withdrawnReason: string) {
  return tx.guidanceDocument.update({ where: { id: documentId }, data: { withdrawnAt, withdrawnReason } });
}

/** Documents named by relations, locked in the order of their ids so that two bodies cannot wait for each other. */
export async function lockDocuments(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  await tx.$queryRaw`
    SELECT 1 FROM "GuidanceDocument" WHERE "id" = ANY(${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
  return tx.guidanceDocument.findMany({
    where: { id: { in: [...ids] } },
    include: { editions: { where: { state: "approved" }, omit: { content: true } } },
  });
}

export type ListFilter = {
  kind?: string | undefined;
  topic?: string | undefined;
  number?: number | undefined;
  status: "current" | "ended" | "all";
  tokens: string | null;
  now: Date;
  today: string;
};

/** A page of public documents, each in the edition that counts now: one rule for rows, count and search. */
export async function listPublic(
  tx: Pick<Tx, "$queryRaw" | "guidanceEdition">,
  { kind, topic, number, status, tokens, now, today }: ListFilter,
  { skip, take }: { skip: number; take: number },
) {
  const ended = Prisma.sql`(coalesce(d."withdrawnAt" <= ${now}, false) OR coalesce(d."repealedAt" <= ${now}, false) OR coalesce(e."expiresOn" < ${today}, false))`;
  const where = Prisma.join(
    [
      currentEdition(now),
      kind ? Prisma.sql`d."kind"::text = ${kind}` : Prisma.sql`true`,
      number ? Prisma.sql`d."number" = ${number}` : Prisma.sql`true`,
      topic ? Prisma.sql`${topic} = ANY(e."topics")` : Prisma.sql`true`,
      status === "current" ? Prisma.sql`NOT ${ended}` : status === "ended" ? ended : Prisma.sql`true`,
      tokens
        ? Prisma.sql`EXISTS (SELECT 1 FROM "SearchDocument" s WHERE s."entity" = 'guidance' AND s."entityId" = e."id" AND s."tokens" @@ to_tsquery('simple', ${tokens}))`
        : Prisma.sql`true`,
    ],
    " AND ",
  );
  const found = Prisma.sql`FROM "GuidanceEdition" e JOIN "GuidanceDocument" d ON d."id" = e."documentId" WHERE ${where}`;
  const ids = await tx.$queryRaw<{ id: string; total: bigint }[]>`
    SELECT e."id", count(*) OVER () AS total ${found} ORDER BY e."publishAt" DESC, e."id" DESC OFFSET ${skip} LIMIT ${take}`;
  // A page past the end has no row to carry the count.
  const counted =
    ids.length > 0 || skip === 0 ? ids : await tx.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total ${found}`;
  return {
    total: Number(counted[0]?.total ?? 0),
    rows: await editionsInOrder(
      tx,
      ids.map(({ id }) => id),
    ),
  };
}

const withDocument = { omit: { content: true }, include: { document: true } } as const;
export type ListedEdition = Prisma.GuidanceEditionGetPayload<typeof withDocument>;

export async function editionsInOrder(
  tx: Pick<Tx, "guidanceEdition">,
  ids: readonly string[],
): Promise<ListedEdition[]> {
  const rows = await tx.guidanceEdition.findMany({ where: { id: { in: [...ids] } }, ...withDocument });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export function listDesk(tx: Pick<Tx, "guidanceEdition">, where: Prisma.GuidanceEditionWhereInput) {
  return tx.guidanceEdition.findMany({
    where,
    omit: { content: true },
    include: { document: true, decisions: { orderBy: { at: "asc" } } },
    orderBy: { updatedAt: "desc" },
    take: 100,
  });
}

/** Documents whose public editions name this one. */
export function listRelationsTo(tx: Pick<Tx, "$queryRaw">, documentId: string, now: Date) {
  return tx.$queryRaw<{ kind: string; documentId: string; titleZh: string; titleEn: string; code: string }[]>`
    SELECT r."kind", e."documentId", e."titleZh", e."titleEn", e."code" FROM "GuidanceRelation" r
    JOIN "GuidanceEdition" e ON e."id" = r."editionId"
    WHERE r."documentId" = ${documentId}::uuid AND ${publicEdition(now)}
    ORDER BY e."publishAt" DESC LIMIT 100`;
}

/** Titles of public documents by id, for relations and repeals. */
export function publicTitles(tx: Pick<Tx, "$queryRaw">, documentIds: readonly string[], now: Date) {
  return tx.$queryRaw<{ documentId: string; titleZh: string; titleEn: string; code: string }[]>`
    SELECT e."documentId", e."titleZh", e."titleEn", e."code" FROM "GuidanceEdition" e
    WHERE e."documentId" = ANY(${[...documentIds]}::uuid[]) AND ${currentEdition(now)}`;
}

export function findEdition(tx: Pick<Tx, "guidanceEdition">, id: string) {
  return tx.guidanceEdition.findUnique({ where: { id }, include: { document: true } });
}

/** The newest approved edition of a document. */
export function newestEdition(tx: Pick<Tx, "guidanceEdition">, documentId: string) {
  return tx.guidanceEdition.findFirst({
    where: { documentId, state: "approved" },
    orderBy: { edition: "desc" },
    omit: { content: true },
  });
}

/** Organisations that read or acknowledged a document, which have to hear when it ends. */
export async function listReaders(tx: Pick<Tx, "$queryRaw">, documentId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "organisationId" AS id FROM "GuidanceReading" WHERE "documentId" = ${documentId}::uuid
    UNION SELECT "organisationId" FROM "GuidanceAcknowledgement" WHERE "documentId" = ${documentId}::uuid`;
  return rows.map(({ id }) => id);
}
