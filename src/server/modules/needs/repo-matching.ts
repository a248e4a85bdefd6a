import { receivingStates } from "@/domain/needs/states";
import type { Tx } from "@/server/platform/db";
import { Prisma } from "@/server/platform/prisma/client";

/** An evidence item as matching reads it. */
export type EvidenceRow = {
  id: string;
  kind: string;
  title: string;
  body: string;
  date: string;
  visibility: string;
  conceptIds: string[];
};

/** A verified organisation with its profile: everything matching has to know of a provider. */
export type SubjectRow = {
  id: string;
  country: string;
  region: string | null;
  sectors: string[];
  sizeBand: string | null;
  emailDomain: string | null;
  verifiedUntil: Date;
  summaryZh: string;
  summaryEn: string;
  conceptIds: string[];
  regions: string[];
  capacity: number;
  updatedAt: Date;
  evidence: EvidenceRow[];
};

/** One statement, whether for a page of all subjects or for a few of them; the order is that of the ids. */
function selectSubjects(tx: Pick<Tx, "$queryRaw">, which: Prisma.Sql): Promise<SubjectRow[]> {
  return tx.$queryRaw<SubjectRow[]>`
    SELECT o."id", o."country", o."region", o."sectors", o."sizeBand", o."emailDomain", o."verifiedUntil",
      p."summaryZh", p."summaryEn", p."conceptIds", p."regions", p."capacity", p."updatedAt",
      COALESCE((
        SELECT jsonb_agg(jsonb_build_object('id', e."id", 'kind', e."kind", 'title', e."title", 'body', e."body",
          'date', e."date", 'visibility', e."visibility", 'conceptIds', e."conceptIds") ORDER BY e."date" DESC, e."id")
        FROM "EvidenceItem" e WHERE e."organisationId" = o."id"), '[]'::jsonb) AS "evidence"
    FROM "Organisation" o JOIN "CapabilityProfile" p ON p."organisationId" = o."id"
    WHERE o."verifiedUntil" > now() AND ${which}`;
}

/** The next verified subjects after an id, in the order of ids. */
export function listSubjectsAfter(tx: Pick<Tx, "$queryRaw">, after: string, take: number): Promise<SubjectRow[]> {
  return selectSubjects(tx, Prisma.sql`o."id" > ${after}::uuid ORDER BY o."id" LIMIT ${take}`);
}

/** Those of the ids that are verified and have a profile. */
export async function listSubjects(tx: Pick<Tx, "$queryRaw">, ids: readonly string[]): Promise<SubjectRow[]> {
  return ids.length === 0 ? [] : selectSubjects(tx, Prisma.sql`o."id" = ANY(${[...ids]}::uuid[])`);
}

/** A need that can be answered, as the reverse question reads it. */
export function listOpenNeeds(
  tx: Pick<Tx, "need">,
  where: { after: string; take: number } | { ids: readonly string[] },
) {
  const some = "ids" in where;
  return tx.need.findMany({
    where: {
      state: { in: [...receivingStates] },
      publishedAt: { not: null },
      id: some ? { in: [...where.ids] } : { gt: where.after },
    },
    select: {
      id: true,
      content: true,
      visibility: true,
      proposalDeadline: true,
      buyerOrganisationId: true,
      invitations: { select: { organisationId: true } },
    },
    orderBy: { id: "asc" },
    ...(some ? {} : { take: where.take }),
  });
}

export type Changes = {
  /** Where to read from the next time: the oldest transaction that may still commit something. */
  horizon: bigint;
  changes: { kind: "organisation" | "need"; id: string }[];
};

/**
 * What changed in transactions from `since` on. Reading from the horizon of the last reading misses nothing, because
 * a transaction that was open then has a number at or above it; some changes are read twice, which does no harm.
 */
export async function changesSince(tx: Pick<Tx, "$queryRaw">, since: bigint): Promise<Changes> {
  const rows = await tx.$queryRaw<{ horizon: bigint; kind: "organisation" | "need" | null; id: string | null }[]>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS "horizon", c."kind", c."id"
    FROM (SELECT 1) AS always LEFT JOIN "MatchingChange" c ON c."changedIn" >= ${since}`;
  const changes = rows.flatMap(({ kind, id }) => (kind && id ? [{ kind, id }] : []));
  return { horizon: rows[0]?.horizon ?? since, changes };
}

/** Organisations whose verification ran out between two moments: nothing was written, and yet they are out. */
export async function verificationsEnded(tx: Pick<Tx, "organisation">, from: Date, to: Date): Promise<string[]> {
  const rows = await tx.organisation.findMany({
    where: { verifiedUntil: { gt: from, lte: to } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Awarded work per organisation: what is being delivered now, and how what was delivered ended. */
export function listTrackRecord(tx: Pick<Tx, "award">, organisationIds: readonly string[]) {
  return tx.award.findMany({
    where: { proposal: { organisationId: { in: [...organisationIds] } } },
    select: {
      at: true,
      proposal: { select: { organisationId: true } },
      need: { select: { id: true, state: true, buyerOrganisationId: true } },
    },
  });
}

/** Open and ended ties in which any of the organisations stands, on either side. */
export function listTiesAmong(tx: Pick<Tx, "organisationTie">, organisationIds: readonly string[]) {
  const ids = [...organisationIds];
  return tx.organisationTie.findMany({ where: { OR: [{ declaredById: { in: ids } }, { otherId: { in: ids } }] } });
}

export type MatchRow = Omit<Prisma.NeedMatchCreateManyInput, "needId">;
export type RunRow = Omit<Prisma.MatchRunUncheckedCreateInput, "needId">;
export type LedgerRow = Pick<
  Prisma.ExposureEntryCreateManyInput,
  "place" | "organisationId" | "sizeBand" | "region" | "lifted"
>;

/**
 * The newest computation replaces the one before; what it was made from is kept in each explanation and in the run.
 * Two computations of one need wait for each other.
 */
export async function replaceMatches(
  tx: Tx,
  needId: string,
  run: RunRow,
  rows: readonly MatchRow[],
  ledger: readonly LedgerRow[],
): Promise<void> {
  await lockRun(tx, needId);
  await tx.matchRun.upsert({ where: { needId }, create: { needId, ...run }, update: run });
  await tx.needMatch.deleteMany({ where: { needId } });
  await tx.needMatch.createMany({ data: rows.map((row) => ({ ...row, needId })) });
  await turnPage(tx, needId, run.needVersion, ledger, new Date(run.computedAt));
}

/**
 * The first page as it stands now: entries that no longer hold end, and new ones begin with the size and region of
 * today. What stays as it was goes on. The caller holds the need's matches.
 */
export async function turnPage(
  tx: Tx,
  needId: string,
  needVersion: number,
  ledger: readonly LedgerRow[],
  at: Date,
): Promise<void> {
  const open = await tx.exposureEntry.findMany({ where: { needId, until: null } });
  const told = (row: LedgerRow) =>
    JSON.stringify([row.place, row.organisationId, row.sizeBand, row.region, row.lifted]);
  const now = new Set(ledger.map(told));
  const staying = open.filter((row) => row.needVersion === needVersion && now.has(told(row)));
  const kept = new Set(staying.map(told));
  await tx.exposureEntry.updateMany({
    where: { needId, until: null, id: { notIn: staying.map(({ id }) => id) } },
    data: { until: at },
  });
  await tx.exposureEntry.createMany({
    data: ledger.filter((row) => !kept.has(told(row))).map((row) => ({ needId, needVersion, at, ...row })),
  });
}

async function lockRun(tx: Tx, needId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`match:${needId}`}, 0))::text`;
}

export function findRun(tx: Pick<Tx, "matchRun">, needId: string) {
  return tx.matchRun.findUnique({ where: { needId } });
}

export function findRuns(tx: Pick<Tx, "matchRun">, needIds: readonly string[]) {
  return tx.matchRun.findMany({ where: { needId: { in: [...needIds] } } });
}

export function listMatches(tx: Pick<Tx, "needMatch">, needId: string, take: number) {
  return tx.needMatch.findMany({ where: { needId }, orderBy: { rank: "asc" }, take });
}

/** Open needs for which the organisation stands among the kept matches. */
export async function needsMatchedWith(tx: Pick<Tx, "needMatch">, organisationId: string): Promise<string[]> {
  const rows = await tx.needMatch.findMany({
    where: { organisationId, need: { state: { in: [...receivingStates] } } },
    select: { needId: true },
  });
  return rows.map(({ needId }) => needId);
}

export function listNeedsById(tx: Pick<Tx, "need">, where: Prisma.NeedWhereInput) {
  return tx.need.findMany({ where });
}

export function saveMatchFeedback(
  tx: Pick<Tx, "matchFeedback">,
  data: { needId: string; organisationId: string; act: string; reason: string | null; byId: string },
) {
  const { needId, organisationId, act } = data;
  return tx.matchFeedback.upsert({
    where: { needId_organisationId_act: { needId, organisationId, act } },
    create: data,
    update: { reason: data.reason, byId: data.byId, at: new Date() },
  });
}

/** What the buyer said of organisations, the newest word last. */
export function listBuyersFeedback(tx: Pick<Tx, "matchFeedback">, needId: string) {
  return tx.matchFeedback.findMany({
    where: { needId, act: { in: ["invited", "passedOver", "excluded"] } },
    orderBy: { at: "asc" },
  });
}

/** The need's own list: whom its buyer excluded from it. */
export function listExcludedFrom(
  tx: Pick<Tx, "matchFeedback">,
  of: { readonly needId: string } | { readonly organisationId: string },
) {
  return tx.matchFeedback.findMany({
    where: { ...of, act: "excluded" },
    select: { needId: true, organisationId: true },
  });
}

export function listDismissed(tx: Pick<Tx, "matchFeedback">, organisationId: string) {
  return tx.matchFeedback.findMany({ where: { organisationId, act: "dismissed" }, select: { needId: true } });
}

/** Evidence by id, for the screens. */
export function listEvidence(tx: Pick<Tx, "evidenceItem">, ids: readonly string[]) {
  return tx.evidenceItem.findMany({ where: { id: { in: [...ids] }, visibility: { not: "onlyUs" } } });
}

/** One provider's new row, or none, and the places that follow from it; the others' scores stay as they are. */
export async function placeMatch(
  tx: Tx,
  needId: string,
  organisationId: string,
  row: MatchRow | null,
  places: readonly { readonly organisationId: string; readonly rank: number }[],
): Promise<void> {
  await tx.needMatch.deleteMany({ where: { needId, organisationId } });
  if (row) await tx.needMatch.create({ data: { ...row, needId } });
  const kept = places.map((place) => place.organisationId);
  await tx.needMatch.deleteMany({ where: { needId, organisationId: { notIn: kept } } });
  await tx.$executeRaw`
    UPDATE "NeedMatch" m SET "rank" = p."rank"
    FROM unnest(${kept}::uuid[], ${places.map(({ rank }) => rank)}::int[]) AS p("organisationId", "rank")
    WHERE m."needId" = ${needId}::uuid AND m."organisationId" = p."organisationId" AND m."rank" <> p."rank"`;
}

/** Scores as they stand, locked against a computation of the same need until the transaction ends. */
export async function holdMatches(tx: Tx, needId: string) {
  await lockRun(tx, needId);
  return tx.needMatch.findMany({
    where: { needId },
    select: { organisationId: true, score: true },
    orderBy: { rank: "asc" },
  });
}

/** Changed organisations after a place in the order of changes, oldest first, among transactions that have ended. */
export async function nextChangedProviders(
  tx: Pick<Tx, "$queryRaw">,
  after: { readonly changedIn: bigint; readonly id: string },
  take: number,
) {
  return tx.$queryRaw<{ id: string; changedIn: bigint }[]>`
    SELECT "id", "changedIn" FROM "MatchingChange"
    WHERE "kind" = 'organisation' AND ("changedIn", "id") > (${after.changedIn}, ${after.id}::uuid)
      AND "changedIn" < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY "changedIn", "id" LIMIT ${take}`;
}
