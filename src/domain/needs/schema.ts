import { z } from "zod";
import { countryCodes } from "../shared/countries";
import { line, prose } from "../shared/text";
import { type FieldProblem, fieldProblems, fieldText, kindForms } from "./kinds";

/** What people and programs may send to the board; the form, the wire and the service share these objects. */

export const needKinds = ["procurement", "jointResearch", "pilot", "crowdTest", "training", "expertAdvice"] as const;
export const needStates = [
  "draft",
  "review",
  "open",
  "amended",
  "closed",
  "opened",
  "evaluating",
  "awarded",
  "delivering",
  "accepted",
  "archived",
  "cancelled",
  "failed",
] as const;
export type NeedState = (typeof needStates)[number];
export const needVisibilities = ["public", "members", "verified", "invited"] as const;
export type NeedVisibility = (typeof needVisibilities)[number];
export const currencies = ["CNY", "USD", "EUR", "GBP", "JPY", "HKD", "SGD"] as const;
/** Decimals of each currency's minor unit (ISO 4217): 100 fen are a yuan, the yen has no smaller coin. */
export const minorDigits: Readonly<Record<(typeof currencies)[number], number>> = {
  CNY: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  JPY: 0,
  HKD: 2,
  SGD: 2,
};

const mostCriteria = 20;
const id = z.uuid();
const key = z.uuid();
const longText = prose(20_000);
const concept = line(80);
const concepts = z.array(concept).max(60);
/** PostgreSQL knows no year 0, and nobody means one before 1000. */
const instant = z.iso.datetime({ offset: true }).regex(/^[1-9]/u);

/** Money in minor units (fen, cents), so that sums are exact; at most 10^13. */
export const minorUnits = z.int().min(0, { error: "NEGATIVE_AMOUNT" }).max(10_000_000_000_000);

export const criterion = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/u),
  title: line(200).min(1),
  /** Percent; all weights together are 100. */
  weight: z.int().min(1).max(100),
  /** `price` is computed from the offers, the others are scored 0 to 10 by the panel. */
  kind: z.enum(["scored", "price"]),
  anchor: prose(1_000).default(""),
});
export type Criterion = z.output<typeof criterion>;

export const budget = z.strictObject({
  currency: z.enum(currencies),
  min: minorUnits.nullable(),
  max: minorUnits.nullable(),
});

/** A custom issue carries its code; the sentence is looked up where a person reads it. */
function complain(
  ctx: z.core.$RefinementCtx,
  path: (string | number)[],
  code: string,
  facts: Record<string, string | number> = {},
): void {
  ctx.issues.push({ code: "custom", path, message: code, params: { code, ...facts }, input: undefined });
}

function complainOfFields(
  ctx: z.core.$RefinementCtx,
  path: "details" | "answers",
  problems: readonly FieldProblem[],
): void {
  for (const { id: field, code } of problems) complain(ctx, [path, field], code);
}

/** A list in which nothing stands twice; the lists become rows with one key each. */
function distinct<T extends z.ZodType>(list: z.ZodArray<T>, code: string, keyOf: (item: z.output<T>) => unknown) {
  return list.superRefine((items, ctx) => {
    const keys = items.map(keyOf);
    const twice = keys.findIndex((one, index) => keys.indexOf(one) !== index);
    if (twice >= 0) complain(ctx, [twice], code);
  });
}

/** A part of a research call; the winner's consortium says who leads it. */
export const workPackage = z.strictObject({
  title: line(200).min(1),
  goal: prose(5_000),
});
export type WorkPackage = z.output<typeof workPackage>;

/** Answers to what a kind of need asks (`kindForms`), by field. */
const answers = z.record(line(40), prose(fieldText));

/** Everything the guided form can hold; a draft may leave almost all of it open. */
const contentFields = {
  kind: z.enum(needKinds).default("procurement"),
  language: z.enum(["zh-CN", "en"]),
  title: line(200),
  summary: prose(2_000).default(""),
  translation: z.strictObject({ title: line(200), summary: prose(2_000) }).optional(),
  whatRuns: longText.default(""),
  worry: longText.default(""),
  since: line(500).default(""),
  affected: longText.default(""),
  description: longText.default(""),
  sector: concept.optional(),
  region: line(10).optional(),
  tags: concepts.default([]),
  requiredSkills: z.array(concept).max(20).default([]),
  wantedSkills: z.array(concept).max(20).default([]),
  budget: budget.optional(),
  visibility: z.enum(needVisibilities).default("public"),
  /** Where providers may be established, ISO 3166-1 alpha-2; an empty list admits every country. */
  admittedCountries: z
    .array(z.string().refine((code) => countryCodes.has(code), { error: "COUNTRY_CODE" }))
    .max(countryCodes.size)
    .default([]),
  invitedOrganisationIds: distinct(z.array(id).max(100), "INVITED_TWICE", (one) => one).default([]),
  questionsDeadline: instant.optional(),
  proposalDeadline: instant.optional(),
  showProposerNames: z.boolean().default(false),
  standstillDays: z.int().min(0).max(60).default(5),
  criteria: z.array(criterion).max(mostCriteria).default([]),
  fileIds: z.array(id).max(20).default([]),
  /** What this kind of need asks besides. */
  details: answers.default({}),
  workPackages: z.array(workPackage).max(30).default([]),
  /** Several organisations may answer together. */
  consortia: z.boolean().default(false),
};

export const needContent = z.strictObject(contentFields);
export type NeedContent = z.output<typeof needContent>;

export const draftInput = z.strictObject({
  content: needContent.extend({ title: line(200).min(1) }),
  idempotencyKey: key,
});
export const draftUpdateInput = z.strictObject({ id, version: z.int().min(1), content: needContent });

/** What must be there before a need can be published. */
export const publishable = needContent.superRefine((need, ctx) => {
  const missing: (keyof NeedContent)[] = ["title", "summary", "description"];
  for (const field of missing) if (!need[field]) complain(ctx, [field], "FIELD_MISSING");
  complainOfFields(ctx, "details", fieldProblems(kindForms[need.kind].need, need.details, true));
  if (need.kind === "jointResearch" && need.workPackages.length === 0)
    complain(ctx, ["workPackages"], "WORK_PACKAGES_MISSING");
  if (!need.proposalDeadline) complain(ctx, ["proposalDeadline"], "FIELD_MISSING");
  // As instants: the same moment is written differently from one time zone to the next.
  if (
    need.questionsDeadline &&
    need.proposalDeadline &&
    Date.parse(need.questionsDeadline) > Date.parse(need.proposalDeadline)
  )
    complain(ctx, ["questionsDeadline"], "DEADLINES_ORDER");
  if (need.budget && need.budget.min !== null && need.budget.max !== null && need.budget.min > need.budget.max)
    complain(ctx, ["budget"], "BUDGET_ORDER");
  if (need.visibility === "invited" && need.invitedOrganisationIds.length === 0)
    complain(ctx, ["invitedOrganisationIds"], "NOBODY_INVITED");
  const total = need.criteria.reduce((sum, { weight }) => sum + weight, 0);
  if (total !== 100) complain(ctx, ["criteria"], "WEIGHTS_NOT_100", { total });
  if (new Set(need.criteria.map((one) => one.id)).size !== need.criteria.length)
    complain(ctx, ["criteria"], "CRITERIA_TWICE");
  if (need.criteria.filter(({ kind }) => kind === "price").length > 1)
    complain(ctx, ["criteria"], "ONE_PRICE_CRITERION");
});

export const needActInput = z.strictObject({ id, version: z.int().min(1) });
export const amendInput = z.strictObject({
  id,
  version: z.int().min(1),
  content: needContent,
  reason: prose(2_000).min(3),
});
export const endInput = z.strictObject({ id, reason: prose(2_000).min(3) });
export const questionInput = z.strictObject({
  needId: id,
  text: prose(5_000).min(3),
  language: z.enum(["zh-CN", "en"]),
  idempotencyKey: key,
});
export const answerInput = z.strictObject({ questionId: id, text: prose(10_000).min(1) });

const proposalFields = {
  approach: prose(50_000).min(10),
  team: z
    .array(
      z.strictObject({
        name: line(120).min(1),
        role: line(200).min(1),
        consents: z.literal(true, { error: "TEAM_CONSENT" }),
        /** Somebody of the registry, who agreed to it here. */
        personId: id.optional(),
      }),
    )
    .max(50),
  milestones: z
    .array(
      z.strictObject({
        title: line(200).min(1),
        weeks: z.int().min(1).max(520),
        amount: minorUnits,
      }),
    )
    .min(1)
    .max(50),
  price: z.strictObject({ currency: z.enum(currencies), amount: minorUnits, taxIncluded: z.boolean() }),
  validDays: z.int().min(1).max(365),
  noConflict: z.literal(true, { error: "NO_CONFLICT_DECLARATION" }),
  fileIds: z.array(id).max(20),
  /** What this kind of need asks of those who answer; left out where it asks nothing. */
  answers: answers.optional(),
};

type Priced = {
  milestones: readonly { amount: number }[];
  price: { amount: number; currency: (typeof currencies)[number] };
};

function checkPrice(proposal: Priced, ctx: z.core.$RefinementCtx): void {
  const total = proposal.milestones.reduce((sum, { amount }) => sum + amount, 0);
  if (total !== proposal.price.amount) {
    const { currency } = proposal.price;
    complain(ctx, ["price", "amount"], "PRICE_NOT_SUM", { total: total / 10 ** minorDigits[currency] });
  }
}

export const proposalContent = z.strictObject(proposalFields).superRefine(checkPrice);
export type ProposalContent = z.output<typeof proposalContent>;

/** A proposal as it was sealed: with the consortium as its members had confirmed it at that moment. */
export const sealedProposal = z
  .strictObject({
    ...proposalFields,
    consortium: z
      .array(z.strictObject({ organisationId: id, role: z.string(), share: z.int(), agreementHash: z.string() }))
      .optional(),
  })
  .superRefine(checkPrice);
export type SealedProposal = z.output<typeof sealedProposal>;

export const proposalInput = z.strictObject({ needId: id, content: proposalContent, idempotencyKey: key });
/** By exact address, so that the form is no directory of people. */
export const panelInput = z.strictObject({
  needId: id,
  emails: z.array(line(254).toLowerCase()).min(1).max(15),
});
export const declarationInput = z.strictObject({
  needId: id,
  hasConflict: z.boolean(),
  note: prose(2_000),
});
export const scoreInput = z.strictObject({
  needId: id,
  proposalId: id,
  /** By criterion; a need has at most as many criteria, so a longer sheet is not one. */
  scores: z
    .record(z.string().max(40), z.strictObject({ score: z.int().min(0).max(10), comment: prose(5_000) }))
    .refine((scores) => Object.keys(scores).length <= mostCriteria, { error: "SHEET_TOO_LONG" }),
});
export const waiveInput = z.strictObject({ needId: id, personId: id, reason: prose(2_000).min(3) });
export const moderationInput = z.strictObject({
  needId: id,
  proposalId: id,
  criterionId: z.string().max(40),
  adjustment: z.int().min(-100).max(100),
  reason: prose(2_000).min(3),
});
export const awardInput = z.strictObject({
  needId: id,
  proposalId: id,
  reason: prose(5_000).min(3),
  feedback: distinct(
    z.array(z.strictObject({ proposalId: id, text: prose(5_000).min(3) })).max(200),
    "FEEDBACK_TWICE",
    ({ proposalId }) => proposalId,
  ),
  idempotencyKey: key,
});
export const complaintInput = z.strictObject({
  needId: id,
  text: prose(20_000).min(10),
  idempotencyKey: key,
});
export const complaintReply = z.strictObject({
  complaintId: id,
  upheld: z.boolean(),
  reply: prose(20_000).min(10),
});

export const confidentialInput = z.strictObject({
  needId: id,
  /** What has to be signed. A changed text asks for new signatures. */
  ndaText: prose(50_000).min(20),
  body: prose(50_000).min(1),
  fileIds: z.array(id).max(20),
});
/** The version that was read is the one that is signed. */
export const ndaSignature = z.strictObject({
  needId: id,
  version: z.int().min(1),
  signedName: line(120).min(2),
  authorised: z.literal(true, { error: "NDA_AUTHORITY" }),
});

const share = z.int().min(0).max(100);
export const consortiumInput = z
  .strictObject({
    needId: id,
    /** 0 for a new one. */
    version: z.int().min(0),
    agreement: prose(20_000).min(10),
    leadRole: line(200).min(1),
    leadShare: share,
    members: distinct(
      z
        .array(z.strictObject({ organisationId: id, role: line(200).min(1), share }))
        .min(1)
        .max(20),
      "MEMBER_TWICE",
      ({ organisationId }) => organisationId,
    ),
  })
  .superRefine(({ leadShare, members }, ctx) => {
    const total = members.reduce((sum, member) => sum + member.share, leadShare);
    if (total !== 100) complain(ctx, ["leadShare"], "SHARES_NOT_100", { total });
  });
/** The version that was read is the one that is confirmed. */
export const consortiumAnswer = z.strictObject({ consortiumId: id, version: z.int().min(1), confirmed: z.boolean() });
export const teamRequest = z.strictObject({
  needId: id,
  email: z.email().max(254),
  role: line(200).min(1),
});
export const teamAnswer = z.strictObject({ requestId: id, consents: z.boolean() });

export const followInput = z.strictObject({ id, follow: z.boolean() });

/** The members of an expert pool who are free, without those the buyer leaves out; or people named one by one. */
export const drawInput = z
  .strictObject({
    needId: id,
    poolId: id.nullable().default(null),
    withoutIds: z.array(id).max(1_000).default([]),
    emails: z.array(line(254).toLowerCase()).max(200).default([]),
    places: z.int().min(1).max(15),
    reserves: z.int().min(0).max(15),
    idempotencyKey: key,
  })
  .refine(({ poolId, emails }) => (poolId === null) === emails.length > 0, {
    path: ["emails"],
    error: "POOL_OR_PEOPLE",
  });
/** Why a member of the pool is not on the list that was frozen. */
export const leftOutReasons = ["seated", "unavailable", "conflict", "byBuyer"] as const;
export const leftOutOf = z.array(z.strictObject({ personId: z.string(), reason: z.enum(leftOutReasons) }));
const hex64 = z.string().regex(/^[0-9a-f]{64}$/u, { error: "SEED_SHAPE" });
export const drawCommitment = z.strictObject({ drawId: id, commitment: hex64 });
export const drawSeed = z.strictObject({ drawId: id, seed: hex64 });

/** A buyer invites, passes over or excludes from this need; a provider dismisses the need for itself. */
export const matchActs = ["invited", "dismissed", "excluded"] as const;
export const tieKinds = ["owner", "supplier", "financial", "competitor"] as const;
export const feedbackInput = z.strictObject({
  needId: id,
  organisationId: id.optional(),
  act: z.enum(matchActs),
  reason: prose(500).optional(),
});
/** Organisations declare ties to others, so that conflicts of interest are found before anybody is offered. */
export const tieInput = z.strictObject({
  organisationId: id,
  otherId: id,
  kind: z.enum(tieKinds),
  note: prose(500).default(""),
  idempotencyKey: key,
});
export const tieEndInput = z.strictObject({ organisationId: id, id });
export const tiesInput = z.strictObject({ organisationId: id });

/** What stands in the form so far; `except` is the need that is being edited. */
export const suggestInput = z.strictObject({ text: z.string().max(20_000), except: id.optional() });

const listFilters = {
  query: z.string().trim().max(200).optional(),
  state: z.enum(["open", "closed", "awarded", "all"]).optional(),
  kind: z.enum(needKinds).optional(),
  sector: concept.optional(),
  region: line(10).optional(),
  mine: z.literal("yes").optional(),
  /** Only what the reader follows. */
  following: z.literal("yes").optional(),
  sort: z.enum(["newest", "deadline"]).optional(),
  page: z.coerce.number().int().min(1).max(1_000).optional(),
};
export const listInput = z.strictObject(listFilters);
export const savedViewInput = z.strictObject({
  name: line(80).min(1),
  query: z.strictObject(listFilters).omit({ page: true }),
});
export const savedViewName = z.strictObject({ name: line(80).min(1) });
export const needIdInput = z.strictObject({ id });
export const nothing = z.strictObject({});
export const pageRows = 20;
