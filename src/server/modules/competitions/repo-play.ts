import type { StoredState } from "@/domain/competitions/states";
import type { Tx } from "@/server/platform/db";

/** Everything that decides about one answer, read in one statement. */
export type Situation = {
  competitionId: string;
  state: StoredState;
  registrationOpensAt: Date | null;
  registrationClosesAt: Date | null;
  startsAt: Date | null;
  freezeAt: Date | null;
  endsAt: Date | null;
  now: Date;
  sealedKey: Uint8Array;
  answersPerMinute: number;
  role: "organiser" | "setter" | null;
  teamId: string | null;
  teamState: "pending" | "accepted" | "rejected" | "suspended" | null;
  division: string | null;
  captainId: string | null;
  challengeState: "hidden" | "visible" | "withdrawn";
  divisionKeys: string[];
  opensAt: Date | null;
  closesAt: Date | null;
  attemptLimit: number | null;
  flagLogic: string;
  wrong: number | null;
  found: string[] | null;
  solvedAt: Date | null;
  /** Challenges that have to be solved first and are not. */
  missing: number;
  flags: { id: string; kind: "static" | "caseInsensitive" | "regex" | "perTeam"; sealed: string }[];
};

export async function readSituation(
  tx: Pick<Tx, "$queryRaw">,
  personId: string,
  challengeId: string,
): Promise<Situation | null> {
  const [row] = await tx.$queryRaw<Situation[]>`
    SELECT c."id"::text AS "competitionId", c."state"::text AS state, c."registrationOpensAt", c."registrationClosesAt",
      c."startsAt", c."freezeAt", c."endsAt", clock_timestamp() AS now, c."sealedKey", c."answersPerMinute",
      (SELECT o."role"::text FROM "CompetitionOrganiser" o WHERE o."competitionId" = c."id" AND o."personId" = ${personId}::uuid) AS role,
      t."id"::text AS "teamId", t."state"::text AS "teamState", t."captainId"::text AS "captainId", d."key" AS division,
      ch."state"::text AS "challengeState", ch."divisionKeys", ch."startsAt" AS "opensAt", ch."endsAt" AS "closesAt",
      ch."attemptLimit", ch."flagLogic", p."wrong", p."found", p."solvedAt",
      (SELECT count(*)::int FROM unnest(ch."requires") r WHERE NOT EXISTS (
        SELECT 1 FROM "ChallengeProgress" done WHERE done."teamId" = t."id" AND done."challengeId"::text = r AND done."solvedAt" IS NOT NULL)) AS missing,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f."id", 'kind', f."kind", 'sealed', encode(f."sealed", 'base64')) ORDER BY f."position"), '[]'::jsonb)
        FROM "ChallengeFlag" f WHERE f."challengeId" = ch."id") AS flags
    FROM "Challenge" ch JOIN "Competition" c ON c."id" = ch."competitionId"
      LEFT JOIN "TeamMember" m ON m."competitionId" = c."id" AND m."personId" = ${personId}::uuid
      LEFT JOIN "CompetitionTeam" t ON t."id" = m."teamId"
      LEFT JOIN "CompetitionDivision" d ON d."id" = t."divisionId"
      LEFT JOIN "ChallengeProgress" p ON p."teamId" = t."id" AND p."challengeId" = ch."id"
    WHERE ch."id" = ${challengeId}::uuid`;
  return row ?? null;
}

export type Answer = {
  competitionId: string;
  teamId: string;
  challengeId: string;
  personId: string;
  data: string;
  deviceMark: string;
  addressMark: string;
  sealedAnswer: Uint8Array;
};
export type Taken = { open: boolean; taken: boolean; wrong: number; found: number; solved: boolean };

/**
 * Takes a right answer: one statement, so one transaction. The event has to run, the team to play and the challenge to
 * be open at this very moment by the database's clock; parallel answers of one team to one challenge wait for its row
 * of progress, and only the first of them moves it and writes the log.
 * @param asked how many different flags make the solve
 */
export async function takeRight(
  tx: Pick<Tx, "$queryRaw">,
  answer: Answer,
  flagId: string,
  asked: number,
  attemptLimit: number | null,
): Promise<Taken> {
  const { competitionId, teamId, challengeId, personId, data, deviceMark, addressMark, sealedAnswer } = answer;
  const [row] = await tx.$queryRaw<Taken[]>`
    WITH open AS (
      SELECT 1 FROM "Competition" c JOIN "CompetitionTeam" t ON t."competitionId" = c."id" JOIN "Challenge" ch ON ch."competitionId" = c."id"
      WHERE c."id" = ${competitionId}::uuid AND t."id" = ${teamId}::uuid AND ch."id" = ${challengeId}::uuid
        AND c."state" = 'scheduled' AND c."startsAt" <= clock_timestamp() AND c."endsAt" > clock_timestamp() AND t."state" = 'accepted'
        AND ch."state" = 'visible' AND (ch."startsAt" IS NULL OR ch."startsAt" <= clock_timestamp()) AND (ch."endsAt" IS NULL OR ch."endsAt" > clock_timestamp())),
    moved AS (
      INSERT INTO "ChallengeProgress" AS p ("teamId", "challengeId", "found", "solvedAt")
      SELECT ${teamId}::uuid, ${challengeId}::uuid, ARRAY[${flagId}::text], CASE WHEN ${asked}::int <= 1 THEN clock_timestamp() END FROM open
      ON CONFLICT ("teamId", "challengeId") DO UPDATE SET
        "found" = CASE WHEN ${flagId} = ANY (p."found") THEN p."found" ELSE p."found" || ${flagId}::text END,
        "solvedAt" = CASE WHEN cardinality(CASE WHEN ${flagId} = ANY (p."found") THEN p."found" ELSE p."found" || ${flagId}::text END) >= ${asked}::int THEN clock_timestamp() END
      WHERE p."solvedAt" IS NULL AND (${attemptLimit}::int IS NULL OR p."wrong" < ${attemptLimit}::int)
      RETURNING p."wrong", p."found", p."solvedAt"),
    logged AS (
      INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "challengeId", "personId", "data", "deviceMark", "addressMark", "sealedAnswer")
      SELECT ${competitionId}::uuid, 'solve', ${teamId}::uuid, ${challengeId}::uuid, ${personId}::uuid, ${data}::jsonb, ${deviceMark}, ${addressMark}, ${sealedAnswer}
      FROM moved WHERE "solvedAt" IS NOT NULL)
    SELECT EXISTS (SELECT 1 FROM open) AS open, EXISTS (SELECT 1 FROM moved) AS taken, coalesce((SELECT "wrong" FROM moved), 0) AS wrong,
      coalesce((SELECT cardinality("found") FROM moved), 0) AS found, EXISTS (SELECT 1 FROM moved WHERE "solvedAt" IS NOT NULL) AS solved`;
  if (!row) throw new Error("an answer was neither taken nor refused");
  return row;
}

/** Counts a wrong answer, or a flag of somebody else's, unless the team has solved it or has no attempt left. */
export async function takeWrong(
  tx: Pick<Tx, "$queryRaw">,
  answer: Answer,
  kind: "wrong" | "foreign",
  attemptLimit: number | null,
): Promise<Taken> {
  const { competitionId, teamId, challengeId, personId, data, deviceMark, addressMark, sealedAnswer } = answer;
  const [row] = await tx.$queryRaw<Taken[]>`
    WITH open AS (
      SELECT 1 FROM "Competition" c JOIN "CompetitionTeam" t ON t."competitionId" = c."id" JOIN "Challenge" ch ON ch."competitionId" = c."id"
      WHERE c."id" = ${competitionId}::uuid AND t."id" = ${teamId}::uuid AND ch."id" = ${challengeId}::uuid
        AND c."state" = 'scheduled' AND c."startsAt" <= clock_timestamp() AND c."endsAt" > clock_timestamp() AND t."state" = 'accepted'
        AND ch."state" = 'visible' AND (ch."startsAt" IS NULL OR ch."startsAt" <= clock_timestamp()) AND (ch."endsAt" IS NULL OR ch."endsAt" > clock_timestamp())),
    moved AS (
      INSERT INTO "ChallengeProgress" AS p ("teamId", "challengeId", "wrong")
      SELECT ${teamId}::uuid, ${challengeId}::uuid, 1 FROM open
      ON CONFLICT ("teamId", "challengeId") DO UPDATE SET "wrong" = p."wrong" + 1
      WHERE p."solvedAt" IS NULL AND (${attemptLimit}::int IS NULL OR p."wrong" < ${attemptLimit}::int)
      RETURNING p."wrong", p."found"),
    logged AS (
      INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "challengeId", "personId", "data", "deviceMark", "addressMark", "sealedAnswer")
      SELECT ${competitionId}::uuid, ${kind}::"LogKind", ${teamId}::uuid, ${challengeId}::uuid, ${personId}::uuid, ${data}::jsonb, ${deviceMark}, ${addressMark}, ${sealedAnswer}
      FROM moved)
    SELECT EXISTS (SELECT 1 FROM open) AS open, EXISTS (SELECT 1 FROM moved) AS taken, coalesce((SELECT "wrong" FROM moved), 0) AS wrong,
      coalesce((SELECT cardinality("found") FROM moved), 0) AS found, false AS solved`;
  if (!row) throw new Error("an answer was neither counted nor refused");
  return row;
}

/** Ids of all teams, to tell whose a flag is. */
export async function teamIds(tx: Pick<Tx, "competitionTeam">, competitionId: string): Promise<string[]> {
  const rows = await tx.competitionTeam.findMany({ where: { competitionId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** @returns false when a teammate bought it at the same moment or before */
export async function insertPurchase(
  tx: Tx,
  purchase: { teamId: string; hintId: string; personId: string },
): Promise<boolean> {
  const { count } = await tx.hintPurchase.createMany({ data: [purchase], skipDuplicates: true });
  return count === 1;
}

export function findHint(tx: Pick<Tx, "challengeHint">, id: string) {
  return tx.challengeHint.findUnique({ where: { id }, include: { challenge: true } });
}

export async function notePractice(tx: Tx, personId: string, challengeId: string): Promise<void> {
  await tx.practiceSolve.createMany({ data: [{ personId, challengeId }], skipDuplicates: true });
}

export async function isSolved(
  tx: Pick<Tx, "challengeProgress">,
  teamId: string,
  challengeId: string,
): Promise<boolean> {
  const row = await tx.challengeProgress.findUnique({ where: { teamId_challengeId: { teamId, challengeId } } });
  return row?.solvedAt != null;
}
