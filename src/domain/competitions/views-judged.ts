import { z } from "zod";
import { assistanceKinds } from "./choices";
import { entryContent, judgedSettings, judgingStages, phaseHours, scoreMethods } from "./schema-judged";

/** What leaves judged phases. */

const text = z.string();
const instant = z.iso.datetime();
const maybe = text.nullable();
const names = { titleZh: maybe, titleEn: maybe };

export const fileView = z.strictObject({ id: text, name: text, size: z.int(), mediaType: text });

export const judgedPhaseView = z.strictObject({
  phaseId: text,
  slug: text,
  competition: z.strictObject(names),
  ...names,
  settings: judgedSettings.nullable(),
  hours: phaseHours,
  version: z.int(),
  stage: z.enum(judgingStages),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  now: instant,
  open: z.boolean(),
  over: z.boolean(),
  appealsUntil: instant.nullable(),
  finalAt: instant.nullable(),
  entries: z.int(),
  team: z.boolean(),
  judge: z.enum(["invited", "accepted", "declined"]).nullable(),
  can: z.strictObject({
    setUp: z.boolean(),
    enter: z.boolean(),
    invite: z.boolean(),
    organise: z.boolean(),
    open: z.boolean(),
    publish: z.boolean(),
    close: z.boolean(),
    results: z.boolean(),
  }),
});

export const entryView = z.strictObject({
  id: text,
  number: z.int().nullable(),
  version: z.int(),
  content: entryContent,
  receipt: text,
  submittedAt: instant,
  withdrawn: z.boolean(),
  files: z.array(fileView),
  appeal: z
    .strictObject({ id: text, text, state: z.enum(["open", "upheld", "rejected"]), reply: text, at: instant })
    .nullable(),
});

export const receiptView = z.strictObject({ id: text, version: z.int(), receipt: text });

const personName = z.strictObject({ personId: text, nameZh: maybe, nameEn: maybe });

export const panelView = z.strictObject({
  judges: z.array(
    personName.extend({
      state: z.enum(["invited", "accepted", "declined"]),
      loadLimit: z.int().nullable(),
      conflicts: z.int(),
      assigned: z.int(),
      done: z.int(),
      recused: z.int(),
    }),
  ),
  /** Entries by number with the sheets that are in; names of teams come with the publication. */
  entries: z.array(
    z.strictObject({
      id: text,
      number: z.int().nullable(),
      teamName: maybe,
      assistance: z.enum(assistanceKinds),
      judges: z.int(),
      done: z.int(),
      spread: z.number().nullable(),
      further: z.boolean(),
    }),
  ),
  openSheets: z.int(),
  /** How many groups of judges no entry connects; more than one makes severities incomparable. */
  panels: z.int(),
  appeals: z.array(
    z.strictObject({
      id: text,
      entryId: text,
      number: z.int().nullable(),
      text,
      at: instant,
      state: z.enum(["open", "upheld", "rejected"]),
      reply: text,
      sheets: z.array(z.strictObject({ assignmentId: text, judge: personName, mark: z.number() })),
      canDecide: z.boolean(),
    }),
  ),
});

export const invitationView = z.strictObject({
  phaseId: text,
  slug: text,
  competition: z.strictObject(names),
  ...names,
  state: z.enum(["invited", "accepted", "declined"]),
  canAnswer: z.boolean(),
  stage: z.enum(judgingStages),
  endsAt: instant.nullable(),
  teams: z.array(z.strictObject({ id: text, name: text })),
  sheets: z.array(
    z.strictObject({
      assignmentId: text,
      number: z.int().nullable(),
      assistance: z.enum(assistanceKinds),
      done: z.boolean(),
      begun: z.boolean(),
      reopened: z.boolean(),
      cause: text,
      canJudge: z.boolean(),
    }),
  ),
});

export const sheetView = z.strictObject({
  assignmentId: text,
  phaseId: text,
  slug: text,
  ...names,
  version: z.int(),
  settings: judgedSettings,
  entry: entryView.omit({ appeal: true, receipt: true, withdrawn: true, version: true }),
  scores: z.record(text, z.number()),
  comment: text,
  note: text,
  done: z.boolean(),
  reopenedCause: text,
  canJudge: z.boolean(),
});

export const resultRow = z.strictObject({
  entryId: text,
  number: z.int().nullable(),
  teamId: text,
  teamName: text,
  ranked: z.boolean(),
  title: text,
  assistance: z.enum(assistanceKinds),
  rank: z.int().nullable(),
  score: z.number().nullable(),
  raw: z.number().nullable(),
  adjusted: z.number().nullable(),
  zscore: z.number().nullable(),
  spread: z.number(),
  judges: z.int(),
  criteria: z.array(z.strictObject({ id: text, mean: z.number() })),
  /** The judges' words to the team: for the team itself and the organisers. */
  comments: z.array(text),
  own: z.boolean(),
});

export const judgedResults = z.strictObject({
  stage: z.enum(judgingStages),
  method: z.enum(scoreMethods),
  criteria: judgedSettings.shape.criteria,
  rows: z.array(resultRow),
  /** Of all entries, whatever the filter leaves of the rows. */
  counts: z.record(z.enum(assistanceKinds), z.int()),
  severities: z.array(z.strictObject({ judge: text, points: z.number(), marks: z.int() })),
  panels: z.int(),
  /** Every sheet that counts, judges by the number of their row in `severities`: what the scores are computed from. */
  sheets: z.array(
    z.strictObject({ entry: z.int().nullable(), judge: z.int(), scores: z.record(text, z.int()), mark: z.number() }),
  ),
  agreement: z.array(
    z.strictObject({
      id: text,
      alpha: z.number().nullable(),
      band: z.enum(["reliable", "tentative", "weak"]).nullable(),
    }),
  ),
  appealsUntil: instant.nullable(),
  can: z.strictObject({ appeal: z.boolean() }),
});
