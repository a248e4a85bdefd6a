import { attemptEnd, markAnswer, type Question, shuffled } from "@/domain/competitions/quiz";
import {
  type QuizQuestionContent,
  type QuizSettings,
  quizQuestion,
  quizSettings,
} from "@/domain/competitions/schema-quiz";
import { seededRandom } from "@/domain/shared/seeded-random";
import { sealSmall, sha256, unsealSmall } from "@/server/platform/secrets";
import type { findQuiz, listAttempts } from "./repo-quiz";

export type QuizRow = NonNullable<Awaited<ReturnType<typeof findQuiz>>>;
export type AttemptRow = Awaited<ReturnType<typeof listAttempts>>[number];
export type OpenQuestion = {
  id: string;
  position: number;
  content: QuizQuestionContent;
  voided: boolean;
  voidReason: string;
};
type Given = readonly string[] | string | null;

const questionSeal = (phaseId: string, position: number) => `question:${phaseId}:${position}`;
const answerSeal = (attemptId: string, questionId: string) => `answer:${attemptId}:${questionId}`;

export function sealQuestion(phaseId: string, position: number, content: QuizQuestionContent) {
  return sealSmall(Buffer.from(JSON.stringify(content)), questionSeal(phaseId, position));
}

export function openQuestions({ phaseId, questions }: QuizRow): OpenQuestion[] {
  return questions.map(({ id, position, sealed, voidedAt, voidReason }) => ({
    id,
    position,
    content: quizQuestion.parse(JSON.parse(unsealSmall(sealed, questionSeal(phaseId, position)).toString("utf8"))),
    voided: voidedAt !== null,
    voidReason,
  }));
}

export function sealAnswer(attemptId: string, questionId: string, answer: Given) {
  return sealSmall(Buffer.from(JSON.stringify(answer)), answerSeal(attemptId, questionId));
}

export function openAnswers({ id, answers }: AttemptRow): Map<string, Given> {
  return new Map(
    answers.map(({ questionId, sealed }) => [
      questionId,
      JSON.parse(unsealSmall(sealed, answerSeal(id, questionId)).toString("utf8")) as Given,
    ]),
  );
}

export const settingsOf = (row: Pick<QuizRow, "settings">): QuizSettings => quizSettings.parse(row.settings);

/**
 * The questions of one entrant in their order, options shuffled as well. The seed of an entrant is the first 32 bits of
 * SHA-256(`<seed of the quiz>:<entrant>`), so that anybody can repeat every order once the quiz's seed is public.
 */
export function paperOf(row: QuizRow, entrantId: string, questions = openQuestions(row)): OpenQuestion[] {
  const random = seededRandom(Number.parseInt(sha256(`${row.seed}:${entrantId}`).slice(0, 8), 16));
  const { draw } = settingsOf(row);
  const order = shuffled(questions, random);
  return (draw === 0 ? order : order.slice(0, draw)).map((one) => {
    const { content } = one;
    return content.kind === "single" || content.kind === "multiple"
      ? { ...one, content: { ...content, options: shuffled(content.options, random) } }
      : one;
  });
}

/** Points of one question; a voided one counts for nobody. */
export function pointsOf({ content, voided }: OpenQuestion, answer: Given | undefined): number {
  return voided ? 0 : markAnswer(asMarked(content), answer ?? null);
}

export function correctAnswer(content: QuizQuestionContent): string[] {
  switch (content.kind) {
    case "single":
      return [content.correct];
    case "multiple":
      return content.correct;
    case "number":
      return [String(content.value)];
    case "text":
      return content.accepted;
  }
}

export function endOf(
  attempt: Pick<AttemptRow, "startedAt" | "extraMinutes">,
  minutes: number,
  phaseEndsAt: Date,
): Date {
  return attemptEnd(attempt.startedAt, minutes, attempt.extraMinutes, phaseEndsAt);
}

function asMarked(content: QuizQuestionContent): Question {
  switch (content.kind) {
    case "single":
    case "multiple":
      return { ...content, options: content.options.map(({ key }) => key) };
    case "number":
    case "text":
      return content;
  }
}
