import { randomBytes } from "node:crypto";
import type { z } from "zod";
import {
  mayAnswerQuiz,
  mayPublishQuiz,
  mayReadAttempt,
  mayReadQuestionBank,
  mayReadQuiz,
  mayReadQuizStatistics,
  maySaveQuiz,
  mayStartQuiz,
  type QuizFacts,
} from "@/domain/competitions/policy-quiz";
import type { answerInput, QuizQuestionContent, quizSaveInput } from "@/domain/competitions/schema-quiz";
import type { attemptView, quizBank, quizView } from "@/domain/competitions/views-quiz";
import type { Actor } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { addMilliseconds, minute } from "@/domain/shared/time";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { personOf } from "./access";
import { type HeldPhase, holdPhase, hoursOf, seeOrNotFound } from "./access-judged";
import {
  type AttemptRow,
  correctAnswer,
  endOf,
  openAnswers,
  openQuestions,
  paperOf,
  pointsOf,
  type QuizRow,
  sealAnswer,
  sealQuestion,
  settingsOf,
} from "./quiz-paper";
import { saveHours } from "./repo-judged";
import {
  beginAttempt,
  countAttempts,
  findAttempt,
  findAttemptOf,
  findQuiz,
  handInRow,
  mostExtraMinutes,
  putAnswer,
  saveQuizRows,
} from "./repo-quiz";

export type HeldQuiz = HeldPhase & {
  quiz: QuizRow | null;
  facts: QuizFacts /** For everybody, extra time included. */;
  closed: boolean;
};

/** A quiz with what the actor is to it; the clock is read after everything else. */
export async function holdQuiz(tx: Tx, actor: Actor, phaseId: string): Promise<HeldQuiz> {
  const [quiz, attempts, extra] = [
    await findQuiz(tx, phaseId),
    await countAttempts(tx, phaseId),
    await mostExtraMinutes(tx, phaseId),
  ];
  const held = await holdPhase(tx, actor, phaseId, "quiz");
  const { endsAt, open, over } = held.clock;
  const closed = over && (endsAt === null || held.now >= addMilliseconds(endsAt, extra * minute));
  return {
    ...held,
    quiz,
    closed,
    facts: {
      organiser: held.role === "organiser",
      prepared: quiz !== null,
      open,
      over,
      attempts,
      team: held.team,
      finalised: held.state === "finalised",
      closed,
    },
  };
}

export function ready(held: HeldQuiz): { quiz: QuizRow; phaseEndsAt: Date } {
  if (!held.quiz) throw new AppError("STATE_REFUSED", { reason: "phaseNotReady" });
  return { quiz: held.quiz, phaseEndsAt: held.clock.endsAt ?? held.now };
}

export async function readQuiz(ctx: Ctx, phaseId: string): Promise<z.output<typeof quizView>> {
  permitOrThrow(mayReadQuiz());
  const held = await holdQuiz(db(), ctx.actor, phaseId);
  const { quiz, clock, facts, competition, phase } = held;
  const settings = quiz ? settingsOf(quiz) : null;
  const own = quiz && held.team ? await findAttemptOf(db(), phaseId, entrantOf(quiz, held, ctx.actor)) : null;
  const drawn = settings && settings.draw > 0 ? settings.draw : (quiz?.questions.length ?? 0);
  return {
    phaseId,
    slug: competition.slug,
    competition: { titleZh: competition.titleZh, titleEn: competition.titleEn },
    titleZh: phase.titleZh,
    titleEn: phase.titleEn,
    settings,
    hours: hoursOf(held),
    version: quiz?.version ?? 0,
    questions: drawn,
    points: drawn === quiz?.questions.length ? (quiz?.questions.reduce((sum, { points }) => sum + points, 0) ?? 0) : 0,
    attempts: facts.attempts,
    startsAt: clock.startsAt?.toISOString() ?? null,
    endsAt: clock.endsAt?.toISOString() ?? null,
    now: held.now.toISOString(),
    open: clock.open,
    over: clock.over,
    attempt: own && settings && clock.endsAt ? attemptSummary(own, settings.minutes, clock.endsAt, held.now) : null,
    team: held.team !== null,
    seed: held.closed ? (quiz?.seed ?? null) : null,
    can: {
      start: mayStartQuiz(ctx.actor, facts).allowed && own === null,
      edit: maySaveQuiz(ctx.actor, facts).allowed,
      bank: mayReadQuestionBank(ctx.actor, facts).allowed,
      statistics: mayReadQuizStatistics(ctx.actor, facts).allowed,
      publish: mayPublishQuiz(ctx.actor, facts).allowed,
    },
    published: quiz?.publishedAt != null,
  };
}

/** The questions with their keys, for organisers who do not play. */
export async function readBank(ctx: Ctx, phaseId: string): Promise<z.output<typeof quizBank> | null> {
  const held = await holdQuiz(db(), ctx.actor, phaseId);
  permitOrThrow(mayReadQuestionBank(ctx.actor, held.facts));
  if (!held.quiz) return null;
  return {
    version: held.quiz.version,
    settings: settingsOf(held.quiz),
    questions: openQuestions(held.quiz).map(({ id, content, voided }) => ({ id, content, voided })),
  };
}

/** Saves the settings and all questions, sealed, until somebody has begun. */
export function saveQuiz(ctx: Ctx, input: z.output<typeof quizSaveInput>): Promise<{ version: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { phaseId, settings, questions } = input;
    await tx.$queryRaw`SELECT 1 FROM "QuizPhase" WHERE "phaseId" = ${phaseId}::uuid FOR UPDATE`;
    const held = await holdQuiz(tx, ctx.actor, phaseId);
    permit(maySaveQuiz(ctx.actor, held.facts));
    if (settings.draw > questions.length)
      throw new AppError("BAD_INPUT", {
        reason: "drawTooMany",
        field: "settings.draw",
        facts: { count: questions.length },
      });
    const version = await saveQuizRows(
      tx,
      {
        phaseId,
        competitionId: held.competition.id,
        settings,
        seed: held.quiz?.seed ?? randomBytes(16).toString("hex"),
      },
      input.version,
      questions.map((content, position) => ({
        phaseId,
        position,
        kind: content.kind,
        points: content.points,
        sealed: sealQuestion(phaseId, position, content),
      })),
    );
    if (version === null) throw new AppError("VERSION_CONFLICT");
    if (!(await saveHours(tx, phaseId, input.hours)))
      throw new AppError("BAD_INPUT", { reason: "hoursOutside", field: "hours.endsAt" });
    await record({
      act: "quiz.saved",
      entity: "competitionPhase",
      entityId: phaseId,
      facts: { questions: questions.length },
    });
    return { version };
  });
}

/** Begins the attempt of the team or person; a second call finds the same attempt with the same clock. */
export function startQuiz(ctx: Ctx, phaseId: string): Promise<{ attemptId: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    await tx.$queryRaw`SELECT 1 FROM "QuizPhase" WHERE "phaseId" = ${phaseId}::uuid FOR SHARE`;
    const held = await holdQuiz(tx, ctx.actor, phaseId);
    permit(mayStartQuiz(ctx.actor, held.facts));
    const { quiz } = ready(held);
    const entrantId = entrantOf(quiz, held, ctx.actor);
    const personId = personOf(ctx.actor);
    await beginAttempt(tx, {
      phaseId,
      teamId: held.team?.id ?? "",
      entrantId,
      startedById: personId,
      startedAt: held.now,
    });
    const { id } = found(await findAttemptOf(tx, phaseId, entrantId));
    await record({ act: "quiz.begun", entity: "quizAttempt", entityId: id });
    return { attemptId: id };
  });
}

/** Keeps one answer, sealed; the newest within the attempt's time counts, by the database's clock after the lock. */
export function answerQuestion(ctx: Ctx, input: z.output<typeof answerInput>): Promise<{ at: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { attempt, held, running } = await holdAttempt(tx, ctx, input.attemptId);
    permitOwn(permit, mayAnswerQuiz(ctx.actor, held.facts, { own: true, running }));
    const { quiz } = ready(held);
    const question = paperOf(quiz, attempt.entrantId).find(({ id }) => id === input.questionId);
    if (!question) throw new AppError("NOT_FOUND");
    refuseAnswer(question.content, input.answer);
    await putAnswer(tx, {
      attemptId: attempt.id,
      questionId: question.id,
      sealed: sealAnswer(attempt.id, question.id, input.answer),
      at: held.now,
    });
    await record({ act: "quiz.answered", entity: "quizAttempt", entityId: attempt.id });
    return { at: held.now.toISOString() };
  });
}

export function handInQuiz(ctx: Ctx, attemptId: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { held, running } = await holdAttempt(tx, ctx, attemptId);
    permitOwn(permit, mayAnswerQuiz(ctx.actor, held.facts, { own: true, running }));
    await handInRow(tx, attemptId, held.now);
    await record({ act: "quiz.handedIn", entity: "quizAttempt", entityId: attemptId });
    return { done: true };
  });
}

/** One's own attempt: questions and answers; marks and keys once the quiz is over for everybody. */
export async function readAttempt(ctx: Ctx, attemptId: string): Promise<z.output<typeof attemptView>> {
  const attempt = found(await findAttempt(db(), attemptId));
  const held = await holdQuiz(db(), ctx.actor, attempt.phaseId);
  const { quiz, phaseEndsAt } = ready(held);
  seeOrNotFound(mayReadAttempt(ctx.actor, held.facts, { own: owns(quiz, held, ctx.actor, attempt) }));
  const { endsAt, running } = attemptSummary(attempt, settingsOf(quiz).minutes, phaseEndsAt, held.now);
  const answers = openAnswers(attempt);
  const paper = paperOf(quiz, attempt.entrantId);
  return {
    id: attempt.id,
    phaseId: attempt.phaseId,
    slug: held.competition.slug,
    titleZh: held.phase.titleZh,
    titleEn: held.phase.titleEn,
    startedAt: attempt.startedAt.toISOString(),
    endsAt,
    now: held.now.toISOString(),
    running,
    handedInAt: attempt.handedInAt?.toISOString() ?? null,
    questions: paper.map((question) => {
      const { content, id, voided } = question;
      const answer = answers.get(id) ?? null;
      return {
        id,
        kind: content.kind,
        textZh: content.textZh,
        textEn: content.textEn,
        points: content.points,
        unit: content.kind === "number" ? content.unit : "",
        options: content.kind === "single" || content.kind === "multiple" ? content.options : [],
        answer: answer === null || typeof answer === "string" ? answer : [...answer],
        review: held.closed
          ? {
              points: pointsOf(question, answer),
              voided,
              correct: correctAnswer(content),
              explanationZh: content.explanationZh,
              explanationEn: content.explanationEn,
            }
          : null,
      };
    }),
    total: held.closed ? paper.reduce((sum, question) => sum + pointsOf(question, answers.get(question.id)), 0) : null,
    most: paper.reduce((sum, { content, voided }) => sum + (voided ? 0 : content.points), 0),
  };
}

async function holdAttempt(tx: Tx, ctx: Ctx, attemptId: string) {
  const attempt = found(await findAttempt(tx, attemptId, { lock: true }));
  const held = await holdQuiz(tx, ctx.actor, attempt.phaseId);
  const { quiz, phaseEndsAt } = ready(held);
  if (!owns(quiz, held, ctx.actor, attempt)) throw new AppError("NOT_FOUND");
  return { attempt, held, ...attemptSummary(attempt, settingsOf(quiz).minutes, phaseEndsAt, held.now) };
}

function permitOwn(
  permit: (decision: ReturnType<typeof mayAnswerQuiz>) => void,
  decision: ReturnType<typeof mayAnswerQuiz>,
) {
  seeOrNotFound(decision);
  permit(decision);
}

function attemptSummary(
  attempt: Pick<AttemptRow, "id" | "startedAt" | "extraMinutes" | "handedInAt">,
  minutes: number,
  phaseEndsAt: Date,
  now: Date,
): { id: string; endsAt: string; running: boolean } {
  const end = endOf(attempt, minutes, phaseEndsAt);
  return { id: attempt.id, endsAt: end.toISOString(), running: attempt.handedInAt === null && now < end };
}

function entrantOf(quiz: QuizRow, held: HeldPhase, actor: Actor): string {
  return settingsOf(quiz).perPerson ? personOf(actor) : (held.team?.id ?? "");
}

function owns(quiz: QuizRow, held: HeldPhase, actor: Actor, attempt: AttemptRow): boolean {
  return held.team?.id === attempt.teamId && attempt.entrantId === entrantOf(quiz, held, actor);
}

function refuseAnswer(content: QuizQuestionContent, answer: z.output<typeof answerInput>["answer"]): void {
  if (answer === null) return;
  const choice = content.kind === "single" || content.kind === "multiple";
  const fits = choice
    ? typeof answer !== "string" &&
      (content.kind === "multiple" || answer.length <= 1) &&
      answer.every((key) => content.options.some((option) => option.key === key))
    : typeof answer === "string";
  if (!fits) throw new AppError("BAD_INPUT", { reason: "answerKind", field: "answer" });
}
