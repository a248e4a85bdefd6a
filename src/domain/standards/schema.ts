import { z } from "zod";
import { line, nameOf, prose } from "../shared/text";
import { memberCategories } from "./balance";
import { ballotRuleIds, needsReason, voteKinds } from "./ballot-rules";
import { clauseKinds } from "./clause-tree";
import { clauseContent } from "./content";
import { profileIds, stageActs } from "./profiles";

/** What people and programs may send to the standards workspace. */

const id = z.uuid();
const key = z.uuid();
export const standardIdInput = z.strictObject({ id });

export const memberRoles = ["secretary", "editor", "member", "observer", "foreignExpert"] as const;
export type GroupRole = (typeof memberRoles)[number];
export const commentKinds = ["ge", "te", "ed"] as const;
export const resolutions = ["accepted", "acceptedInPrinciple", "noted", "rejected"] as const;
export type Resolution = (typeof resolutions)[number];

export const proposalInput = z
  .strictObject({
    profile: z.enum(profileIds),
    language: z.enum(["zh-CN", "en"]),
    titleZh: nameOf(200).default(""),
    titleEn: nameOf(200).default(""),
    purpose: prose(5_000).refine((text) => text.length >= 10, { error: "PURPOSE_TOO_SHORT" }),
    category: z.enum(memberCategories),
    /** Begins in the preliminary stage, where the process has one, rather than with the proposal itself. */
    preliminary: z.boolean().optional(),
    idempotencyKey: key,
  })
  .refine(({ titleZh, titleEn }) => titleZh !== "" || titleEn !== "", { error: "TITLE_MISSING", path: ["titleZh"] });

export const listInput = z.strictObject({
  search: line(200).optional(),
  scope: z.enum(["catalogue", "mine", "consultations"]).optional(),
  page: z.coerce.number().int().min(1).max(1_000).optional(),
});
export const pageRows = 20;

export const addMemberInput = z.strictObject({
  standardId: id,
  email: z.email().max(200),
  /** Needed only where the person belongs to several organisations. */
  organisationId: id.optional(),
  category: z.enum(memberCategories),
  role: z.enum(memberRoles),
  /** For a foreign expert: the only clauses that person may read and edit; empty for all. */
  clauseIds: z.array(id).max(200).default([]),
});
export const memberInput = z.strictObject({ standardId: id, personId: id });
export const moveInput = z.strictObject({
  id,
  version: z.int().min(1),
  act: z.enum(stageActs),
  reason: prose(2_000).min(1),
  /** The published standard that takes the place of one that is withdrawn. */
  replacedById: id.optional(),
});
export const officialNumberInput = z.strictObject({ id, number: line(60) });
export const patentInput = z
  .strictObject({
    standardId: id,
    holds: z.boolean(),
    details: prose(5_000).default(""),
  })
  .refine(({ holds, details }) => !holds || details !== "", { error: "PATENT_DETAILS", path: ["details"] });

export const addClauseInput = z.strictObject({
  standardId: id,
  parentId: id.nullable(),
  afterId: id.nullable(),
  kind: z.enum(clauseKinds),
  title: line(300),
  idempotencyKey: key,
});
export const clauseIdInput = z.strictObject({ id });
export const renameClauseInput = z.strictObject({ id, version: z.int().min(1), title: line(300) });
export const saveClauseInput = z.strictObject({ id, version: z.int().min(1), content: clauseContent });
export const deleteClauseInput = z.strictObject({ id, version: z.int().min(1), reason: prose(2_000).min(1) });
export const lockClauseInput = z.strictObject({ id, locked: z.boolean() });
export const fixInput = z.strictObject({
  clauseId: id,
  version: z.int().min(1),
  from: z.string().min(1).max(100),
  to: z.string().max(100),
  excerpt: z.string().min(1).max(200),
});

export const snapshotInput = z.strictObject({ standardId: id, reason: prose(2_000).min(1) });
export const redlineInput = z.strictObject({ standardId: id, from: z.int().min(1), to: z.int().min(1).nullable() });

export const commentInput = z.strictObject({
  standardId: id,
  clauseId: id.nullable(),
  line: line(40).default(""),
  element: line(200).default(""),
  kind: z.enum(commentKinds),
  comment: prose(20_000).min(1),
  proposedChange: prose(20_000).default(""),
  idempotencyKey: key,
});
export const resolveInput = z
  .strictObject({
    id,
    resolution: z.enum(resolutions),
    reason: prose(5_000).default(""),
  })
  .refine(({ resolution, reason }) => resolution !== "rejected" || reason !== "", {
    error: "REJECTION_REASON",
    path: ["reason"],
  });
export const duplicateInput = z.strictObject({ id, ofId: id });

export const openBallotInput = z.strictObject({
  standardId: id,
  rule: z.enum(ballotRuleIds),
  closesAt: z.iso.datetime({ offset: true }),
  idempotencyKey: key,
});
export const ballotIdInput = z.strictObject({ id });
export const voteInput = z
  .strictObject({
    ballotId: id,
    vote: z.enum(voteKinds),
    reason: prose(5_000).default(""),
  })
  .superRefine(({ vote, reason }, ctx) => {
    if (needsReason(vote) && reason === "")
      ctx.addIssue({ code: "custom", path: ["reason"], params: { code: "VOTE_REASON" }, message: "VOTE_REASON" });
  });
export const objectionInput = z.strictObject({
  standardId: id,
  kind: z.enum(["objection", "appeal"]),
  text: prose(10_000).min(1),
  idempotencyKey: key,
});
export const answerInput = z.strictObject({ id, answer: prose(10_000).min(1) });
