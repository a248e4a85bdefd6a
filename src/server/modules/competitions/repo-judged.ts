import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export async function saveSettings(
  tx: Tx,
  data: { phaseId: string; competitionId: string; settings: Prisma.InputJsonObject },
  version: number,
): Promise<number | null> {
  if (version === 0) {
    const { count } = await tx.judgedPhase.createMany({ data: [data], skipDuplicates: true });
    return count === 1 ? 1 : null;
  }
  const { count } = await tx.judgedPhase.updateMany({
    where: { phaseId: data.phaseId, version },
    data: { settings: data.settings, version: { increment: 1 } },
  });
  return count === 1 ? version + 1 : null;
}

export function setStage(tx: Tx, phaseId: string, data: Prisma.JudgedPhaseUpdateInput) {
  return tx.judgedPhase.update({ where: { phaseId }, data: { ...data, version: { increment: 1 } } });
}

export function findEntry(tx: Pick<Tx, "competitionEntry">, id: string) {
  return tx.competitionEntry.findUnique({ where: { id }, include: { appeal: true } });
}

export function findTeamEntry(tx: Pick<Tx, "competitionEntry">, phaseId: string, teamId: string) {
  return tx.competitionEntry.findUnique({ where: { phaseId_teamId: { phaseId, teamId } }, include: { appeal: true } });
}

/** The first hand-in of a team. @throws on a second one (the pair of phase and team is unique) */
export function insertEntry(tx: Tx, data: Prisma.CompetitionEntryUncheckedCreateInput) {
  return tx.competitionEntry.create({ data });
}

export async function updateEntryAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.CompetitionEntryUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.competitionEntry.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

/** Entries that stand, by number and, before there are numbers, by id. */
export function listEntries(tx: Pick<Tx, "competitionEntry">, phaseId: string) {
  return tx.competitionEntry.findMany({
    where: { phaseId, withdrawnAt: null },
    omit: { sealed: true, wrappedKey: true },
    include: { appeal: true },
    orderBy: [{ number: "asc" }, { id: "asc" }],
  });
}

export async function numberEntry(tx: Tx, id: string, number: number): Promise<void> {
  await tx.competitionEntry.update({ where: { id }, data: { number } });
}

export async function nameFile(
  tx: Tx,
  id: string,
  columns: { name: string; sealedName: Uint8Array<ArrayBuffer> },
): Promise<void> {
  await tx.storedFile.update({ where: { id }, data: columns });
}

export async function releaseFiles(tx: Tx, ids: readonly string[], entityId: string): Promise<void> {
  await tx.storedFile.updateMany({
    where: { id: { in: [...ids] }, entity: "competitionEntry", entityId },
    data: { entity: null, entityId: null },
  });
}

export async function inviteJudges(tx: Tx, phaseId: string, personIds: readonly string[]): Promise<void> {
  await tx.phaseJudge.createMany({ data: personIds.map((personId) => ({ phaseId, personId })), skipDuplicates: true });
}

/** Whether this person said yes to judging a phase of the competition. */
export async function judgesIn(tx: Pick<Tx, "phaseJudge">, competitionId: string, personId: string): Promise<boolean> {
  return (await tx.phaseJudge.count({ where: { personId, state: "accepted", phase: { competitionId } } })) > 0;
}

export function listJudges(tx: Pick<Tx, "phaseJudge">, phaseId: string) {
  return tx.phaseJudge.findMany({ where: { phaseId }, orderBy: { invitedAt: "asc" } });
}

export async function answerInvitation(
  tx: Tx,
  phaseId: string,
  personId: string,
  data: Prisma.PhaseJudgeUpdateInput,
): Promise<void> {
  await tx.phaseJudge.update({ where: { phaseId_personId: { phaseId, personId } }, data });
}

export function listInvitations(tx: Pick<Tx, "phaseJudge">, personId: string) {
  return tx.phaseJudge.findMany({ where: { personId }, include: { phase: true }, orderBy: { invitedAt: "desc" } });
}

const withSheets = { sheets: { orderBy: { number: "desc" } } } as const;

export function listAssignments(tx: Pick<Tx, "judgeAssignment">, phaseId: string) {
  return tx.judgeAssignment.findMany({
    where: { entry: { phaseId, withdrawnAt: null } },
    include: withSheets,
    orderBy: [{ entryId: "asc" }, { assignedAt: "asc" }],
  });
}

export function listAssignmentsOf(tx: Pick<Tx, "judgeAssignment">, personId: string) {
  return tx.judgeAssignment.findMany({
    where: { personId, recusedAt: null },
    include: { ...withSheets, entry: { select: { phaseId: true, number: true, assistance: true } } },
    orderBy: { assignedAt: "asc" },
  });
}

export function findAssignment(tx: Pick<Tx, "judgeAssignment">, id: string) {
  return tx.judgeAssignment.findUnique({ where: { id }, include: { ...withSheets, entry: true } });
}

export async function insertAssignments(
  tx: Tx,
  pairs: readonly { entryId: string; personId: string; cause: string }[],
): Promise<void> {
  await tx.judgeAssignment.createMany({ data: [...pairs] });
}

/** @returns false when the other window of the same judge was first */
export async function updateAssignmentAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.JudgeAssignmentUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await tx.judgeAssignment.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export function insertSheet(tx: Tx, data: Prisma.JudgeSheetUncheckedCreateInput) {
  return tx.judgeSheet.create({ data });
}

export async function reopenAssignments(
  tx: Tx,
  entryId: string,
  ids: readonly string[],
  cause: string,
): Promise<number> {
  const { count } = await tx.judgeAssignment.updateMany({
    where: { entryId, id: { in: [...ids] }, recusedAt: null, doneAt: { not: null } },
    data: { doneAt: null, reopenedCause: cause, version: { increment: 1 } },
  });
  return count;
}

export function insertAppeal(tx: Tx, data: Prisma.EntryAppealUncheckedCreateInput) {
  return tx.entryAppeal.create({ data });
}

export function findAppeal(tx: Pick<Tx, "entryAppeal">, id: string) {
  return tx.entryAppeal.findUnique({ where: { id }, include: { entry: { include: { assignments: true } } } });
}

/** @returns false when somebody decided it in the meantime */
export async function decideAppealRow(
  tx: Tx,
  id: string,
  data: { state: "upheld" | "rejected"; reply: string; decidedById: string; decidedAt: Date },
): Promise<boolean> {
  const { count } = await tx.entryAppeal.updateMany({ where: { id, state: "open" }, data });
  return count === 1;
}

/** Teams of a competition with their people, for names, conflicts and blindness. */
export function teamsOf(tx: Pick<Tx, "competitionTeam">, competitionId: string) {
  return tx.competitionTeam.findMany({
    where: { competitionId, state: "accepted" },
    select: { id: true, name: true, kind: true, organisationId: true, members: { select: { personId: true } } },
    orderBy: { name: "asc" },
  });
}

/** Teams anywhere that any of these people was in, with the last day of their event: shared work. */
export function teamsWith(tx: Pick<Tx, "competitionTeam">, personIds: readonly string[]) {
  return tx.competitionTeam.findMany({
    where: { state: "accepted", members: { some: { personId: { in: [...personIds] } } } },
    select: { id: true, members: { select: { personId: true } }, competition: { select: { endsAt: true } } },
  });
}

export function teamWithMembers(tx: Pick<Tx, "competitionTeam">, id: string) {
  return tx.competitionTeam.findUniqueOrThrow({ where: { id }, include: { members: true } });
}

/** The person's standing assignment to an entry. */
export function findAssignmentOf(tx: Pick<Tx, "judgeAssignment">, entryId: string, personId: string) {
  return tx.judgeAssignment.findFirst({ where: { entryId, personId, recusedAt: null } });
}

/** As `listEntries`, with the sealed content. */
export function listEntriesSealed(tx: Pick<Tx, "competitionEntry">, phaseId: string) {
  return tx.competitionEntry.findMany({
    where: { phaseId, withdrawnAt: null },
    include: { appeal: true },
    orderBy: [{ number: "asc" }, { id: "asc" }],
  });
}

export function findJudgedPhase(tx: Pick<Tx, "judgedPhase">, phaseId: string) {
  return tx.judgedPhase.findUnique({ where: { phaseId } });
}

/** A phase's own hours; they lie inside the event's. @returns false where they do not */
export async function saveHours(
  tx: Tx,
  phaseId: string,
  { startsAt, endsAt }: { startsAt: string | null; endsAt: string | null },
): Promise<boolean> {
  const { competition } = await tx.competitionPhase.findUniqueOrThrow({
    where: { id: phaseId },
    select: { competition: { select: { startsAt: true, endsAt: true } } },
  });
  const [from, to] = [startsAt ? new Date(startsAt) : null, endsAt ? new Date(endsAt) : null];
  const outside =
    (from && competition.startsAt && from < competition.startsAt) ||
    (to && competition.startsAt && to <= competition.startsAt) ||
    (to && competition.endsAt && to > competition.endsAt) ||
    (from && competition.endsAt && from >= competition.endsAt);
  if (outside) return false;
  await tx.competitionPhase.update({ where: { id: phaseId }, data: { startsAt: from, endsAt: to } });
  return true;
}

export function phaseWithCompetition(tx: Pick<Tx, "competitionPhase">, id: string) {
  return tx.competitionPhase.findUniqueOrThrow({
    where: { id },
    select: { id: true, competition: { select: { id: true, slug: true, titleZh: true, titleEn: true } } },
  });
}
