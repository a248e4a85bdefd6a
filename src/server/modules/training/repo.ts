import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

const whole = {
  partners: true,
  applications: { include: { records: { orderBy: { at: "asc" } } }, orderBy: { at: "asc" } },
} as const satisfies Prisma.TrainingProgrammeInclude;
export type ProgrammeRow = Prisma.TrainingProgrammeGetPayload<{ include: typeof whole }>;
export type ApplicationRow = ProgrammeRow["applications"][number];

export function listProgrammes(tx: Pick<Tx, "trainingProgramme">, organisationId: string | null) {
  return tx.trainingProgramme.findMany({
    where: {
      OR: [{ NOT: { state: "draft" } }, ...(organisationId ? [{ partners: { some: { organisationId } } }] : [])],
    },
    orderBy: [{ applyUntil: "desc" }],
    take: 200,
  });
}

/** Programmes of an organisation that are being prepared or take applications, with everything that is open in them. */
export function listUnderWay(tx: Pick<Tx, "trainingProgramme">, organisationId: string) {
  return tx.trainingProgramme.findMany({
    where: { state: { in: ["draft", "open"] }, partners: { some: { organisationId } } },
    include: { partners: true, applications: { where: { state: "submitted" }, select: { id: true } } },
    take: 200,
  });
}

export function findProgramme(tx: Pick<Tx, "trainingProgramme">, id: string): Promise<ProgrammeRow | null> {
  return tx.trainingProgramme.findUnique({ where: { id }, include: whole });
}

/** Held until the transaction ends: places are given out one after the other. */
export async function lockProgramme(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "TrainingProgramme" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

export async function insertProgramme(
  tx: Tx,
  data: Prisma.TrainingProgrammeUncheckedCreateInput,
  partners: readonly { organisationId: string; confirmedAt: Date | null }[],
): Promise<string> {
  const { id } = await tx.trainingProgramme.create({ data });
  await tx.trainingPartner.createMany({ data: partners.map((one) => ({ ...one, programmeId: id })) });
  return id;
}

export async function confirmPartner(tx: Tx, programmeId: string, organisationId: string, at: Date): Promise<boolean> {
  const { count } = await tx.trainingPartner.updateMany({
    where: { programmeId, organisationId, confirmedAt: null },
    data: { confirmedAt: at },
  });
  return count === 1;
}

export async function moveProgramme(tx: Tx, id: string, version: number, from: string, to: string): Promise<boolean> {
  const { count } = await tx.trainingProgramme.updateMany({
    where: { id, version, state: from },
    data: { state: to, version: { increment: 1 } },
  });
  return count === 1;
}

export async function insertApplication(
  tx: Tx,
  data: { programmeId: string; personId: string; statement: string },
): Promise<boolean> {
  return (await tx.trainingApplication.createMany({ data: [data], skipDuplicates: true })).count === 1;
}

export function findApplication(tx: Pick<Tx, "trainingApplication">, id: string) {
  return tx.trainingApplication.findUnique({ where: { id }, select: { id: true, programmeId: true, personId: true } });
}

export async function moveApplication(
  tx: Tx,
  id: string,
  from: string,
  data: Prisma.TrainingApplicationUncheckedUpdateManyInput,
): Promise<boolean> {
  return (await tx.trainingApplication.updateMany({ where: { id, state: from }, data })).count === 1;
}

export function saveRecord(tx: Tx, data: Prisma.LearningRecordUncheckedCreateInput) {
  const { applicationId, moduleId, ...rest } = data;
  return tx.learningRecord.upsert({
    where: { applicationId_moduleId: { applicationId, moduleId } },
    create: data,
    update: { ...rest, at: new Date() },
  });
}

export function saveOutcome(tx: Tx, id: string, data: { placedOn: Date | null; retained: boolean | null }) {
  return tx.trainingApplication.update({ where: { id }, data });
}

export function listApplicationsOf(tx: Pick<Tx, "trainingApplication">, personId: string) {
  return tx.trainingApplication.findMany({ where: { personId }, include: { records: true } });
}

/** What a learner wrote goes; that somebody finished stays, without a name. */
export function eraseStatements(tx: Tx, personId: string) {
  return tx.trainingApplication.updateMany({ where: { personId }, data: { statement: "" } });
}
