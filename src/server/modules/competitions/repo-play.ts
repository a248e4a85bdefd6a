import type { StoredState } from "@/domain/competitions/states";
import { pool, type Tx } from "@/server/platform/db";
import { gather } from "@/server/platform/gather";
import { once } from "@/server/platform/once";

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

/** What decides about an answer of this person to this challenge, or null where there is no such challenge. */
export function readSituation(personId: string, challengeId: string): Promise<Situation | null> {
  return once("answers-situations", () => gather(readSituations, { lanes: 2, most: 50 }))({ personId, challengeId });
}

// Thousands of teams answer at once: each statement is prepared once a connection and asked for many together.
async function readSituations(asked: readonly { personId: string; challengeId: string }[]) {
  const { rows } = await pool().query<Situation & { n: number }>({
    name: "answers-situations",
    text: `
      SELECT a.n::int AS n, c."id"::text AS "competitionId", c."state"::text AS state, c."registrationOpensAt", c."registrationClosesAt",
        c."startsAt", c."freezeAt", c."endsAt", clock_timestamp() AS now, c."sealedKey", c."answersPerMinute",
        (SELECT o."role"::text FROM "CompetitionOrganiser" o WHERE o."competitionId" = c."id" AND o."personId" = a.person) AS role,
        t."id"::text AS "teamId", t."state"::text AS "teamState", t."captainId"::text AS "captainId", d."key" AS division,
        ch."state"::text AS "challengeState", ch."divisionKeys", ch."startsAt" AS "opensAt", ch."endsAt" AS "closesAt",
        ch."attemptLimit", ch."flagLogic", p."wrong", p."found", p."solvedAt",
        (SELECT count(*)::int FROM unnest(ch."requires") r WHERE NOT EXISTS (
          SELECT 1 FROM "ChallengeProgress" done WHERE done."teamId" = t."id" AND done."challengeId"::text = r AND done."solvedAt" IS NOT NULL)) AS missing,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f."id", 'kind', f."kind", 'sealed', encode(f."sealed", 'base64')) ORDER BY f."position"), '[]'::jsonb)
          FROM "ChallengeFlag" f WHERE f."challengeId" = ch."id") AS flags
      FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS a(person, challenge, n)
        JOIN "Challenge" ch ON ch."id" = a.challenge JOIN "Competition" c ON c."id" = ch."competitionId"
        LEFT JOIN "TeamMember" m ON m."competitionId" = c."id" AND m."personId" = a.person
        LEFT JOIN "CompetitionTeam" t ON t."id" = m."teamId"
        LEFT JOIN "CompetitionDivision" d ON d."id" = t."divisionId"
        LEFT JOIN "ChallengeProgress" p ON p."teamId" = t."id" AND p."challengeId" = ch."id"`,
    values: [asked.map(({ personId }) => personId), asked.map(({ challengeId }) => challengeId)],
  });
  const found = new Map(rows.map((row) => [row.n, row]));
  return asked.map((_, index) => found.get(index + 1) ?? null);
}

export type Answer = {
  competitionId: string;
  teamId: string;
  challengeId: string;
  personId: string;
  /** What it turned out to be: one of the flags, a wrong answer, or a flag of another team. */
  kind: "right" | "wrong" | "foreign";
  /** The flag that it is, and how many different ones make the solve. */
  flagId: string | null;
  asked: number;
  attemptLimit: number | null;
  /** JSON of the log's entry. */
  data: string;
  deviceMark: string;
  addressMark: string;
  sealedAnswer: Uint8Array;
};
export type Taken = { open: boolean; taken: boolean; wrong: number; found: number; solved: boolean };

/**
 * Takes an answer: one statement, so one transaction, together with what other teams answer meanwhile. The event has to
 * run, the team to play and the challenge to be open at this very moment by the database's clock; parallel answers of one
 * team to one challenge wait for its row of progress, and only what moves it is written to the log: the first right
 * answer, and wrong ones while the team has neither solved it nor used its attempts. Each event has its own: an organiser
 * whose act holds one event keeps no other event's answers waiting.
 */
export function takeAnswer(answer: Answer): Promise<Taken> {
  const one = ({ teamId, challengeId }: Answer) => `${teamId}:${challengeId}`;
  const events = once("answers-taken", () => new Map<string, (answer: Answer) => Promise<Taken>>());
  const take = events.get(answer.competitionId) ?? gather(takeAnswers, { lanes: 2, most: 50, one });
  events.set(answer.competitionId, take);
  return take(answer);
}

async function takeAnswers(answers: readonly Answer[]): Promise<Taken[]> {
  const all = <K extends keyof Answer>(name: K) => answers.map((answer) => answer[name]);
  const { rows } = await pool().query<Taken>({
    name: "answers-taken",
    text: `
      WITH given AS (
        SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[], $8::int[], $9::jsonb[], $10::text[], $11::text[], $12::bytea[])
        WITH ORDINALITY AS g(competition, team, challenge, person, kind, flag, asked, attempts, data, device, address, answer, n)),
      open AS (
        SELECT g.* FROM given g JOIN "Competition" c ON c."id" = g.competition
          JOIN "CompetitionTeam" t ON t."id" = g.team AND t."competitionId" = c."id"
          JOIN "Challenge" ch ON ch."id" = g.challenge AND ch."competitionId" = c."id"
        WHERE c."state" = 'scheduled' AND c."startsAt" <= clock_timestamp() AND c."endsAt" > clock_timestamp() AND t."state" = 'accepted'
          AND ch."state" = 'visible' AND (ch."startsAt" IS NULL OR ch."startsAt" <= clock_timestamp()) AND (ch."endsAt" IS NULL OR ch."endsAt" > clock_timestamp())),
      moved AS (
        INSERT INTO "ChallengeProgress" AS p ("teamId", "challengeId", "wrong", "found", "solvedAt")
        SELECT team, challenge, CASE WHEN flag IS NULL THEN 1 ELSE 0 END, CASE WHEN flag IS NULL THEN '{}' ELSE ARRAY[flag] END,
          CASE WHEN flag IS NOT NULL AND asked <= 1 THEN clock_timestamp() END
        FROM open ORDER BY team, challenge
        ON CONFLICT ("teamId", "challengeId") DO UPDATE SET
          "wrong" = p."wrong" + excluded."wrong",
          "found" = CASE WHEN p."found" @> excluded."found" THEN p."found" ELSE p."found" || excluded."found" END,
          "solvedAt" = CASE WHEN excluded."wrong" = 0
            AND cardinality(CASE WHEN p."found" @> excluded."found" THEN p."found" ELSE p."found" || excluded."found" END)
              >= (SELECT g.asked FROM given g WHERE g.team = excluded."teamId" AND g.challenge = excluded."challengeId")
            THEN clock_timestamp() END
        WHERE p."solvedAt" IS NULL AND coalesce(p."wrong" <
          (SELECT g.attempts FROM given g WHERE g.team = excluded."teamId" AND g.challenge = excluded."challengeId"), true)
        RETURNING p."teamId", p."challengeId", p."wrong", p."found", p."solvedAt"),
      logged AS (
        INSERT INTO "CompetitionLog" ("competitionId", "kind", "teamId", "challengeId", "personId", "data", "deviceMark", "addressMark", "sealedAnswer")
        SELECT g.competition, (CASE g.kind WHEN 'right' THEN 'solve' ELSE g.kind END)::"LogKind", g.team, g.challenge, g.person, g.data, g.device, g.address, g.answer
        FROM open g JOIN moved m ON m."teamId" = g.team AND m."challengeId" = g.challenge
        WHERE g.kind <> 'right' OR m."solvedAt" IS NOT NULL ORDER BY g.n)
      SELECT o.n IS NOT NULL AS open, m."teamId" IS NOT NULL AS taken, coalesce(m."wrong", 0) AS wrong,
        coalesce(cardinality(m."found"), 0) AS found, m."solvedAt" IS NOT NULL AS solved
      FROM given g LEFT JOIN open o ON o.n = g.n LEFT JOIN moved m ON m."teamId" = g.team AND m."challengeId" = g.challenge
      ORDER BY g.n`,
    values: [
      all("competitionId"),
      all("teamId"),
      all("challengeId"),
      all("personId"),
      all("kind"),
      all("flagId"),
      all("asked"),
      all("attemptLimit"),
      all("data"),
      all("deviceMark"),
      all("addressMark"),
      all("sealedAnswer"),
    ],
  });
  return rows;
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
