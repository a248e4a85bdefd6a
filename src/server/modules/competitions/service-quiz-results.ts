import type { z } from "zod";
import { hundredths } from "@/domain/competitions/judging";
import {
  mayGrantQuizTime,
  mayPublishQuiz,
  mayReadQuizStatistics,
  mayVoidQuestion,
} from "@/domain/competitions/policy-quiz";
import { itemStatistics, reliability } from "@/domain/competitions/quiz";
import type { extraTimeInput, voidQuestionInput } from "@/domain/competitions/schema-quiz";
import type { quizStatistics } from "@/domain/competitions/views-quiz";
import { AppError } from "@/domain/shared/errors";
import { nameIn } from "@/domain/shared/names";
import { peopleById } from "@/server/modules/identity/service-people";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { writeEvents } from "./log";
import {
  type AttemptRow,
  correctAnswer,
  endOf,
  type OpenQuestion,
  openAnswers,
  openQuestions,
  paperOf,
  pointsOf,
  type QuizRow,
  settingsOf,
} from "./quiz-paper";
import { teamsOf } from "./repo-judged";
import { findAttempt, findQuestionRow, grantMinutes, listAttempts, markPublished, voidQuestionRow } from "./repo-quiz";
import { holdQuiz, ready } from "./service-quiz";

type Marked = { attempt: AttemptRow; paper: OpenQuestion[]; answers: ReturnType<typeof openAnswers>; points: number };

/** Attempts with their points, and what the answers say about the questions; for organisers. */
export async function readQuizStatistics(ctx: Ctx, phaseId: string): Promise<z.output<typeof quizStatistics>> {
  const held = await holdQuiz(db(), ctx.actor, phaseId);
  permitOrThrow(mayReadQuizStatistics(ctx.actor, held.facts));
  const { quiz, phaseEndsAt } = ready(held);
  const [attempts, teams] = await Promise.all([listAttempts(db(), phaseId), teamsOf(db(), held.competition.id)]);
  const { minutes, perPerson } = settingsOf(quiz);
  const people = await peopleById(perPerson ? attempts.map(({ entrantId }) => entrantId) : []);
  const questions = openQuestions(quiz);
  const marked = markAll(quiz, attempts, questions);
  const canGrant = mayGrantQuizTime(ctx.actor, held.facts).allowed;
  const everybodySaw = questions.filter(({ id }) => marked.every(({ paper }) => paper.some((one) => one.id === id)));
  return {
    attempts: marked.map(({ attempt, points }) => {
      const end = endOf(attempt, minutes, phaseEndsAt);
      const person = people.get(attempt.entrantId);
      return {
        id: attempt.id,
        teamName: teams.find(({ id }) => id === attempt.teamId)?.name ?? "",
        personName: person ? nameIn(ctx.locale, person) : "",
        startedAt: attempt.startedAt.toISOString(),
        endsAt: end.toISOString(),
        handedIn: attempt.handedInAt !== null,
        running: attempt.handedInAt === null && held.now < end,
        extraMinutes: attempt.extraMinutes,
        points,
        canGrant: canGrant && attempt.handedInAt === null,
      };
    }),
    most: marked[0]?.paper.reduce((sum, { content, voided }) => sum + (voided ? 0 : content.points), 0) ?? 0,
    reliability: reliability(
      marked.map(({ answers }) => everybodySaw.map((question) => pointsOf(question, answers.get(question.id)))),
    ),
    items: questions.map((question) => itemView(question, marked)),
    canVoid: mayVoidQuestion(ctx.actor, held.facts).allowed,
  };
}

/** More minutes for one attempt, with the reason: a broken line, an accommodation. */
export function grantTime(ctx: Ctx, input: z.output<typeof extraTimeInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const attempt = found(await findAttempt(tx, input.attemptId, { lock: true }));
    const held = await holdQuiz(tx, ctx.actor, attempt.phaseId);
    permit(mayGrantQuizTime(ctx.actor, held.facts));
    if (attempt.handedInAt !== null || held.closed) throw new AppError("STATE_REFUSED", { reason: "attemptOver" });
    await grantMinutes(tx, attempt.id, input.minutes, input.reason);
    await record({
      act: "quiz.timeGranted",
      entity: "quizAttempt",
      entityId: attempt.id,
      facts: { minutes: input.minutes, reason: input.reason },
    });
    return { done: true };
  });
}

/** A question that turned out wrong counts for nobody any more; everybody's points follow when they are published again. */
export function voidQuestion(
  ctx: Ctx,
  { questionId, reason }: z.output<typeof voidQuestionInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const row = found(await findQuestionRow(tx, questionId));
    const held = await holdQuiz(tx, ctx.actor, row.phaseId);
    permit(mayVoidQuestion(ctx.actor, held.facts));
    if (!(await voidQuestionRow(tx, questionId, held.now, reason)))
      throw new AppError("STATE_REFUSED", { reason: "questionVoided" });
    // No result may stand on the points of before.
    await markPublished(tx, row.phaseId, null);
    await record({ act: "quiz.questionVoided", entity: "quizQuestion", entityId: questionId, facts: { reason } });
    return { done: true };
  });
}

/**
 * Puts everybody's points into the log, so that the standing and its archive hold them. Where each member answers
 * alone, the team gets the sum of its members' points over the number of its members: sending only the best gains
 * nothing.
 */
export function publishQuiz(ctx: Ctx, phaseId: string): Promise<{ teams: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    await tx.$queryRaw`SELECT 1 FROM "QuizPhase" WHERE "phaseId" = ${phaseId}::uuid FOR UPDATE`;
    const held = await holdQuiz(tx, ctx.actor, phaseId);
    permit(mayPublishQuiz(ctx.actor, held.facts));
    const { quiz } = ready(held);
    const [attempts, teams] = [await listAttempts(tx, phaseId), await teamsOf(tx, held.competition.id)];
    const byTeam = Map.groupBy(markAll(quiz, attempts, openQuestions(quiz)), ({ attempt }) => attempt.teamId);
    const { perPerson } = settingsOf(quiz);
    const events = teams.flatMap(({ id: teamId, members }) => {
      const sum = byTeam.get(teamId)?.reduce((total, { points }) => total + points, 0);
      if (sum === undefined) return [];
      const points = perPerson ? hundredths(sum / Math.max(1, members.length)) : sum;
      return [{ kind: "feed" as const, teamId, data: { phaseId, points } }];
    });
    await writeEvents(tx, held.competition.id, events);
    await markPublished(tx, phaseId, held.now);
    await record({
      act: "quiz.published",
      entity: "competitionPhase",
      entityId: phaseId,
      facts: { teams: events.length },
    });
    return { teams: events.length };
  });
}

function markAll(quiz: QuizRow, attempts: readonly AttemptRow[], questions: OpenQuestion[]): Marked[] {
  return attempts.map((attempt) => {
    const paper = paperOf(quiz, attempt.entrantId, questions);
    const answers = openAnswers(attempt);
    const points = paper.reduce((sum, question) => sum + pointsOf(question, answers.get(question.id)), 0);
    return { attempt, paper, answers, points: Math.round(points * 100) / 100 };
  });
}

function itemView(question: OpenQuestion, marked: readonly Marked[]) {
  const { id, position, content, voided, voidReason } = question;
  const saw = marked.filter(({ paper }) => paper.some((one) => one.id === id));
  // The item against the rest of each paper, which may hold other questions where they are drawn.
  const [statistics] = itemStatistics(
    [{ points: content.points }, { points: 1 }],
    saw.map(({ answers, points }) => {
      const own = pointsOf({ ...question, voided: false }, answers.get(id));
      const left = (answers.get(id) ?? null) === null;
      return [left ? null : own, points - (voided ? 0 : own)];
    }),
  );
  const correct = new Set(correctAnswer(content));
  return {
    id,
    position: position + 1,
    textZh: content.textZh,
    textEn: content.textEn,
    kind: content.kind,
    points: content.points,
    shown: statistics?.shown ?? 0,
    left: statistics?.left ?? 0,
    facility: statistics?.facility ?? null,
    discrimination: statistics?.discrimination ?? null,
    options:
      content.kind === "single" || content.kind === "multiple"
        ? content.options.map((option) => ({
            ...option,
            correct: correct.has(option.key),
            chosen: saw.filter(({ answers }) => answers.get(id)?.includes(option.key)).length,
          }))
        : [],
    voided,
    voidReason,
  };
}
