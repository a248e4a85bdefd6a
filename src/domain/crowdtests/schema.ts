import { z } from "zod";
import { line, prose } from "../shared/text";
import { cvssFault, type severities } from "./cvss";
import { programmeStates, reportStepNames } from "./states";

/** What people and programs may send to crowd tests. */

const id = z.uuid();
const key = z.uuid();
const language = z.enum(["zh-CN", "en"]);
export const programmeAccess = ["public", "vetted", "invited"] as const;
export const assetKinds = ["web", "api", "firmware", "hardware", "protocol", "mobile", "desktop", "other"] as const;
export const rewardCurrencies = ["CNY", "USD", "EUR"] as const;

const asset = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/u),
  name: line(200).min(1),
  kind: z.enum(assetKinds),
  inScope: z.boolean(),
  note: prose(1_000).default(""),
});

/** Amounts in the currency's minor unit, one for each severity that is paid. */
const rewards = z.strictObject({
  currency: z.enum(rewardCurrencies),
  low: z.int().min(0).max(10_000_000_00),
  medium: z.int().min(0).max(10_000_000_00),
  high: z.int().min(0).max(10_000_000_00),
  critical: z.int().min(0).max(10_000_000_00),
});

export const programmeContent = z.strictObject({
  assets: z
    .array(asset)
    .min(1, { error: "ASSET_MISSING" })
    .max(50)
    .refine((list) => new Set(list.map((one) => one.id)).size === list.length, { error: "ASSET_TWICE" }),
  rules: prose(10_000).min(1, { error: "RULES_MISSING" }),
  safeHarbour: prose(5_000).min(1, { error: "SAFE_HARBOUR_MISSING" }),
  hours: line(300).default(""),
  rewards: rewards
    .refine(({ low, medium, high, critical }) => low <= medium && medium <= high && high <= critical, {
      error: "REWARDS_ORDER",
    })
    .nullable(),
});
export type ProgrammeContent = z.output<typeof programmeContent>;

const programmeFields = {
  language,
  title: line(200).min(1),
  summary: prose(2_000).min(1),
  access: z.enum(programmeAccess),
  content: programmeContent,
  /** Only admitted testers read them. */
  accounts: prose(5_000).default(""),
};
/** `needId`: the crowd-test need of the own organisation that the programme answers. */
export const programmeInput = z.strictObject({ ...programmeFields, needId: id.optional(), idempotencyKey: key });
export const programmeUpdateInput = z.strictObject({ ...programmeFields, id, version: z.int().min(1) });
export const programmeStateInput = z.strictObject({ id, version: z.int().min(1), state: z.enum(programmeStates) });
export const idInput = z.strictObject({ id });
export const nothing = z.strictObject({});
export const inviteTesterInput = z.strictObject({ programmeId: id, email: z.email().max(254) });
export const testerDecisionInput = z.strictObject({ programmeId: id, personId: id, admitted: z.boolean() });

/** A CVSS 4.0 vector; what is wrong with it is named, metric by metric. */
const vector = z
  .string()
  .trim()
  .max(400)
  .superRefine((text, ctx) => {
    const fault = cvssFault(text);
    if (fault) ctx.addIssue({ code: "custom", params: fault, message: fault.code });
  });

/** Everything that describes the weakness: sealed as one. */
export const reportContent = z.strictObject({
  title: line(200).min(1),
  assetId: z.string().max(40),
  steps: prose(20_000).min(20, { error: "STEPS_TOO_SHORT" }),
  impact: prose(5_000).default(""),
  vector,
  technique: z
    .string()
    .regex(/^attack-ics:T\d{4}$/u)
    .optional(),
  /** Captures, logs and pictures; sealed like the words. */
  fileIds: z.array(id).max(10).optional(),
});
export type ReportContent = z.output<typeof reportContent>;
export const reportInput = z.strictObject({ programmeId: id, content: reportContent, idempotencyKey: key });

export const stepInput = z
  .strictObject({
    id,
    version: z.int().min(1),
    step: z
      .enum(reportStepNames as [string, ...string[]])
      .transform((step) => step as (typeof reportStepNames)[number]),
    note: prose(5_000).default(""),
    /** For a duplicate: the report that came first. */
    originalId: id.optional(),
    /** For an acceptance: in the programme's currency, minor units; the table's amount where it is left out. */
    reward: z.int().min(0).max(10_000_000_00).optional(),
    /** For a disclosure: what everybody will read. */
    disclosure: prose(20_000).optional(),
  })
  .superRefine((given, ctx) => {
    const need = (field: "originalId" | "disclosure", code: string) => {
      if (!given[field]) ctx.addIssue({ code: "custom", path: [field], params: { code }, message: code });
    };
    if (given.step === "markDuplicate") need("originalId", "ORIGINAL_MISSING");
    if (given.step === "disclose") need("disclosure", "DISCLOSURE_MISSING");
  });
export const noteInput = z.strictObject({ id, note: prose(5_000).min(1), idempotencyKey: key });
export const authorityInput = z.strictObject({ id, version: z.int().min(1), number: line(100).min(1) });

/** The table's amount for a severity; nothing is paid for none. */
export function rewardFor(content: ProgrammeContent, severity: (typeof severities)[number]): number | null {
  if (!content.rewards || severity === "none") return null;
  return content.rewards[severity];
}
export const disclosureInput = z.strictObject({ number: z.coerce.number().int().min(1) });
