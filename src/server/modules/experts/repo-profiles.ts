import type { AudienceMap, ProfileContent } from "@/domain/experts/profile";
import { foldName, skeleton } from "@/domain/shared/folding";
import type { Tx } from "@/server/platform/db";
import type { Prisma, ProfileEvidence } from "@/server/platform/prisma/client";
import { tagsAbove } from "./repo-tags";

type Read = Pick<
  Tx,
  "expertProfile" | "skillClaim" | "profileEvidence" | "endorsement" | "poolTerm" | "localTag" | "$queryRaw"
>;
export type EvidenceRow = ProfileEvidence;

/** So many pieces of evidence of one person are shown and counted, the newest. */
const mostEvidence = 2_000;

/** Who has much leaves the others theirs: where the common limit is met, each person is asked for alone. */
async function newestEvidence(tx: Pick<Tx, "profileEvidence">, personIds: readonly string[]): Promise<EvidenceRow[]> {
  const orderBy = [{ date: "desc" }, { id: "asc" }] satisfies Prisma.ProfileEvidenceOrderByWithRelationInput[];
  const take = mostEvidence * personIds.length + 1;
  const together = await tx.profileEvidence.findMany({ where: { personId: { in: [...personIds] } }, orderBy, take });
  if (together.length < take) return together;
  const rows: EvidenceRow[] = [];
  for (const personId of new Set(personIds))
    rows.push(...(await tx.profileEvidence.findMany({ where: { personId }, orderBy, take: mostEvidence })));
  return rows;
}

/** All of one's own, for a file. */
export function listEvidence(tx: Pick<Tx, "profileEvidence">, personId: string): Promise<EvidenceRow[]> {
  return tx.profileEvidence.findMany({ where: { personId }, orderBy: [{ date: "desc" }, { id: "asc" }] });
}

/** Everything that says who somebody is, of several people at once; who has no profile is absent. */
export async function findProfiles(tx: Read, personIds: readonly string[], now: Date) {
  const where = { personId: { in: [...personIds] } };
  const [profiles, claims, evidence, endorsements, terms] = await Promise.all([
    tx.expertProfile.findMany({ where, omit: { tokens0: true, tokens1: true, tokens2: true } }),
    tx.skillClaim.findMany({ where, orderBy: { conceptId: "asc" } }),
    newestEvidence(tx, personIds),
    tx.endorsement.findMany({ where }),
    tx.poolTerm.findMany({
      where: { ...where, endedAt: null, until: { gt: now } },
      include: { pool: { select: { id: true, nameZh: true, nameEn: true } } },
    }),
  ]);
  const tags = await tagsAbove(tx, [...new Set(claims.map(({ conceptId }) => conceptId))]);
  return profiles.map((profile) => {
    const own = <T extends { personId: string }>(rows: readonly T[]) =>
      rows.filter(({ personId }) => personId === profile.personId);
    return {
      profile,
      claims: own(claims),
      evidence: own(evidence).slice(0, mostEvidence),
      endorsements: own(endorsements),
      terms: own(terms),
      tags,
    };
  });
}
export type ProfileRows = Awaited<ReturnType<typeof findProfiles>>[number];

/** Held until the transaction ends, so that what is derived from a profile is derived from its last state. */
export async function lockProfile(tx: Tx, personId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "ExpertProfile" WHERE "personId" = ${personId}::uuid FOR UPDATE`;
}

export type ProfileData = {
  content: ProfileContent;
  audiences: AudienceMap;
  listed: boolean;
  birthDate: Date | null;
  folded: string[];
  skeletons: string[];
  lookAlikeOf: string | null;
};

/** Version 0 means "not there yet". @returns false when somebody else saved in the meantime */
export async function saveProfileRow(tx: Tx, personId: string, version: number, data: ProfileData): Promise<boolean> {
  if (version === 0)
    return (await tx.expertProfile.createMany({ data: [{ personId, ...data }], skipDuplicates: true })).count === 1;
  const { count } = await tx.expertProfile.updateMany({
    where: { personId, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export async function saveTokens(
  tx: Tx,
  personId: string,
  tokens: readonly [string[], string[], string[]],
  strength: number,
): Promise<void> {
  const [tokens0, tokens1, tokens2] = tokens;
  await tx.$executeRaw`
    UPDATE "ExpertProfile" SET "tokens0" = ${tokens0}, "tokens1" = ${tokens1}, "tokens2" = ${tokens2},
      "strength" = ${strength}, "changedAt" = clock_timestamp() WHERE "personId" = ${personId}::uuid`;
}

/** A listed person of whose names one can be mistaken for one of these and is not the same; sharing another is no excuse. */
export async function findLookAlike(tx: Tx, personId: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    const like = skeleton(name);
    if (like === "") continue;
    const [row] = await tx.$queryRaw<{ personId: string }[]>`
      SELECT "personId" FROM "ExpertProfile"
      WHERE "personId" <> ${personId}::uuid AND "listed" AND "skeletons" && ${[like]} AND NOT "folded" && ${[foldName(name)]}
      ORDER BY "createdAt", "personId" LIMIT 1`;
    if (row) return row.personId;
  }
  return null;
}

export async function clearLookAlike(tx: Tx, personId: string): Promise<boolean> {
  const { count } = await tx.expertProfile.updateMany({
    where: { personId, NOT: { lookAlikeOf: null } },
    data: { lookAlikeOf: null },
  });
  return count === 1;
}

export function listNamesInReview(tx: Pick<Tx, "expertProfile">) {
  return tx.expertProfile.findMany({
    where: { NOT: { lookAlikeOf: null } },
    select: { personId: true, lookAlikeOf: true, content: true },
    take: 100,
  });
}

export async function replaceClaims(
  tx: Tx,
  personId: string,
  claims: readonly { conceptId: string; level: number }[],
): Promise<void> {
  const kept = claims.map(({ conceptId }) => conceptId);
  await tx.skillClaim.deleteMany({ where: { personId, conceptId: { notIn: kept } } });
  for (const { conceptId, level } of claims)
    await tx.skillClaim.upsert({
      where: { personId_conceptId: { personId, conceptId } },
      create: { personId, conceptId, level },
      update: { level },
    });
}

/** Claims that are not there yet, for what was earned here. */
export async function addClaims(tx: Tx, personId: string, conceptIds: readonly string[], level: number): Promise<void> {
  await tx.skillClaim.createMany({
    data: conceptIds.map((conceptId) => ({ personId, conceptId, level })),
    skipDuplicates: true,
  });
}

export function hasClaim(tx: Tx, personId: string, conceptId: string): Promise<number> {
  return tx.skillClaim.count({ where: { personId, conceptId } });
}

export async function saveEndorsement(tx: Tx, data: Prisma.EndorsementUncheckedCreateInput): Promise<void> {
  const { personId, conceptId, byId, level, note } = data;
  await tx.endorsement.upsert({
    where: { personId_conceptId_byId: { personId, conceptId, byId } },
    create: data,
    update: { level, note },
  });
}

export type NewEvidence = {
  personId: string;
  kind: string;
  title: string;
  body?: string;
  language: string;
  date: Date;
  url?: string | null;
  people?: string[];
  workKey: string;
  conceptIds: string[];
  supports: number;
  source: string;
  standing?: string;
  audience?: string;
  credentialId?: string;
};

/** All in one statement, because a file may hold ten thousand. @returns how many are new; the same work again is not */
export function insertProfileEvidence(tx: Tx, rows: readonly NewEvidence[]): Promise<number> {
  const data = rows.map((row) => ({
    body: "",
    people: [],
    standing: "stated",
    audience: "everyone",
    ...row,
    date: row.date.toISOString().slice(0, 10),
  }));
  return tx.$executeRaw`
    INSERT INTO "ProfileEvidence" ("id", "personId", "kind", "title", "body", "language", "date", "url", "people", "workKey",
      "conceptIds", "supports", "source", "standing", "audience", "credentialId")
    SELECT uuidv7(), r.* FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS r("personId" uuid, "kind" text,
      "title" text, "body" text, "language" text, "date" date, "url" text, "people" text[], "workKey" text,
      "conceptIds" text[], "supports" int, "source" text, "standing" text, "audience" text, "credentialId" uuid)
    ON CONFLICT ("personId", "workKey") DO NOTHING`;
}

export function findEvidence(tx: Pick<Tx, "profileEvidence">, id: string) {
  return tx.profileEvidence.findUnique({ where: { id } });
}

export function updateEvidence(tx: Tx, id: string, data: Prisma.ProfileEvidenceUpdateInput) {
  return tx.profileEvidence.update({ where: { id }, data });
}

/** What was earned here goes only with its credential. */
export async function removeProfileEvidence(tx: Tx, personId: string, id: string): Promise<boolean> {
  const { count } = await tx.profileEvidence.deleteMany({ where: { id, personId, NOT: { standing: "earned" } } });
  return count === 1;
}

export async function removeEarned(tx: Tx, credentialId: string): Promise<void> {
  await tx.profileEvidence.deleteMany({ where: { credentialId } });
  await tx.evidenceItem.deleteMany({ where: { credentialId } });
}

export function countListed(tx: Pick<Tx, "expertProfile">): Promise<number> {
  return tx.expertProfile.count({ where: { listed: true } });
}

/** Changes since a moment, oldest first, for the index in memory. */
export function changedSince(tx: Pick<Tx, "$queryRaw">, since: Date, most: number) {
  return tx.$queryRaw<
    {
      personId: string;
      listed: boolean;
      tokens0: string[];
      tokens1: string[];
      tokens2: string[];
      strength: number;
      changedAt: Date;
    }[]
  >`SELECT "personId", "listed", "tokens0", "tokens1", "tokens2", "strength", "changedAt" FROM "ExpertProfile"
    WHERE "changedAt" >= ${since} ORDER BY "changedAt" LIMIT ${most}`;
}
