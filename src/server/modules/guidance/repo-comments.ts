import { searchTokens } from "@/domain/shared/search-tokens";
import type { Tx } from "@/server/platform/db";
import { Prisma } from "@/server/platform/prisma/client";

/**
 * Numbers come from the consultation's own counters, whose row the insert holds until its commit; confidential comments
 * have a counter of their own, so that neither a total nor a gap tells the public of them.
 */
export async function insertComment(
  tx: Tx,
  data: {
    consultationId: string;
    section: string;
    questionKey: string | null;
    personId: string;
    organisationId: string | null;
    confidential: boolean;
    text: string;
    language: string;
  },
) {
  const { commentCount, confidentialCount } = await tx.consultation.update({
    where: { id: data.consultationId },
    data: data.confidential ? { confidentialCount: { increment: 1 } } : { commentCount: { increment: 1 } },
    select: { commentCount: true, confidentialCount: true },
  });
  const number = data.confidential ? confidentialCount : commentCount;
  const comment = await tx.consultationComment.create({ data: { ...data, number } });
  await tx.commentVersion.create({ data: { commentId: comment.id, version: 1, text: data.text } });
  await indexComment(tx, comment.id, data.consultationId, data.text);
  await addToSection(tx, data);
  return comment;
}

/** The consultation is a lexeme of its own, so that the index alone finds a word in one consultation. */
async function indexComment(tx: Tx, id: string, consultationId: string, text: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ConsultationComment" SET "tokens" = to_tsvector('simple', ${searchTokens(text).join(" ")})
      || array_to_tsvector(ARRAY[${lexemeOf(consultationId)}]) WHERE "id" = ${id}::uuid`;
}

function lexemeOf(consultationId: string): string {
  return `in:${consultationId}`;
}

export function findComment(tx: Pick<Tx, "consultationComment">, id: string) {
  return tx.consultationComment.findUnique({
    where: { id },
    include: { consultation: { omit: { content: true, annotatedContent: true } } },
  });
}

/** @returns false when somebody else's window saved first */
export async function editComment(
  tx: Tx,
  id: string,
  version: number,
  text: string,
  at: Date,
  consultationId: string,
): Promise<boolean> {
  const { count } = await tx.consultationComment.updateMany({
    where: { id, version },
    data: { text, version: { increment: 1 }, editedAt: at },
  });
  if (count === 0) return false;
  await tx.commentVersion.create({ data: { commentId: id, version: version + 1, text, at } });
  await indexComment(tx, id, consultationId, text);
  return true;
}

/** One person supports once, however often the button is pressed; the count follows the rows. */
export async function setSupport(
  tx: Tx,
  commentId: string,
  personId: string,
  version: number,
  support: boolean,
): Promise<void> {
  const { count } = support
    ? await tx.commentSupport.createMany({ data: [{ commentId, personId, version }], skipDuplicates: true })
    : await tx.commentSupport.deleteMany({ where: { commentId, personId } });
  if (count > 0)
    await tx.consultationComment.update({
      where: { id: commentId },
      data: { supportCount: { increment: support ? count : -count } },
    });
}

export type CommentFilter = {
  consultationId: string;
  /** Who reads: makers see confidential ones, others only their own. */
  makers: boolean;
  personId: string | null;
  section?: string | undefined;
  clusterId?: string | undefined;
  tokens: string | null;
  newest: boolean;
};

/** Above this a count says "at least": nobody pages that far, and counting a million rows helps no reader. */
export const countedUpTo = 10_000;

const looked = 2_000;
const commonFrom = looked / 20;

/** True when one in twenty of the best supported comments has the words. */
async function isCommon(tx: Tx, consultationId: string, asked: Prisma.Sql): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ hits: bigint }[]>`
    SELECT count(*) AS hits FROM (SELECT "tokens" FROM "ConsultationComment"
      WHERE "consultationId" = ${consultationId}::uuid ORDER BY "supportCount" DESC, "id" LIMIT ${looked}) w
    WHERE w."tokens" @@ ${asked}`;
  return Number(row?.hits ?? 0) >= commonFrom;
}

/** A page of comments: one rule for rows and count. */
export async function listComments(
  tx: Tx,
  { consultationId, makers, personId, section, clusterId, tokens, newest }: CommentFilter,
  { skip, take }: { skip: number; take: number },
) {
  const asked = tokens ? Prisma.sql`to_tsquery('simple', ${tokens})` : null;
  const common = asked !== null && (await isCommon(tx, consultationId, asked));
  // A common word is met soon on the way through the best supported; a rare one is found by the index of words. The
  // planner has no figures about most words and would choose wrongly, so each way closes the other.
  if (asked && common) await tx.$executeRaw`SET LOCAL enable_bitmapscan = off`;
  if (asked && !common) await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
  const found =
    asked && !common
      ? Prisma.sql`WITH hit AS MATERIALIZED (SELECT "id" FROM "ConsultationComment"
          WHERE "tokens" @@ (${`'${lexemeOf(consultationId)}'`}::tsquery && ${asked}))`
      : Prisma.sql``;
  const where = Prisma.join(
    [
      Prisma.sql`m."consultationId" = ${consultationId}::uuid`,
      makers
        ? Prisma.sql`true`
        : personId
          ? Prisma.sql`(NOT m."confidential" OR m."personId" = ${personId}::uuid)`
          : Prisma.sql`NOT m."confidential"`,
      section ? Prisma.sql`m."section" = ${section}` : Prisma.sql`true`,
      clusterId ? Prisma.sql`m."clusterId" = ${clusterId}::uuid` : Prisma.sql`true`,
      asked === null
        ? Prisma.sql`true`
        : common
          ? Prisma.sql`m."tokens" @@ ${asked}`
          : Prisma.sql`m."id" IN (SELECT "id" FROM hit)`,
    ],
    " AND ",
  );
  const order = newest ? Prisma.sql`m."number" DESC` : Prisma.sql`m."supportCount" DESC, m."id" ASC`;
  const [counted] = await tx.$queryRaw<{ total: bigint }[]>`
    ${found} SELECT count(*) AS total FROM (SELECT 1 FROM "ConsultationComment" m WHERE ${where} LIMIT ${countedUpTo}) x`;
  const ids = await tx.$queryRaw<{ id: string }[]>`
    ${found} SELECT m."id" FROM "ConsultationComment" m WHERE ${where} ORDER BY ${order} OFFSET ${skip} LIMIT ${take}`;
  const rows = await tx.consultationComment.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    include: { supports: { where: { personId: personId ?? "00000000-0000-0000-0000-000000000000" } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { total: Number(counted?.total ?? 0), rows: ids.flatMap(({ id }) => byId.get(id) ?? []) };
}

/** Comments of each section. @param makers true counts confidential ones too, as the list does for the same reader */
export function countBySection(
  tx: Pick<Tx, "$queryRaw">,
  consultationId: string,
  makers: boolean,
): Promise<{ anchor: string; comments: number }[]> {
  return tx.$queryRaw<{ anchor: string; comments: number }[]>`
    SELECT "section" AS anchor, "comments" + CASE WHEN ${makers} THEN "confidential" ELSE 0 END AS comments
    FROM "SectionCount" WHERE "consultationId" = ${consultationId}::uuid
      AND "comments" + CASE WHEN ${makers} THEN "confidential" ELSE 0 END > 0
    ORDER BY "section"`;
}

async function addToSection(
  tx: Tx,
  { consultationId, section, confidential }: { consultationId: string; section: string; confidential: boolean },
): Promise<void> {
  const [open, secret] = confidential ? [0, 1] : [1, 0];
  await tx.$executeRaw`
    INSERT INTO "SectionCount" ("consultationId", "section", "comments", "confidential")
    VALUES (${consultationId}::uuid, ${section}, ${open}, ${secret})
    ON CONFLICT ("consultationId", "section") DO UPDATE SET "comments" = "SectionCount"."comments" + ${open},
      "confidential" = "SectionCount"."confidential" + ${secret}`;
}

export function listVersions(tx: Pick<Tx, "commentVersion">, commentId: string) {
  return tx.commentVersion.findMany({ where: { commentId }, orderBy: { version: "asc" } });
}

/** How many supported each wording. */
export async function supportersByVersion(
  tx: Pick<Tx, "commentSupport">,
  commentId: string,
): Promise<Map<number, number>> {
  const rows = await tx.commentSupport.groupBy({ by: ["version"], where: { commentId }, _count: true });
  return new Map(rows.map(({ version, _count }) => [version, _count]));
}

/** People who commented, in the order of their ids from `after` on. */
export async function listCommenters(
  tx: Pick<Tx, "$queryRaw">,
  consultationId: string,
  after: string | null,
  take: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT "personId" AS id FROM "ConsultationComment"
    WHERE "consultationId" = ${consultationId}::uuid AND (${after}::uuid IS NULL OR "personId" > ${after}::uuid)
    ORDER BY 1 LIMIT ${take}`;
  return rows.map(({ id }) => id);
}

/** Comments in no group yet, the most supported first, for the search for duplicates. */
export function listUngrouped(tx: Pick<Tx, "consultationComment">, consultationId: string, take: number) {
  return tx.consultationComment.findMany({
    where: { consultationId, clusterId: null },
    orderBy: [{ supportCount: "desc" }, { id: "asc" }],
    select: { id: true, section: true, text: true },
    take,
  });
}

export async function insertCluster(
  tx: Tx,
  consultationId: string,
  title: string,
  commentIds: readonly string[],
): Promise<{ id: string; moved: number }> {
  const { id } = await tx.commentCluster.create({ data: { consultationId, title } });
  return { id, moved: await moveToCluster(tx, consultationId, id, commentIds) };
}

/** @returns how many of them are comments of the consultation and stand in the group now */
export async function moveToCluster(
  tx: Tx,
  consultationId: string,
  clusterId: string | null,
  commentIds: readonly string[],
): Promise<number> {
  const { count } = await tx.consultationComment.updateMany({
    where: { id: { in: [...commentIds] }, consultationId },
    data: { clusterId },
  });
  return count;
}

export function findCluster(tx: Pick<Tx, "commentCluster">, id: string) {
  return tx.commentCluster.findUnique({ where: { id } });
}

export async function replyToCluster(
  tx: Tx,
  id: string,
  version: number,
  data: { title: string; decision: string; reply: string; repliedById: string; repliedAt: Date },
): Promise<boolean> {
  const { count } = await tx.commentCluster.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

/** Groups with how many comments and supporters stand behind each. @param makers true counts confidential ones too */
export async function listClusters(tx: Pick<Tx, "$queryRaw">, consultationId: string, makers: boolean) {
  const rows = await tx.$queryRaw<
    {
      id: string;
      title: string;
      decision: string | null;
      reply: string | null;
      repliedAt: Date | null;
      version: number;
      comments: bigint;
      support: bigint;
    }[]
  >`
    SELECT k."id", k."title", k."decision", k."reply", k."repliedAt", k."version", count(m."id") AS comments,
      coalesce(sum(m."supportCount"), 0)::bigint AS support
    FROM "CommentCluster" k LEFT JOIN "ConsultationComment" m ON m."clusterId" = k."id"
      AND (${makers} OR NOT m."confidential")
    WHERE k."consultationId" = ${consultationId}::uuid
    GROUP BY k."id" ORDER BY count(m."id") DESC, k."id" LIMIT 200`;
  return rows.map((row) => ({ ...row, comments: Number(row.comments), support: Number(row.support) }));
}

/** What the outcome report counts: public comments and who made them, and beside them how many were confidential. */
export async function countPeople(tx: Pick<Tx, "$queryRaw">, consultationId: string) {
  const [row] = await tx.$queryRaw<
    { comments: bigint; people: bigint; organisations: bigint; confidential: bigint; support: bigint }[]
  >`
    SELECT count(*) FILTER (WHERE NOT "confidential") AS comments,
      count(DISTINCT "personId") FILTER (WHERE NOT "confidential") AS people,
      count(DISTINCT "organisationId") FILTER (WHERE NOT "confidential") AS organisations,
      count(*) FILTER (WHERE "confidential") AS confidential,
      coalesce(sum("supportCount") FILTER (WHERE NOT "confidential"), 0)::bigint AS support
    FROM "ConsultationComment" WHERE "consultationId" = ${consultationId}::uuid`;
  return {
    comments: Number(row?.comments ?? 0),
    people: Number(row?.people ?? 0),
    organisations: Number(row?.organisations ?? 0),
    confidential: Number(row?.confidential ?? 0),
    support: Number(row?.support ?? 0),
  };
}
