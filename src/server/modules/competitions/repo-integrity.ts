import type { SeenAnswer } from "@/domain/competitions/integrity";
import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

/** Opens a case, once for its cause. @returns its id, or null when it stood already */
export async function insertCase(tx: Tx, data: Prisma.IntegrityCaseUncheckedCreateInput): Promise<string | null> {
  const made = await tx.integrityCase.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } });
  return made[0]?.id ?? null;
}

export function listCases(tx: Pick<Tx, "integrityCase">, where: Prisma.IntegrityCaseWhereInput, take: number) {
  return tx.integrityCase.findMany({
    where,
    include: { decisions: { orderBy: { at: "asc" } } },
    // Cases of one scan are of one moment.
    orderBy: [{ state: "asc" }, { openedAt: "desc" }, { number: "desc" }],
    take,
  });
}

/**
 * Competitions in which something waits for this person: as an organiser, teams to admit and cases of others to decide;
 * as a captain, cases to answer.
 */
export function listToDecide(tx: Pick<Tx, "competition">, personId: string) {
  const pending = { state: "pending" as const };
  const undecided = { state: { not: "decided" as const }, decisions: { none: { personId } } };
  return tx.competition.findMany({
    where: {
      OR: [
        {
          organisers: { some: { personId, role: "organiser" } },
          OR: [{ teams: { some: pending } }, { cases: { some: undecided } }],
        },
        { teams: { some: { captainId: personId } }, cases: { some: { state: "open" } } },
      ],
    },
    select: {
      slug: true,
      titleZh: true,
      titleEn: true,
      teams: { where: pending, select: { id: true }, take: 1 },
      cases: { where: { state: { not: "decided" } }, select: { teamId: true, state: true, decisions: true } },
    },
    take: 100,
  });
}

export function findCase(tx: Pick<Tx, "integrityCase">, id: string) {
  return tx.integrityCase.findUnique({ where: { id }, include: { decisions: { orderBy: { at: "asc" } } } });
}

export async function lockCase(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "IntegrityCase" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

export function updateCase(tx: Tx, id: string, data: Prisma.IntegrityCaseUncheckedUpdateInput) {
  return tx.integrityCase.update({ where: { id }, data });
}

export function insertDecision(tx: Tx, data: Prisma.IntegrityDecisionUncheckedCreateInput) {
  return tx.integrityDecision.create({ data });
}

/** Answers of teams inside the ranking, in the order of time, first looks and first files: what signals are read from. */
export async function readForSignals(tx: Pick<Tx, "$queryRaw">, competitionId: string) {
  const answers = await tx.$queryRaw<SeenAnswer[]>`
    SELECT l."kind"::text AS kind, l."teamId"::text AS "teamId", l."challengeId"::text AS "challengeId",
      (EXTRACT(EPOCH FROM l."at") * 1000)::float8 AS at, l."data" ->> 'answer' AS answer, l."deviceMark" AS device, l."addressMark" AS address
    FROM "CompetitionLog" l JOIN "CompetitionTeam" t ON t."id" = l."teamId"
    WHERE l."competitionId" = ${competitionId}::uuid AND l."kind" IN ('solve', 'wrong', 'foreign') AND t."kind" = 'ranked'
    ORDER BY l."at"`;
  const rows = await tx.$queryRaw<
    { teamId: string; challengeId: string; at: number; fetchedAt: number | null; files: boolean }[]
  >`
    SELECT v."teamId"::text AS "teamId", v."challengeId"::text AS "challengeId", (EXTRACT(EPOCH FROM v."viewedAt") * 1000)::float8 AS at,
      (EXTRACT(EPOCH FROM v."downloadedAt") * 1000)::float8 AS "fetchedAt", cardinality(c."fileIds") > 0 AS files
    FROM "ChallengeView" v JOIN "Challenge" c ON c."id" = v."challengeId" WHERE c."competitionId" = ${competitionId}::uuid`;
  const views = rows.map(({ files, fetchedAt, ...view }) => (files ? { ...view, fetchedAt } : view));
  return { answers, views };
}

export function findAnswer(tx: Pick<Tx, "competitionLog">, competitionId: string, position: number) {
  return tx.competitionLog.findUnique({ where: { competitionId_position: { competitionId, position } } });
}

export function listAnswersTo(tx: Pick<Tx, "competitionLog">, competitionId: string, challengeId: string) {
  return tx.competitionLog.findMany({
    where: { competitionId, challengeId, kind: { in: ["solve", "wrong"] }, position: { not: null } },
    orderBy: { position: "asc" },
  });
}

/** A granted answer is a solve from now on, also where the team asks. */
export async function markSolved(tx: Tx, teamId: string, challengeId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ChallengeProgress" ("teamId", "challengeId", "solvedAt") VALUES (${teamId}::uuid, ${challengeId}::uuid, clock_timestamp())
    ON CONFLICT ("teamId", "challengeId") DO UPDATE SET "solvedAt" = coalesce("ChallengeProgress"."solvedAt", clock_timestamp())`;
}

/** First looks and counts of wrong answers by challenge, for the statistics. */
export function listViews(tx: Pick<Tx, "challengeView">, competitionId: string) {
  return tx.challengeView.findMany({ where: { challenge: { competitionId } } });
}

export function listAllProgress(tx: Pick<Tx, "challengeProgress">, competitionId: string) {
  return tx.challengeProgress.findMany({ where: { challenge: { competitionId } } });
}
