import type { NeedContent } from "@/domain/needs/schema";
import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

/** Columns that lists filter and sort by, taken from the content that was accepted. */
export function columnsOf(content: NeedContent) {
  return {
    kind: content.kind,
    language: content.language,
    title: content.title,
    summary: content.summary,
    visibility: content.visibility,
    sector: content.sector ?? null,
    region: content.region ?? null,
    conceptIds: [...new Set([...content.requiredSkills, ...content.wantedSkills, ...content.tags])],
    currency: content.budget?.currency ?? null,
    budgetMin: content.budget?.min == null ? null : BigInt(content.budget.min),
    budgetMax: content.budget?.max == null ? null : BigInt(content.budget.max),
    questionsDeadline: content.questionsDeadline ? new Date(content.questionsDeadline) : null,
    proposalDeadline: content.proposalDeadline ? new Date(content.proposalDeadline) : null,
    content: content as unknown as Prisma.InputJsonObject,
  };
}

export function insertNeed(
  tx: Tx,
  content: NeedContent,
  buyer: { organisationId: string; personId: string },
  importKey?: string,
) {
  return tx.need.create({
    data: {
      ...columnsOf(content),
      buyerOrganisationId: buyer.organisationId,
      createdById: buyer.personId,
      importKey: importKey ?? null,
    },
  });
}

/** @returns false when somebody else saved in the meantime */
export async function updateNeedAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Prisma.NeedUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.need.updateMany({ where: { id, version }, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}

export function setNeedState(tx: Tx, id: string, state: Prisma.NeedUncheckedUpdateInput["state"]) {
  return tx.need.update({ where: { id }, data: { state } });
}

export async function replaceInvitations(tx: Tx, needId: string, organisationIds: readonly string[]): Promise<void> {
  await tx.needInvitation.deleteMany({ where: { needId } });
  await tx.needInvitation.createMany({ data: organisationIds.map((organisationId) => ({ needId, organisationId })) });
}

export function insertNeedVersion(
  tx: Tx,
  data: { needId: string; version: number; content: NeedContent; reason: string; byId: string },
) {
  return tx.needVersion.create({ data: { ...data, content: data.content as unknown as Prisma.InputJsonObject } });
}

export function listNeedVersions(tx: Pick<Tx, "needVersion">, needId: string) {
  return tx.needVersion.findMany({ where: { needId }, orderBy: { version: "asc" } });
}

/** When each of the needs was published last, as it stands now. */
export async function lastVersions(
  tx: Pick<Tx, "needVersion">,
  needIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await tx.needVersion.groupBy({
    by: ["needId"],
    where: { needId: { in: [...needIds] } },
    _max: { at: true },
  });
  return new Map(rows.flatMap(({ needId, _max: { at } }) => (at ? [[needId, at] as const] : [])));
}

export function findNeeds(
  tx: Pick<Tx, "need">,
  where: Prisma.NeedWhereInput,
  options: { orderBy: Prisma.NeedOrderByWithRelationInput[]; skip: number; take: number },
) {
  // The content is large and no list shows it.
  return tx.need.findMany({ where, ...options, omit: { content: true } });
}

export function countNeeds(tx: Pick<Tx, "need">, where: Prisma.NeedWhereInput) {
  return tx.need.count({ where });
}

export function findNeedRow(tx: Pick<Tx, "need">, id: string) {
  return tx.need.findUnique({ where: { id }, include: { invitations: true } });
}

/** Open needs whose deadline has passed by the database's clock. */
export function listOverdueNeeds(tx: Pick<Tx, "$queryRaw">) {
  return tx.$queryRaw<
    { id: string }[]
  >`SELECT "id" FROM "Need" WHERE "state" IN ('open', 'amended') AND "proposalDeadline" < clock_timestamp() LIMIT 500`;
}

export function insertQuestion(
  tx: Tx,
  data: { needId: string; askedById: string; askedByOrganisationId: string; text: string; language: string },
) {
  return tx.needQuestion.create({ data });
}

export function findQuestion(tx: Pick<Tx, "needQuestion">, id: string) {
  return tx.needQuestion.findUnique({ where: { id } });
}

export function listQuestions(tx: Pick<Tx, "needQuestion">, needId: string) {
  return tx.needQuestion.findMany({ where: { needId }, orderBy: { askedAt: "asc" }, take: 500 });
}

export function answerQuestionRow(
  tx: Tx,
  id: string,
  data: { answer: string; answeredById: string; answeredAt: Date },
) {
  return tx.needQuestion.update({ where: { id }, data });
}

export async function needsWithOpenQuestions(
  tx: Pick<Tx, "needQuestion">,
  needIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.needQuestion.findMany({
    where: { needId: { in: [...needIds] }, answer: null },
    select: { needId: true },
    distinct: ["needId"],
  });
  return new Set(rows.map(({ needId }) => needId));
}
