import { z } from "zod";
import { phaseHours } from "./schema-judged";
import { quizQuestion, quizSettings } from "./schema-quiz";

/** What leaves theory quizzes. Keys and marks travel only when the quiz is over for everybody. */

const text = z.string();
const instant = z.iso.datetime();
const maybe = text.nullable();
const names = { titleZh: maybe, titleEn: maybe };
const option = z.strictObject({ key: text, textZh: text, textEn: text });
const answer = z.union([z.array(text), text]).nullable();

export const quizView = z.strictObject({
  phaseId: text,
  slug: text,
  competition: z.strictObject(names),
  ...names,
  settings: quizSettings.nullable(),
  hours: phaseHours,
  version: z.int(),
  questions: z.int(),
  points: z.number(),
  attempts: z.int(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  now: instant,
  open: z.boolean(),
  over: z.boolean(),
  /** The reader's own attempt. */
  attempt: z.strictObject({ id: text, endsAt: instant, running: z.boolean() }).nullable(),
  team: z.boolean(),
  /** The seed of every order, once nobody can use it. */
  seed: maybe,
  can: z.strictObject({
    start: z.boolean(),
    edit: z.boolean(),
    bank: z.boolean(),
    statistics: z.boolean(),
    publish: z.boolean(),
  }),
  /** The points are part of the standing. */
  published: z.boolean(),
});

export const quizBank = z.strictObject({
  version: z.int(),
  settings: quizSettings,
  questions: z.array(z.strictObject({ id: text, content: quizQuestion, voided: z.boolean() })),
});

export const attemptView = z.strictObject({
  id: text,
  phaseId: text,
  slug: text,
  ...names,
  startedAt: instant,
  endsAt: instant,
  now: instant,
  running: z.boolean(),
  handedInAt: instant.nullable(),
  questions: z.array(
    z.strictObject({
      id: text,
      kind: z.enum(["single", "multiple", "number", "text"]),
      textZh: text,
      textEn: text,
      points: z.int(),
      unit: text,
      options: z.array(option),
      answer,
      /** Only when the quiz is over for everybody. */
      review: z
        .strictObject({
          points: z.number(),
          voided: z.boolean(),
          correct: z.array(text),
          explanationZh: text,
          explanationEn: text,
        })
        .nullable(),
    }),
  ),
  total: z.number().nullable(),
  most: z.number(),
});

export const quizStatistics = z.strictObject({
  attempts: z.array(
    z.strictObject({
      id: text,
      teamName: text,
      personName: text,
      startedAt: instant,
      endsAt: instant,
      handedIn: z.boolean(),
      running: z.boolean(),
      extraMinutes: z.int(),
      points: z.number(),
      canGrant: z.boolean(),
    }),
  ),
  most: z.number(),
  /** Cronbach's alpha over questions that everybody saw. */
  reliability: z.number().nullable(),
  items: z.array(
    z.strictObject({
      id: text,
      position: z.int(),
      textZh: text,
      textEn: text,
      kind: text,
      points: z.int(),
      shown: z.int(),
      left: z.int(),
      facility: z.number().nullable(),
      discrimination: z.number().nullable(),
      options: z.array(
        z.strictObject({ key: text, textZh: text, textEn: text, correct: z.boolean(), chosen: z.int() }),
      ),
      voided: z.boolean(),
      voidReason: text,
    }),
  ),
  canVoid: z.boolean(),
});
