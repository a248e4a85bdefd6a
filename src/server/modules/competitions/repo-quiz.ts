import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

const withQuestions = { questions: { orderBy: { position: "asc" } } } as const;
const withAnswers = { answers: true } as const;

export function findQuiz(tx: Pick<Tx, "quizPhase">, phaseId: string) {
  return tx.quizPhase.findUnique({ where: { phaseId }, include: withQuestions });
}

/** Saves settings and replaces the questions. @returns the new version, or null when somebody else saved first */
export async function saveQuizRows(
  tx: Tx,
  data: { phaseId: string; competitionId: string; settings: Prisma.InputJsonObject; seed: string },
  version: number,
  questions: readonly Prisma.QuizQuestionCreateManyInput[],
): Promise<number | null> {
  const { count } =
    version === 0
      ? await tx.quizPhase.createMany({ data: [data], skipDuplicates: true })
      : await tx.quizPhase.updateMany({
          where: { phaseId: data.phaseId, version },
          data: { settings: data.settings, version: { increment: 1 } },
        });
  if (count !== 1) return null;
  await tx.quizQuestion.deleteMany({ where: { phaseId: data.phaseId } });
  await tx.quizQuestion.createMany({ data: [...questions] });
  return version + 1;
}

/** The first call begins the attempt; every other finds it. @returns true when this call began it */
export async function beginAttempt(tx: Tx, data: Prisma.QuizAttemptCreateManyInput): Promise<boolean> {
  const { count } = await tx.quizAttempt.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

export function findAttemptOf(tx: Pick<Tx, "quizAttempt">, phaseId: string, entrantId: string) {
  return tx.quizAttempt.findUnique({
    where: { phaseId_entrantId: { phaseId, entrantId } },
    include: withAnswers,
  });
}

export async function findAttempt(tx: Pick<Tx, "quizAttempt" | "$queryRaw">, id: string, options = { lock: false }) {
  if (options.lock) await tx.$queryRaw`SELECT 1 FROM "QuizAttempt" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.quizAttempt.findUnique({ where: { id }, include: withAnswers });
}

export function listAttempts(tx: Pick<Tx, "quizAttempt">, phaseId: string) {
  return tx.quizAttempt.findMany({ where: { phaseId }, include: withAnswers, orderBy: { startedAt: "asc" } });
}

export function countAttempts(tx: Pick<Tx, "quizAttempt">, phaseId: string) {
  return tx.quizAttempt.count({ where: { phaseId } });
}

export async function mostExtraMinutes(tx: Pick<Tx, "quizAttempt">, phaseId: string): Promise<number> {
  const { _max } = await tx.quizAttempt.aggregate({ where: { phaseId }, _max: { extraMinutes: true } });
  return _max.extraMinutes ?? 0;
}

export async function putAnswer(
  tx: Tx,
  data: { attemptId: string; questionId: string; sealed: Uint8Array<ArrayBuffer>; at: Date },
): Promise<void> {
  const { attemptId, questionId, sealed, at } = data;
  await tx.quizAnswer.upsert({
    where: { attemptId_questionId: { attemptId, questionId } },
    create: data,
    update: { sealed, at },
  });
}

export async function handInRow(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.quizAttempt.updateMany({ where: { id, handedInAt: null }, data: { handedInAt: at } });
}

export async function grantMinutes(tx: Tx, id: string, minutes: number, reason: string): Promise<void> {
  await tx.quizAttempt.update({ where: { id }, data: { extraMinutes: { increment: minutes }, extraReason: reason } });
}

export function findQuestionRow(tx: Pick<Tx, "quizQuestion">, id: string) {
  return tx.quizQuestion.findUnique({ where: { id } });
}

export async function voidQuestionRow(tx: Tx, id: string, at: Date, reason: string): Promise<boolean> {
  const { count } = await tx.quizQuestion.updateMany({
    where: { id, voidedAt: null },
    data: { voidedAt: at, voidReason: reason },
  });
  return count === 1;
}

/** @param at null when what was published is not true any more */
export async function markPublished(tx: Tx, phaseId: string, at: Date | null): Promise<void> {
  await tx.quizPhase.update({ where: { phaseId }, data: { publishedAt: at } });
}
