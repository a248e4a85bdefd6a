import { z } from "zod";
import { organisationKinds } from "../shared/actor";
import { locales } from "../shared/locale";
import { sizeBands } from "../shared/size-bands";
import { invisibleCharacter, line, prose } from "../shared/text";

/** What people and programs may send to guidance; the form, the wire and the service share these objects. */

export const documentKinds = [
  "guidance",
  "notice",
  "actionPlan",
  "standardAdoption",
  "interpretation",
  "list",
  "warning",
] as const;
export type DocumentKind = (typeof documentKinds)[number];
export const listKinds = ["negative", "power", "responsibility"] as const;
export const legalForces = ["binding", "recommended", "informative"] as const;
export const relationKinds = ["repeals", "amends", "implements", "cites"] as const;
export const topics = [
  "classifiedProtection",
  "criticalInfrastructure",
  "industrialControl",
  "industrialData",
  "industrialPlatform",
  "incidentReporting",
  "vulnerabilities",
  "supplyChain",
  "productSecurity",
  "crowdTesting",
  "procurement",
  "talent",
] as const;
/** What somebody may be about to do here that a list can speak of. */
export const activities = ["need", "crowdTest"] as const;
export const itemEffects = ["forbidden", "permission", "duty", "power"] as const;

export const longestBody = 200_000;
const longestComment = 20_000;
export const mostItems = 2_000;
const id = z.uuid();
const key = z.uuid();
const concept = z.string().max(80);
const slug = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/u, { error: "ANCHOR_FORM" });
/** A calendar day where the document is in force, `2026-12-31`. */
export const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });
/** Publication is scheduled to the minute, so that "public in that minute" means one thing. */
const minute = instant.refine((text) => new Date(text).getTime() % 60_000 === 0, { error: "WHOLE_MINUTE" });

/**
 * One way to be concerned. Each facet that names anything has to be met by one of what it names; what names nothing
 * asks nothing. Broader concepts hold narrower ones: `sector:energy` includes power, `CN` every province.
 */
export const clause = z.strictObject({
  kinds: z.array(z.enum(organisationKinds)).max(organisationKinds.length).default([]),
  sectors: z.array(concept).max(40).default([]),
  regions: z
    .array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/u, { error: "REGION_FORM" }))
    .max(60)
    .default([]),
  sizes: z.array(z.enum(sizeBands)).max(sizeBands.length).default([]),
  assets: z.array(concept).max(60).default([]),
});
export type Clause = z.output<typeof clause>;

/** Applies to whom one of `include` describes and none of `except` does. */
export const rule = z.strictObject({
  include: z.array(clause).max(20).default([]),
  except: z.array(clause).max(20).default([]),
});
export type Rule = z.output<typeof rule>;

export const relation = z.strictObject({
  kind: z.enum(relationKinds),
  /** A document kept here, or, where there is none, how the law or standard is cited. */
  documentId: id.optional(),
  text: line(300).default(""),
});

export const due = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("date"), date: day }),
  z.strictObject({ from: z.literal("effect"), days: z.int().min(0).max(3_650) }),
  z.strictObject({ from: z.literal("none") }),
]);

/** One thing that whoever is concerned has to do; it becomes a line of their checklist. */
export const obligation = z.strictObject({
  key: slug,
  textZh: prose(1_000).default(""),
  textEn: prose(1_000).default(""),
  section: slug.optional(),
  due: due.default({ from: "none" }),
});
export type Obligation = z.output<typeof obligation>;

/** One entry of a negative, power or responsibility list. */
export const listItem = z.strictObject({
  code: z.string().regex(/^[A-Z0-9][A-Z0-9.-]{0,30}$/u, { error: "ITEM_CODE_FORM" }),
  effect: z.enum(itemEffects),
  textZh: prose(2_000).default(""),
  textEn: prose(2_000).default(""),
  /** Section of this document, or the law it rests on. */
  basis: line(300).default(""),
  basisDocumentId: id.optional(),
  basisSection: slug.optional(),
  body: line(200).default(""),
  subject: clause.default({ kinds: [], sectors: [], regions: [], sizes: [], assets: [] }),
  process: prose(2_000).default(""),
  timeLimit: line(200).default(""),
  consequence: prose(1_000).default(""),
  /** What touches it: an activity here, and of its words or concepts at least one where any are named. */
  activities: z.array(z.enum(activities)).max(activities.length).default([]),
  keywords: z.array(line(60).min(2)).max(40).default([]),
  concepts: z.array(concept).max(40).default([]),
});
export type ListItem = z.output<typeof listItem>;

const consultationPlan = z.strictObject({
  opensAt: minute,
  closesAt: minute,
  questions: z
    .array(z.strictObject({ key: slug, textZh: prose(1_000).default(""), textEn: prose(1_000).default("") }))
    .max(30)
    .default([]),
});

/** Everything an edition says; a draft may leave almost all of it open. */
export const documentContent = z.strictObject({
  /** The language whose text is authentic where both differ. */
  language: z.enum(locales),
  titleZh: line(300).default(""),
  titleEn: line(300).default(""),
  code: line(80).default(""),
  summaryZh: prose(2_000).default(""),
  summaryEn: prose(2_000).default(""),
  bodyZh: prose(longestBody).default(""),
  bodyEn: prose(longestBody).default(""),
  plainZh: prose(8_000).default(""),
  plainEn: prose(8_000).default(""),
  force: z.enum(legalForces).default("recommended"),
  issuerIds: z.array(id).max(20).default([]),
  topics: z.array(z.enum(topics)).max(topics.length).default([]),
  effectiveOn: day.optional(),
  expiresOn: day.optional(),
  /** Public from this minute; without it, from the moment of the last approval. */
  publishAt: minute.optional(),
  relations: z.array(relation).max(100).default([]),
  rule: rule.default({ include: [], except: [] }),
  obligations: z.array(obligation).max(100).default([]),
  /** Days within which an authorised person has to acknowledge; absent where nobody is asked to. */
  acknowledgeDays: z.int().min(1).max(365).optional(),
  listKind: z.enum(listKinds).optional(),
  items: z.array(listItem).max(mostItems).default([]),
  fileIds: z.array(id).max(20).default([]),
  formIds: z.array(id).max(20).default([]),
  consultation: consultationPlan.optional(),
});
export type DocumentContent = z.output<typeof documentContent>;

export const createInput = z.strictObject({
  kind: z.enum(documentKinds),
  content: documentContent,
  idempotencyKey: key,
});
export const saveInput = z.strictObject({ id, version: z.int().min(1), content: documentContent });
export const actInput = z.strictObject({ id, version: z.int().min(1) });
export const decisionInput = z.strictObject({
  id,
  version: z.int().min(1),
  approve: z.boolean(),
  reason: prose(2_000).default(""),
});
export const amendInput = z.strictObject({ id, reason: prose(2_000).min(3), idempotencyKey: key });
export const withdrawInput = z.strictObject({ id, reason: prose(2_000).min(3) });
export const idInput = z.strictObject({ id });
export const editionInput = z.strictObject({ id, edition: z.coerce.number().int().min(1).max(10_000).optional() });
export const redlineInput = z.strictObject({
  id,
  from: z.coerce.number().int().min(1),
  to: z.coerce.number().int().min(1),
});
export const nothing = z.strictObject({});
export const pageRows = 20;
const page = z.coerce.number().int().min(1).max(1_000).optional();
export const listInput = z.strictObject({
  query: z.string().trim().max(200).optional(),
  kind: z.enum(documentKinds).optional(),
  topic: z.enum(topics).optional(),
  status: z.enum(["current", "ended", "all"]).optional(),
  number: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
  page,
});
/** A filter as its owner keeps it: a name and what the list's address carries. */
export const mostFilters = 30;
export const filterInput = z.strictObject({ name: line(60).min(1), filters: listInput.omit({ page: true }) });
export const filterIdInput = z.strictObject({ filterId: id });
export const appliesInput = z.strictObject({ page, only: z.enum(["open", "all"]).optional() });
export const acknowledgeInput = z.strictObject({ id, edition: z.int().min(1) });
export const lineInput = z.strictObject({
  id,
  key: slug,
  /** 0 for a line that nobody has touched yet. */
  version: z.int().min(0),
  state: z.enum(["notStarted", "inProgress", "done", "notApplicable"]),
  ownerId: id.nullable(),
  evidence: prose(5_000).default(""),
  reason: prose(1_000).default(""),
  fileIds: z.array(id).max(10).default([]),
});
export const assetsInput = z.strictObject({
  assets: z.array(concept.regex(/^asset:/u, { error: "CONCEPT_UNKNOWN" })).max(60),
});
export const questionInput = z.strictObject({
  id,
  section: slug.optional(),
  text: prose(5_000).min(3),
  language: z.enum(locales),
  idempotencyKey: key,
});
export const answerInput = z.strictObject({ questionId: id, text: prose(10_000).min(1) });

/** Sectors without their prefix, as organisations name them. */
export const subscriptionsInput = z.strictObject({
  topics: z.array(z.enum(topics)).max(topics.length),
  sectors: z.array(z.string().max(40)).max(40),
  regions: z.array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/u, { error: "REGION_FORM" })).max(60),
  digest: z.enum(["never", "daily", "weekly"]),
});

/** A list file inside a JSON body of at most 1 MB. */
export const itemsFileInput = z.strictObject({ name: z.string().max(200), base64: z.base64().max(1_000_000) });
export const checkInput = z.strictObject({
  activity: z.enum(activities),
  text: z.string().max(100_000),
  conceptIds: z.array(concept).max(200),
});

/** Its own words for length, because people paste whole letters. */
const commentText = z
  .string()
  .trim()
  .min(3)
  .superRefine((text, ctx) => {
    if (text.length > longestComment)
      ctx.addIssue({
        code: "custom",
        params: { code: "COMMENT_TOO_LONG", length: text.length, most: longestComment },
        message: "COMMENT_TOO_LONG",
      });
    const found = text.length > longestComment ? null : invisibleCharacter(text, "prose");
    if (found)
      ctx.addIssue({ code: "custom", params: { code: "TEXT_INVISIBLE", ...found }, message: "TEXT_INVISIBLE" });
  });
export const consultationListInput = z.strictObject({ open: z.enum(["yes", "no"]).optional(), page });
export const commentsInput = z.strictObject({
  id,
  section: slug.optional(),
  query: z.string().trim().max(200).optional(),
  sort: z.enum(["support", "newest"]).optional(),
  cluster: id.optional(),
  page,
});
export const commentInput = z.strictObject({
  id,
  section: slug,
  questionKey: slug.optional(),
  text: commentText,
  language: z.enum(locales),
  confidential: z.boolean().default(false),
  /** Said for the organisation one acts for, or for oneself. */
  forOrganisation: z.boolean().default(false),
  idempotencyKey: key,
});
export const commentEditInput = z.strictObject({ commentId: id, version: z.int().min(1), text: commentText });
export const supportInput = z.strictObject({ commentId: id, version: z.int().min(1), support: z.boolean() });
export const commentIdInput = z.strictObject({ commentId: id });
export const decisions = ["accepted", "partly", "rejected", "noted"] as const;
export const clusterInput = z.strictObject({
  id,
  title: line(200).min(3),
  commentIds: z.array(id).min(1).max(1_000),
  idempotencyKey: key,
});
export const moveInput = z.strictObject({
  id,
  /** null takes them out of their group. */
  clusterId: id.nullable(),
  commentIds: z.array(id).min(1).max(1_000),
});
export const replyInput = z.strictObject({
  clusterId: id,
  version: z.int().min(1),
  title: line(200).min(3),
  decision: z.enum(decisions),
  reply: prose(10_000).min(3),
});
export const annotateInput = z.strictObject({ id, bodyZh: prose(longestBody), bodyEn: prose(longestBody) });
