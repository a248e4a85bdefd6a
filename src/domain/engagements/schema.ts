import { z } from "zod";
import { line, prose } from "../shared/text";

/** What people and programs may send to an engagement. */

const id = z.uuid();
const key = z.uuid();
const date = z.iso.date();
/** Money in minor units (fen, cents); at most 10^13. */
const minorUnits = z.int().min(0, { error: "NEGATIVE_AMOUNT" }).max(10_000_000_000_000);
const reason = prose(5_000).min(3);

export const engagementId = z.strictObject({ id });
export const nothing = z.strictObject({});
export const beginInput = z.strictObject({ needId: id, idempotencyKey: key });
export const ofNeedInput = z.strictObject({ needId: id });

export const agreementInput = z
  .strictObject({
    id,
    version: z.int().min(1),
    text: prose(50_000).min(10),
    startsOn: date.nullable(),
    endsOn: date.nullable(),
    milestones: z.array(z.strictObject({ id, title: line(200).min(1), dueOn: date.nullable() })).max(50),
  })
  .superRefine(({ startsOn, endsOn }, ctx) => {
    if (startsOn && endsOn && startsOn > endsOn)
      ctx.addIssue({ code: "custom", path: ["endsOn"], params: { code: "DATES_ORDER" }, message: "DATES_ORDER" });
  });
/** The version that was read is the one that is signed. */
export const signInput = z.strictObject({ id, agreementVersion: z.int().min(1) });

export const testResults = ["passed", "failed", "notRun"] as const;
export const deliveryInput = z.strictObject({
  milestoneId: id,
  note: prose(10_000).min(3),
  tests: z
    .array(z.strictObject({ name: line(200).min(1), result: z.enum(testResults), note: prose(1_000).default("") }))
    .max(200),
  fileIds: z.array(id).max(20),
  idempotencyKey: key,
});
export type TestResult = z.output<typeof deliveryInput>["tests"][number];
/** The delivery that was looked at, so that nobody accepts one that came in between. */
export const decisionInput = z.strictObject({
  milestoneId: id,
  number: z.int().min(1),
  accepted: z.boolean(),
  reason: prose(5_000).default(""),
});

export const milestoneChange = z.strictObject({
  milestoneId: id.nullable(),
  title: line(200).min(1),
  dueOn: date.nullable(),
  amount: minorUnits,
});
export const changeInput = z.strictObject({
  id,
  kind: z.enum(["change", "termination"]),
  title: line(200).min(1),
  reason,
  milestones: z.array(milestoneChange).max(50),
  idempotencyKey: key,
});
export const changeDecision = z.strictObject({ changeId: id, agreed: z.boolean(), answer: prose(2_000).default("") });
export const changeIdInput = z.strictObject({ changeId: id });

export const paymentKinds = ["invoiced", "paid", "received"] as const;
export const paymentInput = z.strictObject({
  id,
  milestoneId: id.nullable(),
  kind: z.enum(paymentKinds),
  amount: minorUnits.refine((amount) => amount > 0, { error: "AMOUNT_MISSING" }),
  on: date,
  reference: line(200).default(""),
  idempotencyKey: key,
});

export const messageInput = z.strictObject({
  id,
  disputeId: id.nullable(),
  text: prose(10_000).min(1),
  fileIds: z.array(id).max(10),
  idempotencyKey: key,
});

export const disputeInput = z.strictObject({ id, subject: line(200).min(3), text: reason, idempotencyKey: key });
export const mediatorInput = z.strictObject({ disputeId: id, email: z.email().max(254) });
export const disputeIdInput = z.strictObject({ disputeId: id });
export const settlementInput = z.strictObject({ disputeId: id, text: prose(20_000).min(10) });
/** The settlement that was read, by the moment it was written, is the one that is agreed to. */
export const settlementAgreement = z.strictObject({ disputeId: id, settlementAt: z.iso.datetime() });

export const closeInput = z.strictObject({ id, note: prose(5_000).default("") });

const score = z.int().min(1).max(5);
export const reviewInput = z.strictObject({
  id,
  /** By question of the own side. */
  scores: z.record(z.string().max(40), score),
  text: prose(5_000).min(3),
  idempotencyKey: key,
});

export const workPackageStates = ["planned", "running", "done"] as const;
export const workPackageInput = z.strictObject({
  id,
  packages: z
    .array(
      z.strictObject({
        title: line(200).min(1),
        goal: prose(5_000),
        leadOrganisationId: id,
        state: z.enum(workPackageStates),
        note: prose(5_000).default(""),
      }),
    )
    .max(30),
  version: z.int().min(1),
});

export const resultKinds = ["patent", "software", "dataset", "paper", "standard", "prototype", "other"] as const;
export const resultInput = z
  .strictObject({
    id,
    resultId: id.nullable(),
    kind: z.enum(resultKinds),
    title: line(300).min(1),
    description: prose(10_000).default(""),
    /** Who holds which part, in percent. */
    shares: z
      .array(z.strictObject({ organisationId: id, percent: z.int().min(0).max(100) }))
      .min(1)
      .max(20),
    idempotencyKey: key,
  })
  .superRefine(({ shares }, ctx) => {
    const total = shares.reduce((sum, { percent }) => sum + percent, 0);
    const complain = (code: string, facts: object = {}) =>
      ctx.addIssue({ code: "custom", path: ["shares"], params: { code, ...facts }, message: code });
    if (total !== 100) complain("SHARES_NOT_100", { total });
    if (new Set(shares.map(({ organisationId }) => organisationId)).size !== shares.length) complain("SHARE_TWICE");
  });
export const resultConfirmation = z.strictObject({ resultId: id, version: z.int().min(1) });
export const publicationInput = z.strictObject({
  resultId: id,
  venue: line(300).min(1),
  url: z
    .url({ protocol: /^https$/u })
    .max(500)
    .nullable(),
  publishedOn: date,
});
