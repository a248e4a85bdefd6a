import { z } from "zod";
import { prose as text } from "../shared/text";
import { isRegionCode, isSector } from "../taxonomy/codes";
import { concepts } from "./schema";

/** Places for students and early-career people. */
export const openingKinds = ["internship", "firstJob", "mentoring"] as const;

export const openingInput = z.strictObject({
  kind: z.enum(openingKinds),
  title: text(200).min(3),
  text: text(5_000).min(10),
  language: z.enum(["zh-CN", "en"]),
  conceptIds: concepts(12),
  sector: z
    .string()
    .max(80)
    .refine((id) => isSector(`sector:${id}`), { error: "SECTOR_CHOICE" })
    .nullable(),
  region: z.string().max(10).refine(isRegionCode, { error: "REGION_CHOICE" }).nullable(),
  places: z.int().min(1).max(1_000),
  closesAt: z.iso.datetime(),
});
export const applyInput = z.strictObject({ id: z.uuid(), note: text(2_000).min(10) });
export const answerInput = z.strictObject({ id: z.uuid(), personId: z.uuid(), accept: z.boolean(), reason: text(500) });
export const openingIdInput = z.strictObject({ id: z.uuid() });
const named = z.strictObject({ nameZh: z.string().nullable(), nameEn: z.string().nullable() });
export const openingView = z.strictObject({
  id: z.string(),
  kind: z.enum(openingKinds),
  title: z.string(),
  text: z.string(),
  language: z.string(),
  conceptIds: z.array(z.string()),
  sector: z.string().nullable(),
  region: z.string().nullable(),
  places: z.int(),
  closesAt: z.string(),
  /** No longer open, by its time or because its organisation closed it. */
  closed: z.boolean(),
  /** How many have been accepted; never more than there are places. */
  taken: z.int(),
  organisation: named,
  /** For the organisation alone. */
  applications: z.array(
    z.strictObject({
      person: named.extend({ id: z.string(), listed: z.boolean() }),
      note: z.string(),
      accepted: z.boolean().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  own: z.strictObject({ accepted: z.boolean().nullable(), reason: z.string().nullable() }).nullable(),
  can: z.strictObject({ apply: z.boolean(), withdraw: z.boolean(), answer: z.boolean(), close: z.boolean() }),
});
