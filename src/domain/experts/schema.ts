import { z } from "zod";
import { day } from "../shared/storable";
import { prose } from "../shared/text";
import { isFrameworkConcept, isRegionCode } from "../taxonomy/codes";

const concept = z.string().max(80);
/** Concepts of the frameworks; local tags are for what people say of themselves. */
export const concepts = (most: number) =>
  z.array(concept).max(most).superRefine(knownOnly(isFrameworkConcept, "CONCEPT_UNKNOWN"));
/** One sentence for the list, naming the first entry that no table holds. */
function knownOnly(isKnown: (id: string) => boolean, code: string) {
  return (ids: readonly string[], ctx: z.core.$RefinementCtx): void => {
    const id = ids.find((one) => !isKnown(one));
    if (id !== undefined) ctx.addIssue({ code: "custom", params: { code, id, found: id }, message: code });
  };
}
export const evidenceKinds = ["delivery", "project", "result", "paper", "credential", "course"] as const;
export const evidenceVisibilities = ["everyone", "members", "verified", "onlyUs"] as const;

export const profileInput = z.strictObject({
  organisationId: z.uuid(),
  version: z.int().min(0),
  summaryZh: prose(5_000),
  summaryEn: prose(5_000),
  conceptIds: concepts(60),
  regions: z.array(z.string().max(10)).max(40).superRefine(knownOnly(isRegionCode, "REGION_UNKNOWN")),
  capacity: z.int().min(0).max(1_000),
});
export const evidenceInput = z.strictObject({
  organisationId: z.uuid(),
  kind: z.enum(evidenceKinds),
  title: prose(300).min(1),
  body: prose(10_000),
  language: z.enum(["zh-CN", "en"]),
  date: day(),
  visibility: z.enum(evidenceVisibilities),
  conceptIds: concepts(30),
  idempotencyKey: z.uuid(),
});
export const evidenceRemoval = z.strictObject({ organisationId: z.uuid(), id: z.uuid() });
export const organisationIdInput = z.strictObject({ organisationId: z.uuid() });

export const capabilityView = z.strictObject({
  version: z.int(),
  summaryZh: z.string(),
  summaryEn: z.string(),
  conceptIds: z.array(z.string()),
  regions: z.array(z.string()),
  capacity: z.int(),
  evidence: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      body: z.string(),
      language: z.string(),
      date: z.string(),
      visibility: z.enum(evidenceVisibilities),
      conceptIds: z.array(z.string()),
    }),
  ),
  can: z.strictObject({ edit: z.boolean() }),
});
