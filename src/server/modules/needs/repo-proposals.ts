import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

const current = { versions: { orderBy: { number: "desc" as const }, take: 1 } };

export function findProposalOf(tx: Tx, needId: string, organisationId: string) {
  return tx.proposal.findUnique({ where: { needId_organisationId: { needId, organisationId } }, include: current });
}

export function findProposal(tx: Pick<Tx, "proposal">, id: string) {
  return tx.proposal.findUnique({ where: { id }, include: current });
}

export type ProposalRow = NonNullable<Awaited<ReturnType<typeof findProposalOf>>>;

/** Sealed columns are read only by the opening and by the proposer's own page; lists never load them. */
export function listReceived(tx: Pick<Tx, "proposal">, needId: string) {
  return tx.proposal.findMany({
    where: { needId, state: "submitted" },
    include: {
      versions: { orderBy: { number: "desc" }, take: 1, omit: { sealed: true, wrappedKey: true } },
      feedback: true,
    },
    orderBy: { createdAt: "asc" },
  });
}

export function listForOpening(tx: Tx, needId: string) {
  return tx.proposal.findMany({ where: { needId, state: "submitted" }, include: current });
}

export function listProposalsOfOrganisation(tx: Pick<Tx, "proposal">, organisationId: string, take: number) {
  return tx.proposal.findMany({
    where: { organisationId },
    include: {
      need: { include: { awards: true, annulments: true } },
      versions: { orderBy: { number: "desc" }, take: 1, omit: { sealed: true, wrappedKey: true } },
    },
    orderBy: { createdAt: "desc" },
    take,
  });
}

export function proposerIds(tx: Pick<Tx, "proposal">, needId: string) {
  return tx.proposal.findMany({ where: { needId, state: "submitted" }, select: { organisationId: true, id: true } });
}

export function insertProposal(tx: Tx, data: { needId: string; organisationId: string }) {
  return tx.proposal.create({ data });
}

export function reviveProposal(tx: Tx, id: string, currentNumber: number) {
  return tx.proposal.update({ where: { id }, data: { state: "submitted", withdrawnAt: null, currentNumber } });
}

export function withdrawProposalRow(tx: Tx, id: string, withdrawnAt: Date) {
  return tx.proposal.update({ where: { id }, data: { state: "withdrawn", withdrawnAt } });
}

export function insertProposalVersion(tx: Tx, data: Prisma.ProposalVersionUncheckedCreateInput) {
  return tx.proposalVersion.create({ data });
}

export function writeOpened(
  tx: Tx,
  proposalId: string,
  number: number,
  opened: Prisma.InputJsonObject,
  openedAt: Date,
) {
  return tx.proposalVersion.update({
    where: { proposalId_number: { proposalId, number } },
    data: { opened, openedAt },
  });
}

export function findOpening(tx: Pick<Tx, "opening">, needId: string) {
  return tx.opening.findUnique({ where: { needId } });
}

export function callOpening(tx: Tx, needId: string, firstById: string) {
  return tx.opening.create({ data: { needId, firstById } });
}

export function confirmOpening(tx: Tx, needId: string, secondById: string, secondAt: Date) {
  return tx.opening.update({ where: { needId }, data: { secondById, secondAt } });
}

/** With what the version that counts was opened to, if it was. */
export function findProposalById(tx: Pick<Tx, "proposal">, id: string) {
  return tx.proposal.findUnique({
    where: { id },
    include: { versions: { orderBy: { number: "desc" }, take: 1, select: { opened: true } } },
  });
}

/** Every organisation that stands behind a proposal of the need: proposers and the members of their consortia. */
export async function listMembersBehind(tx: Pick<Tx, "proposal" | "consortium">, needId: string): Promise<string[]> {
  const proposers = await proposerIds(tx, needId);
  const leads = proposers.map(({ organisationId }) => organisationId);
  const consortia = await tx.consortium.findMany({
    where: { needId, leadOrganisationId: { in: leads } },
    include: { members: true },
  });
  return [
    ...new Set([...leads, ...consortia.flatMap(({ members }) => members.map(({ organisationId }) => organisationId))]),
  ];
}
