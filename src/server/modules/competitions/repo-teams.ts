import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function insertTeam(tx: Tx, data: Prisma.CompetitionTeamUncheckedCreateInput) {
  return tx.competitionTeam.create({ data });
}

export async function updateTeamAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.CompetitionTeamUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.competitionTeam.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export function findTeam(tx: Pick<Tx, "competitionTeam">, id: string) {
  return tx.competitionTeam.findUnique({
    where: { id },
    include: { division: true, members: { orderBy: { since: "asc" } } },
  });
}

/** One page of teams, those that wait for a decision first, and how many there are on all pages. */
export async function listTeams(
  tx: Pick<Tx, "competitionTeam">,
  where: Prisma.CompetitionTeamWhereInput,
  { page, size }: { page: number; size: number },
) {
  const [rows, total] = await Promise.all([
    tx.competitionTeam.findMany({
      where,
      include: { division: true, members: { orderBy: { since: "asc" } } },
      orderBy: [{ state: "asc" }, { number: "asc" }],
      skip: (page - 1) * size,
      take: size,
    }),
    tx.competitionTeam.count({ where }),
  ]);
  return { rows, total };
}

/** All teams of an event by their numbers, whatever their state. */
export function listTeamNames(tx: Pick<Tx, "competitionTeam">, competitionId: string) {
  return tx.competitionTeam.findMany({
    where: { competitionId },
    select: { id: true, number: true, name: true },
    orderBy: { number: "asc" },
  });
}

export function insertMember(tx: Tx, data: Prisma.TeamMemberUncheckedCreateInput) {
  return tx.teamMember.create({ data });
}

export async function removeMember(tx: Tx, competitionId: string, personId: string): Promise<boolean> {
  const { count } = await tx.teamMember.deleteMany({ where: { competitionId, personId } });
  return count === 1;
}

export function insertInvite(tx: Tx, data: Prisma.TeamInviteUncheckedCreateInput) {
  return tx.teamInvite.create({ data });
}

export function listInvites(tx: Pick<Tx, "teamInvite">, teamId: string) {
  return tx.teamInvite.findMany({ where: { teamId, revokedAt: null }, orderBy: { createdAt: "desc" }, take: 50 });
}

export function findInvite(tx: Pick<Tx, "teamInvite">, where: { id: string } | { codeHash: string }) {
  return tx.teamInvite.findUnique({ where });
}

/** Takes one use, by the database's clock. @returns false when none is left, it has expired or was revoked */
export async function useInvite(tx: Tx, id: string): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE "TeamInvite" SET "uses" = "uses" + 1 WHERE "id" = ${id}::uuid AND "revokedAt" IS NULL
      AND "uses" < "maxUses" AND ("expiresAt" IS NULL OR "expiresAt" > clock_timestamp())`;
  return taken === 1;
}

export async function revokeInvite(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.teamInvite.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
}

/** Teams in which at least two of these people are, with the day their event ends or ended. */
export function listTeamsTogether(tx: Pick<Tx, "$queryRaw">, personIds: readonly string[]) {
  return tx.$queryRaw<{ id: string; parties: string[]; lastAt: Date }[]>`
    SELECT 'team:' || m."teamId" AS id, array_agg(m."personId"::text) AS parties,
      coalesce(max(c."endsAt"), max(m."since")) AS "lastAt"
    FROM "TeamMember" m JOIN "Competition" c ON c."id" = m."competitionId"
    WHERE m."personId" = ANY(${[...personIds]}::uuid[]) GROUP BY m."teamId" HAVING count(*) > 1`;
}
