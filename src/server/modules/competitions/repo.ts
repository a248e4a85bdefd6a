import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function insertCompetition(tx: Tx, data: Prisma.CompetitionUncheckedCreateInput) {
  return tx.competition.create({ data });
}

export async function updateCompetitionAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.CompetitionUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.competition.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export function listCompetitions(
  tx: Pick<Tx, "competition">,
  where: Prisma.CompetitionWhereInput,
  personId: string,
  take: number,
) {
  return tx.competition.findMany({
    where,
    omit: { sealedKey: true },
    include: {
      phases: { orderBy: { position: "asc" } },
      organisers: { where: { personId } },
      teams: { where: { members: { some: { personId } } }, select: { id: true } },
      _count: { select: { teams: { where: { state: "accepted" } } } },
    },
    orderBy: [{ startsAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    take,
  });
}

export function insertPhases(tx: Tx, data: Prisma.CompetitionPhaseCreateManyInput[]) {
  return tx.competitionPhase.createManyAndReturn({ data });
}

/**
 * Divisions by key: those that are gone go, unless a team is in one.
 * @returns the key of a division that a team is in and that therefore cannot go, or null once all is saved
 */
export async function saveDivisions(
  tx: Tx,
  competitionId: string,
  divisions: readonly { key: string; nameZh: string | null; nameEn: string | null; eligibility: object }[],
): Promise<string | null> {
  const held = await tx.competitionDivision.findFirst({
    where: { competitionId, key: { notIn: divisions.map(({ key }) => key) }, teams: { some: {} } },
    orderBy: { position: "asc" },
  });
  if (held) return held.key;
  await tx.competitionDivision.deleteMany({
    where: { competitionId, key: { notIn: divisions.map(({ key }) => key) } },
  });
  for (const [position, { key, ...fields }] of divisions.entries())
    await tx.competitionDivision.upsert({
      where: { competitionId_key: { competitionId, key } },
      create: { competitionId, key, position, ...fields },
      update: { position, ...fields },
    });
  return null;
}

export function saveOrganiser(tx: Tx, competitionId: string, personId: string, role: "organiser" | "setter") {
  return tx.competitionOrganiser.upsert({
    where: { competitionId_personId: { competitionId, personId } },
    create: { competitionId, personId, role },
    update: { role },
  });
}

export async function removeOrganiser(tx: Tx, competitionId: string, personId: string): Promise<boolean> {
  const { count } = await tx.competitionOrganiser.deleteMany({ where: { competitionId, personId } });
  return count === 1;
}

export function countAcceptedTeams(tx: Pick<Tx, "competitionTeam">, competitionId: string): Promise<number> {
  return tx.competitionTeam.count({ where: { competitionId, state: "accepted" } });
}

export function listAnnouncements(tx: Pick<Tx, "competitionAnnouncement">, competitionId: string, take: number) {
  return tx.competitionAnnouncement.findMany({ where: { competitionId }, orderBy: { at: "desc" }, take });
}

export function insertAnnouncement(tx: Tx, data: Prisma.CompetitionAnnouncementUncheckedCreateInput) {
  return tx.competitionAnnouncement.create({ data });
}

export function newestResult(tx: Pick<Tx, "competitionResult">, competitionId: string) {
  return tx.competitionResult.findFirst({ where: { competitionId }, orderBy: { version: "desc" } });
}

export function listResults(tx: Pick<Tx, "competitionResult">, competitionId: string) {
  return tx.competitionResult.findMany({
    where: { competitionId },
    omit: { standing: true },
    orderBy: { version: "desc" },
  });
}

export function listResultsWhole(tx: Pick<Tx, "competitionResult">, competitionId: string) {
  return tx.competitionResult.findMany({ where: { competitionId }, orderBy: { version: "asc" } });
}

export function insertResult(
  tx: Tx,
  {
    standing,
    ...data
  }: Omit<Prisma.CompetitionResultUncheckedCreateInput, "standing"> & { standing: readonly object[] },
) {
  return tx.competitionResult.create({ data: { ...data, standing: [...standing] as Prisma.InputJsonArray } });
}

export async function competitionPeople(tx: Pick<Tx, "teamMember" | "competitionOrganiser">, competitionId: string) {
  const [members, organisers] = await Promise.all([
    tx.teamMember.findMany({
      where: { competitionId, team: { state: { in: ["accepted", "pending"] } } },
      select: { personId: true },
    }),
    tx.competitionOrganiser.findMany({ where: { competitionId }, select: { personId: true, role: true } }),
  ]);
  return {
    members: members.map(({ personId }) => personId),
    organisers: organisers.filter(({ role }) => role === "organiser").map(({ personId }) => personId),
  };
}
