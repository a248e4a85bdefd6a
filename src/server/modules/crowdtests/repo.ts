import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function insertProgramme(tx: Tx, data: Prisma.CrowdProgrammeUncheckedCreateInput) {
  return tx.crowdProgramme.create({ data });
}

export async function updateProgrammeAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.CrowdProgrammeUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.crowdProgramme.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export function listProgrammes(tx: Pick<Tx, "crowdProgramme">, where: Prisma.CrowdProgrammeWhereInput, take: number) {
  return tx.crowdProgramme.findMany({
    where,
    omit: { sealedAccounts: true, accountsKey: true },
    include: { _count: { select: { reports: { where: { state: "disclosed" } } } } },
    orderBy: [{ openedAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    take,
  });
}

export function listTesters(tx: Pick<Tx, "crowdTester">, programmeId: string) {
  return tx.crowdTester.findMany({ where: { programmeId }, orderBy: { at: "asc" }, take: 500 });
}

export function insertTester(tx: Tx, data: { programmeId: string; personId: string; state: "requested" | "admitted" }) {
  return tx.crowdTester.create({ data });
}

/** @returns false when nobody of that kind asked */
export async function decideTester(
  tx: Tx,
  programmeId: string,
  personId: string,
  data: { state: "admitted" | "refused"; decidedById: string },
): Promise<boolean> {
  const { count } = await tx.crowdTester.updateMany({ where: { programmeId, personId }, data });
  return count === 1;
}

export function insertReport(tx: Tx, data: Prisma.CrowdReportUncheckedCreateInput) {
  return tx.crowdReport.create({ data });
}

export function updateReport(tx: Tx, id: string, data: Prisma.CrowdReportUncheckedUpdateInput) {
  return tx.crowdReport.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

export function insertReportEvent(
  tx: Tx,
  data: {
    reportId: string;
    byId: string;
    state: Prisma.CrowdReportEventUncheckedCreateInput["state"];
    note: Uint8Array<ArrayBuffer> | null;
    at: Date;
  },
) {
  return tx.crowdReportEvent.create({ data });
}

export function listReports(tx: Pick<Tx, "crowdReport">, where: Prisma.CrowdReportWhereInput, take: number) {
  return tx.crowdReport.findMany({ where, include: { programme: true }, orderBy: { receivedAt: "desc" }, take });
}

export function findReport(tx: Pick<Tx, "crowdReport">, id: string) {
  return tx.crowdReport.findUnique({
    where: { id },
    include: { programme: true, original: true, events: { orderBy: { at: "asc" } } },
  });
}

/** Disclosed columns only: the sealed ones are not even read. */
export function findDisclosure(tx: Pick<Tx, "crowdReport">, number: number) {
  return tx.crowdReport.findFirst({
    where: { number, state: "disclosed" },
    omit: { sealed: true, wrappedKey: true },
    include: { programme: { omit: { sealedAccounts: true, accountsKey: true } } },
  });
}

/** Accepted reports with their finders, first accepted first, for the hall of fame of one programme. */
export function listAccepted(tx: Pick<Tx, "crowdReport">, programmeId: string) {
  return tx.crowdReport.findMany({
    where: { programmeId, acceptedAt: { not: null } },
    select: { reporterId: true, disclosed: true },
    orderBy: [{ acceptedAt: "asc" }, { number: "asc" }],
    take: 5_000,
  });
}

/** Confirmed more than a day ago and not yet told to the authority. */
export function listAuthorityDue(tx: Pick<Tx, "crowdReport">, acceptedBefore: Date) {
  return tx.crowdReport.findMany({
    where: { acceptedAt: { lt: acceptedBefore }, authorityToldAt: null },
    select: { id: true, number: true, programme: { select: { organisationId: true } } },
    take: 500,
  });
}

/** New reports, and accepted ones of which the authority was not told; without their sealed content. */
export function listUntold(tx: Pick<Tx, "crowdReport">, where: Prisma.CrowdReportWhereInput) {
  return tx.crowdReport.findMany({
    where: { AND: [where, { OR: [{ state: "new" }, { acceptedAt: { not: null }, authorityToldAt: null }] }] },
    select: {
      id: true,
      number: true,
      state: true,
      acceptedAt: true,
      authorityToldAt: true,
      reporterId: true,
      programme: { select: { organisationId: true, title: true } },
    },
    orderBy: { receivedAt: "asc" },
    take: 100,
  });
}
