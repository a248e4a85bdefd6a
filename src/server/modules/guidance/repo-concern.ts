import type { OrganisationFacts } from "@/domain/guidance/applicability";
import { lawDay } from "@/domain/guidance/states";
import type { Tx } from "@/server/platform/db";
import { Prisma } from "@/server/platform/prisma/client";
import { currentEdition } from "./access";

/**
 * `applicability` of the domain as SQL, over `c` (a clause with narrower concepts written out) and `o` (kind, country,
 * region, sectors, size, assets). A property test holds that both agree. `certain` is the answer yes; `possible` is
 * yes or unknown.
 */
const certain = Prisma.sql`
  (c."kinds" = '{}' OR o."kind" = ANY(c."kinds"))
  AND (c."sectors" = '{}' OR c."sectors" && o."sectors")
  AND (c."regions" = '{}' OR o."country" = ANY(c."regions") OR coalesce(o."region" = ANY(c."regions"), false))
  AND (c."sizes" = '{}' OR coalesce(o."size" = ANY(c."sizes"), false))
  AND (c."assets" = '{}' OR c."assets" && o."assets")`;
const possible = Prisma.sql`
  (c."kinds" = '{}' OR o."kind" = ANY(c."kinds"))
  AND (c."sectors" = '{}' OR o."sectors" = '{}' OR c."sectors" && o."sectors")
  AND (c."regions" = '{}' OR o."country" = ANY(c."regions") OR coalesce(o."region" = ANY(c."regions"), false)
    OR (o."region" IS NULL AND EXISTS (SELECT 1 FROM unnest(c."regions") AS r(code) WHERE r.code LIKE o."country" || '-%')))
  AND (c."sizes" = '{}' OR o."size" IS NULL OR o."size" = ANY(c."sizes"))
  AND (c."assets" = '{}' OR o."assets" = '{}' OR c."assets" && o."assets")`;

/**
 * Aggregates over those clauses of one edition that are at least possible for one organisation: the others have no say.
 * `c."sure"` is `certain` for the clause.
 */
const applies = Prisma.sql`bool_or(NOT c."except" AND c."sure") AND NOT bool_or(c."except")`;
const mayApply = Prisma.sql`bool_or(NOT c."except") AND NOT bool_or(c."except" AND c."sure")`;

/** Organisations as rules see them. */
const organisationRows = Prisma.sql`
  SELECT g."id", g."kind"::text AS "kind", trim(g."country") AS "country", g."region", g."sectors",
    g."sizeBand" AS "size", coalesce(a."assets", '{}') AS "assets", g."verifiedUntil"
  FROM "Organisation" g LEFT JOIN "AssetProfile" a ON a."organisationId" = g."id"`;

export async function findOrganisationFacts(
  tx: Pick<Tx, "$queryRaw">,
  organisationId: string,
): Promise<OrganisationFacts | null> {
  const [row] = await tx.$queryRaw<(Omit<OrganisationFacts, "sizeBand"> & { size: string | null })[]>`
    SELECT o."kind", o."country", o."region", o."sectors", o."size", o."assets" FROM (${organisationRows}) o
    WHERE o."id" = ${organisationId}::uuid`;
  if (!row) return null;
  const { kind, country, region, sectors, size, assets } = row;
  return { kind, country, region, sectors, sizeBand: size, assets };
}

export type Concern = { id: string; documentId: string; applies: boolean; total: number };

/**
 * Editions in force that apply or may apply to an organisation, those that surely apply first, newest first.
 * @param onlyOpen leaves out documents whose checklist is finished and that wait for no acknowledgement
 */
export async function listConcerns(
  tx: Pick<Tx, "$queryRaw">,
  organisationId: string,
  { now, today, onlyOpen, skip, take }: { now: Date; today: string; onlyOpen: boolean; skip: number; take: number },
): Promise<Concern[]> {
  const rows = await tx.$queryRaw<(Omit<Concern, "total"> & { total: bigint })[]>`
    WITH o AS MATERIALIZED (SELECT * FROM (${organisationRows}) x WHERE x."id" = ${organisationId}::uuid),
    described AS MATERIALIZED (
      SELECT c."editionId", ${applies} AS applies
      FROM (SELECT c."editionId", c."except", ${certain} AS "sure" FROM "GuidanceClause" c CROSS JOIN o WHERE ${possible}) c
      GROUP BY c."editionId" HAVING ${mayApply}),
    concerned AS (
      SELECT e."id", e."documentId", e."publishAt", x.applies FROM described x
      JOIN "GuidanceEdition" e ON e."id" = x."editionId" JOIN "GuidanceDocument" d ON d."id" = e."documentId"
      WHERE ${currentEdition(now)} AND NOT coalesce(d."withdrawnAt" <= ${now}, false)
        AND NOT coalesce(d."repealedAt" <= ${now}, false) AND NOT coalesce(e."expiresOn" < ${today}, false)
        AND ${onlyOpen ? openWork(organisationId) : Prisma.sql`true`})
    SELECT "id", "documentId", "applies", count(*) OVER () AS total FROM concerned
    ORDER BY "applies" DESC, "publishAt" DESC, "id" DESC OFFSET ${skip} LIMIT ${take}`;
  return rows.map((row) => ({ ...row, total: Number(row.total) }));
}

export type EndedConcern = {
  documentId: string;
  titleZh: string;
  titleEn: string;
  code: string;
  how: "withdrawn" | "repealed" | "expired";
};

/** Documents that surely applied to an organisation and came to an end after `since`, the latest known first. */
export function listEndedSince(
  tx: Pick<Tx, "$queryRaw">,
  organisationId: string,
  { since, now }: { since: Date; now: Date },
): Promise<EndedConcern[]> {
  const [from, today] = [lawDay(since), lawDay(now)];
  return tx.$queryRaw<EndedConcern[]>`
    WITH o AS MATERIALIZED (SELECT * FROM (${organisationRows}) x WHERE x."id" = ${organisationId}::uuid),
    over AS MATERIALIZED (
      SELECT e."id", e."documentId", e."titleZh", e."titleEn", e."code", e."publishAt",
        CASE WHEN d."withdrawnAt" > ${since} AND d."withdrawnAt" <= ${now} THEN 'withdrawn'
          WHEN d."repealedAt" > ${since} AND d."repealedAt" <= ${now} THEN 'repealed' ELSE 'expired' END AS how
      FROM "GuidanceEdition" e JOIN "GuidanceDocument" d ON d."id" = e."documentId"
      WHERE ${currentEdition(now)} AND NOT coalesce(d."withdrawnAt" <= ${since}, false)
        AND NOT coalesce(d."repealedAt" <= ${since}, false) AND ((d."withdrawnAt" > ${since} AND d."withdrawnAt" <= ${now})
        OR (d."repealedAt" > ${since} AND d."repealedAt" <= ${now})
        OR (e."expiresOn" >= ${from} AND e."expiresOn" < ${today})))
    SELECT v."documentId", v."titleZh", v."titleEn", v."code", v.how FROM over v CROSS JOIN o
    CROSS JOIN LATERAL (SELECT c."except", ${certain} AS "sure" FROM "GuidanceClause" c
      WHERE c."editionId" = v."id" AND ${possible}) c
    GROUP BY v."id", v."documentId", v."titleZh", v."titleEn", v."code", v."publishAt", v.how
    HAVING ${applies} ORDER BY v."publishAt" DESC, v."id" LIMIT 50`;
}

function openWork(organisationId: string): Prisma.Sql {
  return Prisma.sql`(
    (e."obligationCount" > (SELECT count(*) FROM "ChecklistLine" l WHERE l."documentId" = e."documentId"
      AND l."organisationId" = ${organisationId}::uuid AND l."state" IN ('done', 'notApplicable')))
    OR (e."acknowledgeDays" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "GuidanceAcknowledgement" k
      WHERE k."documentId" = e."documentId" AND k."organisationId" = ${organisationId}::uuid AND k."edition" = e."edition"))
    OR (e."obligationCount" = 0 AND e."acknowledgeDays" IS NULL))`;
}

/**
 * Verified organisations that an edition surely applies to, in the order of their ids.
 * @param take how many organisations are looked at, from `after` on
 * @returns whom it concerns among them, and where to go on; null at the end
 */
export async function listConcerned(
  tx: Pick<Tx, "$queryRaw">,
  editionId: string,
  { now, after, take }: { now: Date; after: string | null; take: number },
): Promise<{ ids: string[]; next: string | null }> {
  const rows = await tx.$queryRaw<{ id: string; concerned: boolean }[]>`
    WITH o AS MATERIALIZED (
      SELECT * FROM (${organisationRows}) x
      WHERE x."verifiedUntil" > ${now} AND (${after}::uuid IS NULL OR x."id" > ${after}::uuid) ORDER BY x."id" LIMIT ${take}),
    clauses AS MATERIALIZED (SELECT * FROM "GuidanceClause" c WHERE c."editionId" = ${editionId}::uuid)
    SELECT o."id", (SELECT ${applies} FROM (
      SELECT c."except", ${certain} AS "sure" FROM clauses c WHERE ${possible}) c
    ) IS TRUE AS concerned FROM o ORDER BY o."id"`;
  const last = rows.length === take ? rows.at(-1)?.id : undefined;
  return { ids: rows.flatMap(({ id, concerned }) => (concerned ? [id] : [])), next: last ?? null };
}

export type ReachRow = {
  region: string;
  sector: string;
  size: string;
  applies: number;
  read: number;
  acknowledged: number;
  lines: number;
  finished: number;
  completed: number;
};

/**
 * Figures of one edition over the verified organisations it surely applies to, by country or province, first sector
 * and size. An organisation with several sectors counts once, under the first it names, so that figures add up.
 */
export async function readReachRows(
  tx: Pick<Tx, "$queryRaw">,
  edition: { id: string; documentId: string; edition: number; obligationCount: number },
  now: Date,
): Promise<ReachRow[]> {
  const rows = await tx.$queryRaw<Record<keyof ReachRow, string | bigint>[]>`
    WITH clauses AS MATERIALIZED (SELECT * FROM "GuidanceClause" c WHERE c."editionId" = ${edition.id}::uuid),
    concerned AS (
      SELECT o."id", coalesce(o."region", o."country") AS region, coalesce(o."sectors"[1], '') AS sector,
        coalesce(o."size", '') AS size
      FROM (${organisationRows}) o
      WHERE o."verifiedUntil" > ${now} AND (SELECT ${applies} FROM (
        SELECT c."except", ${certain} AS "sure" FROM clauses c WHERE ${possible}) c)),
    ticked AS (
      SELECT l."organisationId" AS id, count(*) AS n FROM "ChecklistLine" l
      WHERE l."documentId" = ${edition.documentId}::uuid AND l."state" IN ('done', 'notApplicable')
      GROUP BY l."organisationId")
    SELECT n.region, n.sector, n.size, count(*) AS applies, count(r."at") AS read, count(k."at") AS acknowledged,
      count(*) * ${edition.obligationCount} AS lines,
      sum(least(coalesce(t.n, 0), ${edition.obligationCount}))::bigint AS finished,
      count(*) FILTER (WHERE coalesce(t.n, 0) >= ${edition.obligationCount}) AS completed
    FROM concerned n
    LEFT JOIN "GuidanceReading" r ON r."documentId" = ${edition.documentId}::uuid AND r."organisationId" = n."id"
    LEFT JOIN "GuidanceAcknowledgement" k ON k."documentId" = ${edition.documentId}::uuid
      AND k."organisationId" = n."id" AND k."edition" = ${edition.edition}
    LEFT JOIN ticked t ON t.id = n."id"
    GROUP BY n.region, n.sector, n.size`;
  return rows.map((row) => ({
    region: String(row.region),
    sector: String(row.sector),
    size: String(row.size),
    applies: Number(row.applies),
    read: Number(row.read),
    acknowledged: Number(row.acknowledged),
    lines: Number(row.lines),
    finished: Number(row.finished),
    completed: Number(row.completed),
  }));
}
