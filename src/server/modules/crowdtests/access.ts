import {
  mayReadProgramme,
  mayReadReport,
  type ProgrammeFacts,
  type ReportFacts,
  readsAsPerson,
} from "@/domain/crowdtests/policy";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { permitOrThrow } from "@/server/platform/act";
import { databaseNow, type Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";
import { findReport } from "./repo";

type Programme = Prisma.CrowdProgrammeGetPayload<{ include: { testers: true } }>;
export type HeldProgramme = { row: Programme; facts: ProgrammeFacts; now: Date };
export type HeldReport = { row: NonNullable<Awaited<ReturnType<typeof findReport>>>; facts: ReportFacts; now: Date };

/** What the actor may not see is not found. With `lock`, decisions about one programme wait for each other. */
export async function holdProgramme(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { lock: boolean } = { lock: false },
): Promise<HeldProgramme> {
  if (options.lock) await tx.$queryRaw`SELECT 1 FROM "CrowdProgramme" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.crowdProgramme.findUnique({
    where: { id },
    include: { testers: { where: { personId: actor.kind === "person" ? actor.id : id } } },
  });
  const now = await databaseNow(tx);
  if (!row) throw new AppError("NOT_FOUND");
  const facts: ProgrammeFacts = {
    organisationId: row.organisationId,
    access: row.access,
    state: row.state,
    tester: row.testers[0]?.state ?? null,
  };
  if (!mayReadProgramme(actor, facts).allowed) throw new AppError("NOT_FOUND");
  return { row, facts, now };
}

/**
 * A report in full, for its reporter and its provider. With `lock`, the programme's row is held: of two that are called
 * each other's duplicate at the same moment, the second decision sees the first.
 */
export async function holdReport(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { lock: boolean } = { lock: false },
): Promise<HeldReport> {
  // Asked of a report of one's own first, so that whoever may read none is told the same of every number.
  permitOrThrow(mayReadReport(actor, { organisationId: "", reporterId: actorId(actor), state: "new" }));
  if (options.lock)
    await tx.$queryRaw`
      SELECT 1 FROM "CrowdProgramme" WHERE "id" = (SELECT "programmeId" FROM "CrowdReport" WHERE "id" = ${id}::uuid) FOR UPDATE`;
  const row = await findReport(tx, id);
  const now = await databaseNow(tx);
  if (!row) throw new AppError("NOT_FOUND");
  const facts: ReportFacts = {
    organisationId: row.programme.organisationId,
    reporterId: row.reporterId,
    state: row.state,
  };
  if (!mayReadReport(actor, facts).allowed) throw new AppError("NOT_FOUND");
  return { row, facts, now };
}

const actorId = (actor: Actor): string => (actor.kind === "person" ? actor.id : "");

/** The rule for one programme as a condition for lists. */
export function programmesVisibleTo(actor: Actor): Prisma.CrowdProgrammeWhereInput {
  const any: Prisma.CrowdProgrammeWhereInput[] = [{ state: { not: "draft" }, access: { not: "invited" } }];
  if (actor.kind === "person" && readsAsPerson(actor)) {
    any.push({ state: { not: "draft" }, testers: { some: { personId: actor.id } } });
    if (actor.acting?.verified) any.push({ organisationId: actor.acting.id });
  }
  return { OR: any };
}

/** Reports the actor may read: the own ones, and those of the organisation one acts for. */
export function reportsVisibleTo(actor: Actor): Prisma.CrowdReportWhereInput {
  if (actor.kind !== "person") return { id: { in: [] } };
  const own: Prisma.CrowdReportWhereInput[] = [{ reporterId: actor.id }];
  if (actor.acting?.verified) own.push({ programme: { organisationId: actor.acting.id } });
  return { OR: own };
}
