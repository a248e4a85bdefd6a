import { z } from "zod";
import { line, prose } from "../shared/text";
import { clauseContent } from "./content";
import { mappingRelations } from "./mapping";
import { profileIds } from "./profiles";
import { signalKinds, standings } from "./review";
import { trialResults } from "./trials";

/** What people may send around the text. */

const id = z.uuid();
const key = z.uuid();
export const lifeInput = z.strictObject({ id });

export const changeInput = z.strictObject({
  standardId: id,
  clauseId: id,
  clauseVersion: z.int().min(1),
  content: clauseContent,
  reason: prose(5_000).min(1),
  commentIds: z.array(id).max(100).default([]),
  idempotencyKey: key,
});
export const changeDecisionInput = z
  .strictObject({ id, accept: z.boolean(), reason: prose(5_000).default("") })
  .refine(({ accept, reason }) => accept || reason !== "", { error: "REJECTION_REASON", path: ["reason"] });

export const documentInput = z.strictObject({
  standardId: id,
  reference: line(120).min(2),
  targetStandardId: id.nullable().default(null),
  idempotencyKey: key,
});
export const editionInput = z.strictObject({ id, reference: line(120).min(2) });
export const mapInput = z.strictObject({
  clauseId: id,
  documentId: id,
  target: line(120).min(1),
  relation: z.enum(mappingRelations),
  rationale: prose(2_000).min(1),
});
export const mappingIdInput = z.strictObject({ id, version: z.int().min(1) });
export const mappingsInput = z.strictObject({
  id,
  documentId: id.optional(),
  relation: z.enum(mappingRelations).optional(),
  stale: z.boolean().optional(),
});
export const mappingFormats = ["oscal", "csv", "xlsx"] as const;
export const exportMappingsInput = z.strictObject({ id, format: z.enum(mappingFormats) });

export const trialInput = z.strictObject({
  standardId: id,
  clauseId: id,
  provision: prose(2_000).min(1),
  method: prose(2_000).min(1),
  site: line(200).min(1),
  result: z.enum(trialResults),
  note: prose(2_000).default(""),
  evidenceName: line(200).min(1),
  evidenceHash: z.string().regex(/^[0-9a-f]{64}$/u, { error: "EVIDENCE_HASH" }),
  idempotencyKey: key,
});
export const trialChangeInput = z.strictObject({ id, changeRequestId: id });
export const requireTrialsInput = z.strictObject({ id, required: z.boolean() });

export const signalInput = z.strictObject({
  standardId: id,
  kind: z.enum(signalKinds),
  title: line(300).min(3),
  /** An address, or the number of an advisory. */
  link: line(500).default(""),
  idempotencyKey: key,
});

export const catalogueInput = z.strictObject({
  search: line(200).optional(),
  profile: z.enum(profileIds).optional(),
  standing: z.enum(standings).optional(),
  year: z.coerce.number().int().min(1970).max(2200).optional(),
  language: z.enum(["zh-CN", "en"]).optional(),
  page: z.coerce.number().int().min(1).max(1_000).optional(),
});
export const subscribeInput = z.strictObject({ id, on: z.boolean() });
export const ballotListInput = z.strictObject({ id });
