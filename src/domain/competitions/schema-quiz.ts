import { z } from "zod";
import { line, prose } from "../shared/text";
import { partialCredits } from "./quiz";
import { phaseHours } from "./schema-judged";

/** What people and programs may send to theory quizzes. */

const id = z.uuid();
const key = z.string().regex(/^[a-z][a-z0-9]{0,9}$/u, { error: "OPTION_KEY" });
const points = z.int().min(1).max(1_000);
const finite = z.number().refine(Number.isFinite).min(-1e15).max(1e15);
const words = { textZh: prose(4_000).default(""), textEn: prose(4_000).default("") };
const option = z.strictObject({ key, textZh: prose(1_000).default(""), textEn: prose(1_000).default("") });
const options = z.array(option).min(2).max(12);
/** Shown with the right answer once the quiz is over. */
const explanation = { explanationZh: prose(2_000).default(""), explanationEn: prose(2_000).default("") };

const common = { ...words, ...explanation, topic: line(80).default(""), points };

export const quizQuestion = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("single"), ...common, options, correct: key }),
    z.strictObject({
      kind: z.literal("multiple"),
      ...common,
      options,
      correct: z.array(key).min(1).max(12),
      partial: z.enum(partialCredits),
    }),
    z.strictObject({
      kind: z.literal("number"),
      ...common,
      value: finite,
      tolerance: finite.min(0),
      near: finite.min(0),
      unit: line(40).default(""),
    }),
    z.strictObject({ kind: z.literal("text"), ...common, accepted: z.array(line(200).min(1)).min(1).max(50) }),
  ])
  .superRefine((question, ctx) => {
    const refuse = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
    if (question.textZh === "" && question.textEn === "") refuse("textZh", "QUESTION_TEXT");
    if (question.kind === "number" && question.near < question.tolerance) refuse("near", "NEAR_INSIDE");
    if (question.kind !== "single" && question.kind !== "multiple") return;
    const keys = question.options.map((one) => one.key);
    if (new Set(keys).size !== keys.length) refuse("options", "OPTION_TWICE");
    if (question.options.some((one) => one.textZh === "" && one.textEn === "")) refuse("options", "OPTION_TEXT");
    const correct = question.kind === "single" ? [question.correct] : question.correct;
    if (correct.some((one) => !keys.includes(one)) || new Set(correct).size !== correct.length)
      refuse("correct", "CORRECT_UNKNOWN");
  });
export type QuizQuestionContent = z.output<typeof quizQuestion>;

export const quizSettings = z.strictObject({
  minutes: z.int().min(1).max(600),
  /** Each member answers alone and the team gets the mean of its members' marks; otherwise the team answers once. */
  perPerson: z.boolean(),
  /** Questions drawn from the bank for each entrant; 0 for all. */
  draw: z.int().min(0).max(500),
});
export type QuizSettings = z.output<typeof quizSettings>;

export const mostQuestions = 500;
export const quizPhaseInput = z.strictObject({ phaseId: id });
export const quizSaveInput = z.strictObject({
  phaseId: id,
  /** 0 for a quiz that nobody has set up yet. */
  version: z.int().min(0),
  settings: quizSettings,
  hours: phaseHours,
  questions: z.array(quizQuestion).min(1).max(mostQuestions),
});
export const answerInput = z.strictObject({
  attemptId: id,
  questionId: id,
  answer: z.union([z.array(key).max(12), z.string().max(500)]).nullable(),
});
export const attemptInput = z.strictObject({ attemptId: id });
export const extraTimeInput = z.strictObject({
  attemptId: id,
  minutes: z.int().min(1).max(240),
  reason: prose(500).min(3),
});
export const voidQuestionInput = z.strictObject({ questionId: id, reason: prose(1_000).min(3) });
