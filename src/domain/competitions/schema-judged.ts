import { z } from "zod";
import { locales } from "../shared/locale";
import { line, prose } from "../shared/text";
import { assistanceKinds } from "./choices";
import { rubricProblem } from "./judging";

/** What people and programs may send to judged phases; the form, the wire and the service share these objects. */

export const evidenceKinds = ["document", "pcap", "ladder", "trend"] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
export const scoreMethods = ["additive", "zscore", "raw"] as const;
export const judgingStages = ["entries", "judging", "provisional", "final"] as const;
export type JudgingStage = (typeof judgingStages)[number];

const id = z.uuid();
const slug = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/u, { error: "CRITERION_KEY" });
const version = z.int().min(0);

/** What a score means, so that two judges mean the same by it. */
const anchor = z.strictObject({
  score: z.int().min(0).max(100),
  textZh: prose(500).default(""),
  textEn: prose(500).default(""),
});

export const criterion = z
  .strictObject({
    id: slug,
    titleZh: line(120).default(""),
    titleEn: line(120).default(""),
    /** Percent. */
    weight: z.int().min(1).max(100),
    max: z.int().min(1).max(100),
    anchors: z.array(anchor).max(11).default([]),
  })
  .superRefine(({ titleZh, titleEn, anchors, max }, ctx) => {
    if (titleZh === "" && titleEn === "")
      ctx.addIssue({ code: "custom", path: ["titleZh"], message: "CRITERION_TITLE" });
    for (const [index, { score }] of anchors.entries())
      if (score > max)
        ctx.addIssue({
          code: "custom",
          path: ["anchors", index, "score"],
          params: { code: "ANCHOR_ABOVE", max },
          message: "ANCHOR_ABOVE",
        });
  });

export const judgedSettings = z
  .strictObject({
    criteria: z.array(criterion).max(20),
    judgesPerEntry: z.int().min(1).max(9),
    /** Most entries for one judge; a judge's own limit may be lower. */
    loadLimit: z.int().min(1).max(500),
    /** Points of 100 by which two judges may differ before a further one is asked. */
    gap: z.int().min(1).max(100),
    /** Which of the scores, all of which are shown, makes the ranking. */
    method: z.enum(scoreMethods),
    appealHours: z.int().min(0).max(720),
    accepts: z.array(z.enum(evidenceKinds)).min(1).max(evidenceKinds.length),
    /** Least number of files an entry needs; 0 where the text is enough. */
    leastFiles: z.int().min(0).max(10),
  })
  .superRefine(({ criteria }, ctx) => {
    const problem = rubricProblem(criteria);
    if (problem)
      ctx.addIssue({
        code: "custom",
        path: ["criteria"],
        params: { code: problem.code, sum: problem.sum ?? 0 },
        message: problem.code,
      });
  });
export type JudgedSettings = z.output<typeof judgedSettings>;

export const entryContent = z
  .strictObject({
    language: z.enum(locales),
    title: line(200).min(3),
    summary: prose(2_000).min(10),
    body: prose(60_000).default(""),
    assistance: z.enum(assistanceKinds),
    assistanceNote: prose(1_000).default(""),
    fileIds: z.array(id).max(10).default([]),
  })
  .superRefine(({ assistance, assistanceNote }, ctx) => {
    if (assistance !== "none" && assistanceNote.length < 3)
      ctx.addIssue({ code: "custom", path: ["assistanceNote"], message: "ASSISTANCE_UNEXPLAINED" });
  });
export type EntryContent = z.output<typeof entryContent>;

/** The phase's own hours inside the event's; null where it has those of the event. */
export const phaseHours = z
  .strictObject({ startsAt: z.iso.datetime().nullable(), endsAt: z.iso.datetime().nullable() })
  .refine(({ startsAt, endsAt }) => startsAt === null || endsAt === null || Date.parse(startsAt) < Date.parse(endsAt), {
    path: ["endsAt"],
    error: "TIMES_END",
  });

export const phaseInput = z.strictObject({ phaseId: id });
export const settingsInput = z.strictObject({ phaseId: id, version, settings: judgedSettings, hours: phaseHours });
export const entryInput = z.strictObject({
  phaseId: id,
  /** 0 for a first hand-in. */
  version,
  content: entryContent,
  /** The sender has read which names the text gives away, and hands it in all the same. */
  namesSeen: z.boolean().default(false),
});
export const entryIdInput = z.strictObject({ entryId: id });
export const inviteInput = z.strictObject({
  phaseId: id,
  emails: z.array(z.email().max(254)).min(1).max(50),
});
export const answerInvitationInput = z.strictObject({
  phaseId: id,
  accept: z.boolean(),
  /** Teams that the judge must not judge, for reasons of their own. */
  conflictTeamIds: z.array(id).max(500).default([]),
  loadLimit: z.int().min(1).max(500).optional(),
});
const scores = z.record(slug, z.int().min(0).max(100));
export const sheetIdInput = z.strictObject({ assignmentId: id });
export const sheetInput = z.strictObject({
  assignmentId: id,
  version: z.int().min(1),
  scores,
  /** For the team. */
  comment: prose(5_000).default(""),
  /** For the organisers. */
  note: prose(2_000).default(""),
});
export const recuseInput = z.strictObject({ assignmentId: id, reason: prose(1_000).min(3) });
export const appealInput = z.strictObject({ entryId: id, text: prose(5_000).min(10) });
export const appealDecisionInput = z.strictObject({
  appealId: id,
  uphold: z.boolean(),
  reply: prose(5_000).min(3),
  /** When upheld: sheets that their judges fill in anew, and whether a further judge is asked. */
  reopen: z.array(id).max(9).default([]),
  furtherJudge: z.boolean().default(false),
});
export const judgedResultsInput = z.strictObject({ phaseId: id, assistance: z.enum(assistanceKinds).optional() });
