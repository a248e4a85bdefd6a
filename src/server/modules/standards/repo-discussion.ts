import { databaseNow, type Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

type NewComment = Omit<Prisma.StandardCommentUncheckedCreateInput, "number">;

/** Numbers follow each other within a standard; the standard's row is locked by the caller. */
export async function insertComments(tx: Tx, standardId: string, comments: readonly NewComment[]): Promise<string[]> {
  const last = await tx.standardComment.aggregate({ where: { standardId }, _max: { number: true } });
  const first = (last._max.number ?? 0) + 1;
  const rows = await tx.standardComment.createManyAndReturn({
    data: comments.map((comment, index) => ({ ...comment, number: first + index })),
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export function listComments(tx: Pick<Tx, "standardComment">, standardId: string) {
  return tx.standardComment.findMany({ where: { standardId }, orderBy: { number: "asc" }, take: 2_000 });
}

export function findComment(tx: Pick<Tx, "standardComment">, id: string) {
  return tx.standardComment.findUnique({ where: { id } });
}

export function countOpenComments(tx: Pick<Tx, "standardComment">, standardId: string) {
  return tx.standardComment.count({ where: { standardId, resolution: null, duplicateOfId: null, collected: false } });
}

export function updateComment(tx: Tx, id: string, data: Prisma.StandardCommentUncheckedUpdateInput) {
  return tx.standardComment.update({ where: { id }, data });
}

/** Comments that were grouped under one are grouped under the other now. */
export function moveDuplicates(tx: Tx, from: string, to: string) {
  return tx.standardComment.updateMany({ where: { duplicateOfId: from }, data: { duplicateOfId: to } });
}

export function insertBallot(tx: Tx, data: Prisma.BallotUncheckedCreateInput) {
  return tx.ballot.create({ data });
}

export function listBallots(tx: Pick<Tx, "ballot">, standardId: string) {
  return tx.ballot.findMany({ where: { standardId }, include: { votes: true }, orderBy: { openedAt: "desc" } });
}

/** Held to the end of the transaction, so that a count and a late vote cannot pass each other. */
export async function findBallot(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Ballot" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.ballot.findUnique({ where: { id }, include: { votes: true } });
}

export function putVote(tx: Tx, data: Prisma.VoteUncheckedCreateInput) {
  const { ballotId, organisationId } = data;
  return tx.vote.upsert({
    where: { ballotId_organisationId: { ballotId, organisationId } },
    create: data,
    update: data,
  });
}

export function closeBallotRow(tx: Tx, id: string, data: { closedAt: Date; outcome: Prisma.InputJsonValue }) {
  return tx.ballot.update({ where: { id }, data });
}

export function listOverdueBallots(tx: Pick<Tx, "$queryRaw">) {
  return tx.$queryRaw<
    { id: string }[]
  >`SELECT "id" FROM "Ballot" WHERE "closedAt" IS NULL AND "closesAt" < clock_timestamp() LIMIT 100`;
}

export function insertObjection(tx: Tx, data: Prisma.StandardObjectionUncheckedCreateInput) {
  return tx.standardObjection.create({ data });
}

export function listObjections(tx: Pick<Tx, "standardObjection">, standardId: string) {
  return tx.standardObjection.findMany({ where: { standardId }, orderBy: { at: "asc" } });
}

export function findObjection(tx: Pick<Tx, "standardObjection">, id: string) {
  return tx.standardObjection.findUnique({ where: { id } });
}

export function answerObjectionRow(
  tx: Tx,
  id: string,
  data: { answer: string; answeredById: string; answeredAt: Date },
) {
  return tx.standardObjection.update({ where: { id }, data });
}

/** Ballots that are open by the database's clock, of standards in whose group the person is, without a vote so far. */
export async function listBallotsToCast(tx: Tx, personId: string, organisationId: string) {
  return tx.ballot.findMany({
    where: {
      closedAt: null,
      closesAt: { gt: await databaseNow(tx) },
      votes: { none: { organisationId } },
      standard: { members: { some: { personId, organisationId } } },
    },
    include: { standard: { include: { members: { where: { personId } } } } },
    orderBy: { closesAt: "asc" },
    take: 50,
  });
}
