import { z } from "zod";
import { day, readableThroughout } from "../shared/storable";

/** Joint training by research institutes with enterprises or firms. */
const text = (most: number) => z.string().trim().max(most);

export const trainingModule = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/u),
  title: text(200).min(1),
  hours: z.int().min(1).max(2_000),
  /** A practice works on a real need that was released for it. */
  practice: z.boolean(),
  conceptIds: z.array(z.string().max(80)).max(12),
});

export const programmeContent = z.strictObject({
  /** Work roles aimed at: ids of NICE or ECSF. */
  roles: z.array(z.string().max(80)).max(8),
  modules: z.array(trainingModule).min(1).max(40),
  site: text(300),
  stipend: text(300),
});
export type ProgrammeContent = z.output<typeof programmeContent>;

export const programmeInput = z
  .strictObject({
    titleZh: text(200).min(1),
    titleEn: text(200).min(1),
    summaryZh: text(5_000),
    summaryEn: text(5_000),
    content: programmeContent,
    places: z.int().min(1).max(1_000),
    mentorEmails: z.array(z.email()).max(40),
    partnerIds: z.array(z.uuid()).min(1).max(12),
    applyUntil: z.iso.datetime(),
    startsOn: day(),
    endsOn: day(),
    idempotencyKey: z.uuid(),
  })
  .refine(({ startsOn, endsOn }) => startsOn < endsOn, { path: ["endsOn"], message: "periodUpsideDown" })
  .refine(({ content }) => new Set(content.modules.map(({ id }) => id)).size === content.modules.length, {
    path: ["content", "modules"],
    message: "moduleTwice",
  })
  .superRefine(readableThroughout);
export const idInput = z.strictObject({ id: z.uuid() });
export const nothing = z.strictObject({});
export const moveInput = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  act: z.enum(["publish", "start", "finish"]),
});
export const applyInput = z
  .strictObject({ id: z.uuid(), statement: text(4_000).min(20) })
  .superRefine(readableThroughout);
export const decideInput = z
  .strictObject({
    applicationId: z.uuid(),
    accept: z.boolean(),
    reason: text(2_000).min(3),
    mentorId: z.uuid().nullable(),
  })
  .superRefine(readableThroughout);
export const recordInput = z
  .strictObject({
    applicationId: z.uuid(),
    moduleId: z.string().max(40),
    passed: z.boolean(),
    note: text(2_000),
    needId: z.uuid().nullable(),
  })
  .superRefine(readableThroughout);
export const applicationIdInput = z.strictObject({ applicationId: z.uuid() });
export const outcomeInput = z.strictObject({
  applicationId: z.uuid(),
  placedOn: day().nullable(),
  retained: z.boolean().nullable(),
});

export const programmeStates = ["draft", "open", "running", "finished"] as const;
export const applicationStates = ["submitted", "accepted", "refused", "withdrawn", "completed"] as const;
const named = z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() });

export const programmeCard = z.strictObject({
  id: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  summaryZh: z.string(),
  summaryEn: z.string(),
  state: z.enum(programmeStates),
  places: z.int(),
  applyUntil: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  organisation: named,
});
/** Figures about a finished programme; null where fewer than five people stand behind them. */
export const outcomeFigures = z.strictObject({
  accepted: z.int().nullable(),
  completed: z.int().nullable(),
  placed: z.int().nullable(),
  retained: z.int().nullable(),
});
export const learnerView = z.strictObject({
  applicationId: z.string(),
  person: named.extend({ id: z.string() }),
  statement: z.string(),
  state: z.enum(applicationStates),
  reason: z.string().nullable(),
  mentor: named.nullable(),
  records: z.array(
    z.strictObject({
      moduleId: z.string(),
      passed: z.boolean(),
      note: z.string(),
      needId: z.string().nullable(),
      at: z.string(),
    }),
  ),
  placedOn: z.string().nullable(),
  retained: z.boolean().nullable(),
  credentialId: z.string().nullable(),
});
export const programmeView = programmeCard.extend({
  version: z.int(),
  content: programmeContent,
  partners: z.array(named.extend({ id: z.string(), kind: z.string(), confirmed: z.boolean() })),
  mentors: z.array(named.extend({ id: z.string() })),
  outcomes: outcomeFigures,
  /** For those who run it: all; for a learner: their own. */
  learners: z.array(learnerView),
  obstacle: z.string().nullable(),
  can: z.strictObject({
    confirm: z.boolean(),
    publish: z.boolean(),
    start: z.boolean(),
    finish: z.boolean(),
    apply: z.boolean(),
    run: z.boolean(),
  }),
});
