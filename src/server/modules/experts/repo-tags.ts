import type { Tx } from "@/server/platform/db";

/** Tags that exist and were not merged away. */
export async function knownTags(tx: Pick<Tx, "localTag">, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.localTag.findMany({ where: { id: { in: [...ids] }, mergedInto: null }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/** All tags that one may name, for a file whose rows name many. */
export async function existingTags(tx: Pick<Tx, "localTag">): Promise<Set<string>> {
  const rows = await tx.localTag.findMany({ where: { mergedInto: null }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

export type TagNames = { id: string; nameZh: string; nameEn: string; aliases: string[]; parentId: string | null };

/** Those of these ids that are local tags, with the tags above them. */
export async function tagsAbove(
  tx: Pick<Tx, "localTag">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TagNames>> {
  const known = new Map<string, TagNames>();
  for (let wanted = ids.filter((id) => id.startsWith("tag:")); wanted.length > 0; ) {
    const rows = await tx.localTag.findMany({
      where: { id: { in: wanted } },
      select: { id: true, nameZh: true, nameEn: true, aliases: true, parentId: true },
    });
    for (const row of rows) known.set(row.id, row);
    wanted = rows.flatMap(({ parentId }) => (parentId?.startsWith("tag:") && !known.has(parentId) ? [parentId] : []));
  }
  return known;
}

/** Who claims one of these or a tag below: found under its names and parents. */
export async function claimantsUnder(tx: Pick<Tx, "$queryRaw">, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    WITH RECURSIVE below AS (
      SELECT unnest(${[...ids]}::text[]) AS id
      UNION SELECT t."id" FROM "LocalTag" t JOIN below b ON t."parentId" = b.id)
    SELECT DISTINCT "personId" FROM "SkillClaim" WHERE "conceptId" IN (SELECT id FROM below) ORDER BY "personId"`;
  return rows.map(({ personId }) => personId);
}

/** One at a time, so that two changes cannot close a circle of parents together. */
export async function lockTags(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('experts.tags'))`;
}

export async function insertTag(
  tx: Tx,
  data: { id: string; nameZh: string; nameEn: string; proposedById: string },
): Promise<boolean> {
  // A list that is left out would be NULL in the row.
  return (await tx.localTag.createMany({ data: [{ ...data, aliases: [] }], skipDuplicates: true })).count === 1;
}

export async function listTags(tx: Pick<Tx, "$queryRaw">) {
  return tx.$queryRaw<
    {
      id: string;
      nameZh: string;
      nameEn: string;
      aliases: string[];
      parentId: string | null;
      mergedInto: string | null;
      curatedAt: Date | null;
      uses: number;
    }[]
  >`SELECT t."id", t."nameZh", t."nameEn", t."aliases", t."parentId", t."mergedInto", t."curatedAt",
      (SELECT count(*)::int FROM "SkillClaim" c WHERE c."conceptId" = t."id") AS uses
    FROM "LocalTag" t ORDER BY t."nameEn" LIMIT 1000`;
}

export function findTag(tx: Pick<Tx, "localTag">, id: string) {
  return tx.localTag.findUnique({ where: { id } });
}

export function updateTag(
  tx: Tx,
  id: string,
  data: {
    nameZh: string;
    nameEn: string;
    aliases: string[];
    parentId: string | null;
    mergedInto: string | null;
    curatedAt: Date;
  },
) {
  return tx.localTag.update({ where: { id }, data });
}

/** Claims, endorsements and evidence that named the merged tag name the other one. @returns the people whose profile changed */
export async function moveClaims(tx: Tx, from: string, to: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    WITH had AS (DELETE FROM "SkillClaim" WHERE "conceptId" = ${from} RETURNING "personId", "level")
    INSERT INTO "SkillClaim" ("personId", "conceptId", "level") SELECT "personId", ${to}, "level" FROM had
    ON CONFLICT ("personId", "conceptId") DO UPDATE SET "level" = greatest("SkillClaim"."level", excluded."level")
    RETURNING "personId"`;
  await tx.$executeRaw`UPDATE "ProfileEvidence" SET "conceptIds" = array_replace("conceptIds", ${from}, ${to}) WHERE ${from} = ANY("conceptIds")`;
  await tx.$executeRaw`
    WITH had AS (DELETE FROM "Endorsement" WHERE "conceptId" = ${from} RETURNING "personId", "byId", "level", "note", "at")
    INSERT INTO "Endorsement" ("personId", "conceptId", "byId", "level", "note", "at")
    SELECT "personId", ${to}, "byId", "level", "note", "at" FROM had
    ON CONFLICT ("personId", "conceptId", "byId")
    DO UPDATE SET "level" = greatest("Endorsement"."level", excluded."level")`;
  return rows.map(({ personId }) => personId);
}

/** Tags below the merged one lie below the other one. @returns them */
export async function moveChildren(tx: Tx, from: string, to: string): Promise<string[]> {
  const rows = await tx.localTag.updateManyAndReturn({
    where: { parentId: from },
    data: { parentId: to },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
