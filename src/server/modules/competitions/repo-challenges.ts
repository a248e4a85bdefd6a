import { type ChallengeData, logTime } from "@/domain/competitions/log";
import { scoringRule } from "@/domain/competitions/schema";
import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";
import type { NewEvent } from "./repo-log";

export type ChallengeRow = Prisma.ChallengeGetPayload<{ include: { flags: true; hints: true } }>;

export function findChallenge(tx: Pick<Tx, "challenge">, id: string): Promise<ChallengeRow | null> {
  return tx.challenge.findUnique({ where: { id }, include: wholly });
}

const wholly = {
  flags: { orderBy: { position: "asc" } },
  hints: { orderBy: { position: "asc" } },
} satisfies Prisma.ChallengeInclude;

export function listChallenges(tx: Pick<Tx, "challenge">, where: Prisma.ChallengeWhereInput): Promise<ChallengeRow[]> {
  return tx.challenge.findMany({
    where,
    include: wholly,
    orderBy: [{ category: "asc" }, { position: "asc" }, { key: "asc" }],
    take: 500,
  });
}

export function insertChallenge(tx: Tx, data: Prisma.ChallengeUncheckedCreateInput) {
  return tx.challenge.create({ data });
}

export async function updateChallengeAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.ChallengeUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.challenge.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

/** A flag that stays keeps its id, under which teams have found it; what was found of those that go is forgotten. */
export async function replaceFlags(tx: Tx, challengeId: string, flags: readonly Prisma.ChallengeFlagCreateManyInput[]) {
  await tx.challengeFlag.deleteMany({ where: { challengeId } });
  await tx.challengeFlag.createMany({ data: [...flags] });
  const ids = flags.flatMap(({ id }) => id ?? []);
  // Held in the order in which answers hold them.
  await tx.$executeRaw`
    UPDATE "ChallengeProgress" p SET "found" = ARRAY(SELECT f FROM unnest(p."found") f WHERE f = ANY (${ids}::text[]))
    FROM (SELECT "teamId" FROM "ChallengeProgress" WHERE "challengeId" = ${challengeId}::uuid AND "solvedAt" IS NULL
      AND NOT "found" <@ ${ids}::text[] ORDER BY "teamId" FOR UPDATE) held
    WHERE p."teamId" = held."teamId" AND p."challengeId" = ${challengeId}::uuid`;
}

export type HintFields = {
  id?: string | undefined;
  titleZh: string | null;
  titleEn: string | null;
  bodyZh: string | null;
  bodyEn: string | null;
  cost: number;
};

/** Hints by id; one that was bought stays, whatever the form says. */
export async function saveHints(tx: Tx, challengeId: string, hints: readonly HintFields[]): Promise<void> {
  const kept = hints.flatMap(({ id }) => (id ? [id] : []));
  await tx.challengeHint.deleteMany({ where: { challengeId, id: { notIn: kept }, purchases: { none: {} } } });
  for (const [position, { id, ...fields }] of hints.entries()) {
    if (id) await tx.challengeHint.updateMany({ where: { id, challengeId }, data: { position, ...fields } });
    else await tx.challengeHint.create({ data: { challengeId, position, ...fields } });
  }
}

/** A challenge as the log knows it, so that a replay needs nothing else. */
export function challengeEvent(row: Prisma.ChallengeGetPayload<object>, bonus: readonly number[]) {
  const data: ChallengeData = {
    key: row.key,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    category: row.category,
    phaseId: row.phaseId,
    scoring: scoringRule.parse(row.scoring),
    wrongPenalty: row.wrongPenalty,
    bonus,
    withdrawn: row.state === "withdrawn",
    opensAt: row.startsAt ? logTime(row.startsAt) : null,
    divisions: row.divisionKeys,
  };
  return { kind: "challenge", challengeId: row.id, data } satisfies Omit<NewEvent, "competitionId">;
}

/** All challenges that the log knows already, with another bonus. */
export async function challengeEvents(tx: Tx, competitionId: string, bonus: readonly number[]) {
  const rows = await tx.challenge.findMany({
    where: { competitionId, state: { not: "hidden" } },
    orderBy: { id: "asc" },
  });
  return rows.map((row) => challengeEvent(row, bonus));
}

/** The first look counts; a later one changes nothing. */
export async function noteView(tx: Pick<Tx, "$executeRaw">, teamId: string, challengeId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ChallengeView" ("teamId", "challengeId") VALUES (${teamId}::uuid, ${challengeId}::uuid) ON CONFLICT DO NOTHING`;
}

export async function noteDownload(tx: Pick<Tx, "$executeRaw">, teamId: string, challengeId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ChallengeView" ("teamId", "challengeId", "downloadedAt") VALUES (${teamId}::uuid, ${challengeId}::uuid, clock_timestamp())
    ON CONFLICT ("teamId", "challengeId") DO UPDATE SET "downloadedAt" = clock_timestamp() WHERE "ChallengeView"."downloadedAt" IS NULL`;
}

export function listProgress(tx: Pick<Tx, "challengeProgress">, teamId: string) {
  return tx.challengeProgress.findMany({ where: { teamId } });
}

export function listPractice(tx: Pick<Tx, "$queryRaw">, personId: string, competitionId: string) {
  return tx.$queryRaw<{ challengeId: string }[]>`
    SELECT p."challengeId"::text AS "challengeId" FROM "PracticeSolve" p JOIN "Challenge" c ON c."id" = p."challengeId"
    WHERE p."personId" = ${personId}::uuid AND c."competitionId" = ${competitionId}::uuid`;
}

export function listPurchases(tx: Pick<Tx, "hintPurchase">, teamId: string, challengeId: string) {
  return tx.hintPurchase.findMany({ where: { teamId, hint: { challengeId } } });
}

export function challengeOfFile(tx: Pick<Tx, "challenge">, fileId: string) {
  return tx.challenge.findMany({ where: { fileIds: { has: fileId } } });
}
