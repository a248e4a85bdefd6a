import { type CompetitionFacts, mayReadCompetition } from "@/domain/competitions/policy";
import { frozenSince, registrationOpen, stateAt } from "@/domain/competitions/states";
import { writeupsSeen } from "@/domain/competitions/visibility";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { databaseNow, type Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

type Row = Prisma.CompetitionGetPayload<{
  include: { organisers: true; phases: true; divisions: true };
}>;
export type HeldCompetition = { row: Row; facts: CompetitionFacts; now: Date };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;
const nobody = "00000000-0000-0000-0000-000000000000";
export const personOf = (actor: Actor): string => (actor.kind === "person" ? actor.id : nobody);

/**
 * A competition with what the actor is to it; what the actor may not see is not found. With `lock`, changes of one
 * competition wait for each other; answers of teams never do.
 * @param of its id, or the name in its address
 */
export async function holdCompetition(
  tx: Tx,
  actor: Actor,
  of: string,
  options: { lock: boolean } = { lock: false },
): Promise<HeldCompetition> {
  const where = uuid.test(of) ? { id: of } : { slug: of };
  if (options.lock) {
    if ("id" in where) await tx.$queryRaw`SELECT 1 FROM "Competition" WHERE "id" = ${of}::uuid FOR UPDATE`;
    else await tx.$queryRaw`SELECT 1 FROM "Competition" WHERE "slug" = ${of} FOR UPDATE`;
  }
  const row = await tx.competition.findUnique({
    where,
    include: {
      organisers: true,
      phases: { orderBy: { position: "asc" } },
      divisions: { orderBy: { position: "asc" } },
    },
  });
  const now = await databaseNow(tx);
  if (!row) throw new AppError("NOT_FOUND");
  const facts: CompetitionFacts = {
    state: stateAt(row, now),
    registrationOpen: registrationOpen(row, now),
    frozen: frozenSince(row, now) !== null,
    role: row.organisers.find(({ personId }) => personId === personOf(actor))?.role ?? null,
    team: await teamOf(tx, row.id, actor),
  };
  if (!mayReadCompetition(actor, facts).allowed) throw new AppError("NOT_FOUND");
  return { row, facts, now };
}

async function teamOf(tx: Tx, competitionId: string, actor: Actor): Promise<CompetitionFacts["team"]> {
  if (actor.kind !== "person") return null;
  const member = await tx.teamMember.findUnique({
    where: { competitionId_personId: { competitionId, personId: actor.id } },
    include: { team: { select: { id: true, state: true, captainId: true } } },
  });
  if (!member) return null;
  const { id, state, captainId } = member.team;
  return { id, state, captain: captainId === actor.id };
}

/** The rule for one competition as a condition for lists. */
export function competitionsVisibleTo(actor: Actor): Prisma.CompetitionWhereInput {
  return { OR: [{ state: { not: "draft" } }, { organisers: { some: { personId: personOf(actor) } } }] };
}

/** `seesChallenge` as a condition for lists. */
export function challengesVisibleTo(
  { row, facts, now }: HeldCompetition,
  division: string | null,
): Prisma.ChallengeWhereInput {
  const own = { competitionId: row.id };
  if (facts.role !== null) return own;
  return {
    ...own,
    state: "visible",
    AND: [
      { OR: [{ divisionKeys: { isEmpty: true } }, ...(division ? [{ divisionKeys: { has: division } }] : [])] },
      { OR: [{ startsAt: null }, { startsAt: { lte: now } }] },
    ],
  };
}

/** `writeupsSeen` as a condition for lists; null where there is nothing to see. */
export function writeupsVisibleTo({ row, facts, now }: HeldCompetition): Prisma.WriteupWhereInput | null {
  const seen = writeupsSeen(facts, row.writeupsAt, now);
  if (seen === "none") return null;
  return { team: { competitionId: row.id }, ...(seen === "own" ? { teamId: facts.team?.id ?? "" } : {}) };
}

/** A team, the competition it is in, and what the actor is to that. */
export async function holdTeam(tx: Tx, actor: Actor, teamId: string, options: { lock: boolean } = { lock: false }) {
  const found = await tx.competitionTeam.findUnique({ where: { id: teamId }, select: { competitionId: true } });
  if (!found) throw new AppError("NOT_FOUND");
  const held = await holdCompetition(tx, actor, found.competitionId);
  if (options.lock) await tx.$queryRaw`SELECT 1 FROM "CompetitionTeam" WHERE "id" = ${teamId}::uuid FOR UPDATE`;
  const team = await tx.competitionTeam.findUniqueOrThrow({
    where: { id: teamId },
    include: { members: { orderBy: { since: "asc" } }, division: true },
  });
  return { ...held, team };
}

/** A competition's times and the database's clock, for what is computed once for everybody. */
export async function readTimes(tx: Pick<Tx, "competition" | "$queryRaw">, id: string) {
  const row = await tx.competition.findUniqueOrThrow({ where: { id } });
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!clock) throw new Error("the database did not tell the time");
  return { row, now: clock.now };
}
