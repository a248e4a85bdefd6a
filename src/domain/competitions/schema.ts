import { z } from "zod";
import { line, nameOf, prose } from "../shared/text";
import { assistanceKinds, sanctions } from "./choices";
import { ageBands } from "./eligibility";
import { competitionStepNames, teamStates } from "./states";

/** What people and programs may send to competitions. */

const id = z.uuid();
const key = z.uuid();
/** As far as the numbers of rows go. */
const counted = z.int().min(1).max(2_147_483_647);
const version = counted;
const instant = z.iso.datetime().transform((text) => new Date(text));
const language = z.enum(["zh-CN", "en"]);
export const phaseKinds = ["jeopardy", "scoreFeed", "judged", "quiz"] as const;
export const teamKinds = ["ranked", "guest", "organiser"] as const;
export const flagKinds = ["static", "caseInsensitive", "regex", "perTeam"] as const;
export const webhookTopics = ["firstBlood", "freeze", "finalise"] as const;

/** Longest flag that is looked at; longer ones are refused before anything is read. */
export const longestFlag = 500;

export const slugText = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{1,58}[a-z0-9])$/u, { error: "SLUG_FORM" });
/** Pages of their own below `/competitions`; an event of that name could not be opened. */
const reservedSlugs: ReadonlySet<string> = new Set(["judge", "new", "season"]);
export const newSlug = slugText.refine((slug) => !reservedSlugs.has(slug), { error: "SLUG_RESERVED" });
const eventKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u, { error: "KEY_FORM" });

/** A text in one language or both. */
const inEither = <T extends { titleZh?: string | null | undefined; titleEn?: string | null | undefined }>(
  given: T,
): boolean => Boolean(given.titleZh) || Boolean(given.titleEn);

const optionalLine = (max: number) =>
  nameOf(max)
    .transform((text) => (text === "" ? null : text))
    .nullable()
    .default(null);
const optionalProse = (max: number) =>
  prose(max)
    .transform((text) => (text === "" ? null : text))
    .nullable()
    .default(null);

export const organisationKinds = ["government", "enterprise", "research", "securityFirm", "alliance"] as const;
export const eligibility = z.strictObject({
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/u))
    .max(50)
    .default([]),
  regions: z
    .array(z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/u))
    .max(50)
    .default([]),
  organisationKinds: z.array(z.enum(organisationKinds)).default([]),
  student: z.boolean().default(false),
  ageBands: z.array(z.enum(ageBands)).default([]),
});

const division = z.strictObject({
  key: eventKey,
  nameZh: optionalLine(80),
  nameEn: optionalLine(80),
  eligibility: eligibility.prefault({}),
});

const phase = z.strictObject({
  kind: z.enum(phaseKinds),
  titleZh: optionalLine(120),
  titleEn: optionalLine(120),
  weight: z.int().min(1).max(1_000).default(1),
});

const competitionFields = {
  slug: newSlug,
  titleZh: optionalLine(150),
  titleEn: optionalLine(150),
  summaryZh: optionalProse(4_000),
  summaryEn: optionalProse(4_000),
  rulesZh: optionalProse(20_000),
  rulesEn: optionalProse(20_000),
  timeZone: z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    error: "TIME_ZONE",
  }),
  registrationOpensAt: instant.nullable().default(null),
  registrationClosesAt: instant.nullable().default(null),
  startsAt: instant.nullable().default(null),
  freezeAt: instant.nullable().default(null),
  endsAt: instant.nullable().default(null),
  writeupsAt: instant.nullable().default(null),
  minTeamSize: z.int().min(1).max(100).default(1),
  maxTeamSize: z.int().min(1).max(100).default(4),
  approval: z.boolean().default(true),
  answersPerMinute: z.int().min(1).max(1_000).default(30),
  bloodBonus: z.array(z.int().min(0).max(100)).max(10).default([]),
  divisions: z
    .array(division)
    .max(20)
    .default([])
    .refine((list) => new Set(list.map((one) => one.key)).size === list.length, { error: "KEY_TWICE" }),
};

type Dates = {
  registrationOpensAt: Date | null;
  registrationClosesAt: Date | null;
  startsAt: Date | null;
  freezeAt: Date | null;
  endsAt: Date | null;
};

function checkOrder(given: Dates & { minTeamSize: number; maxTeamSize: number }, ctx: z.RefinementCtx): void {
  const wrong = (path: string, code: string) =>
    ctx.addIssue({ code: "custom", path: [path], params: { code }, message: code });
  const { registrationOpensAt: opens, registrationClosesAt: closes, startsAt, freezeAt, endsAt } = given;
  if (opens && closes && closes <= opens) wrong("registrationClosesAt", "TIMES_REGISTRATION");
  if (startsAt && endsAt && endsAt <= startsAt) wrong("endsAt", "TIMES_END");
  if (freezeAt && startsAt && freezeAt < startsAt) wrong("freezeAt", "TIMES_FREEZE");
  if (freezeAt && endsAt && freezeAt > endsAt) wrong("freezeAt", "TIMES_FREEZE");
  if (given.maxTeamSize < given.minTeamSize) wrong("maxTeamSize", "TEAM_SIZES");
}

export const competitionInput = z
  .strictObject({ ...competitionFields, phases: z.array(phase).min(1).max(10), idempotencyKey: key })
  .refine(inEither, { path: ["titleEn"], error: "TITLE_MISSING" })
  .superRefine(checkOrder);
export const competitionUpdateInput = z
  .strictObject({ ...competitionFields, id, version })
  .refine(inEither, { path: ["titleEn"], error: "TITLE_MISSING" })
  .superRefine(checkOrder);
export const stepInput = z.strictObject({
  id,
  version,
  step: z.enum(competitionStepNames),
  /** With `resume`: the end moves by as long as the pause lasted. */
  extend: z.boolean().default(true),
  reason: prose(1_000).default(""),
});
export const organiserInput = z.strictObject({
  id,
  email: z.email().max(254),
  role: z.enum(["organiser", "setter"]),
});
export const organiserRemovalInput = z.strictObject({ id, personId: id });
export const slugInput = z.strictObject({ slug: slugText });
export const idInput = z.strictObject({ id });
export const nothing = z.strictObject({});

const whole = z.int().min(0).max(100_000);
export const scoringRule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("static"), initial: whole }),
  z.strictObject({ kind: z.literal("linear"), initial: whole, minimum: whole, decay: z.number().min(0).max(100_000) }),
  z.strictObject({
    kind: z.literal("parabolic"),
    initial: whole,
    minimum: whole,
    decay: z.number().gt(0).max(100_000),
  }),
  z.strictObject({
    kind: z.literal("exponential"),
    initial: whole,
    minimumShare: z.number().min(0).max(1).default(0.25),
    difficulty: z.number().gt(0).max(1_000).default(5),
  }),
  z.strictObject({ kind: z.literal("rctf"), minimum: whole, maximum: whole }),
  z.strictObject({ kind: z.literal("ecsc"), base: whole }),
  z.strictObject({ kind: z.literal("log2") }),
]);

/** Flags: what is typed is compared after white space around it is cut off. For `perTeam`, `text` is the prefix. */
export const flagInput = z.strictObject({ kind: z.enum(flagKinds), text: z.string().trim().min(1).max(longestFlag) });

export const hintInput = z.strictObject({
  id: id.optional(),
  titleZh: optionalLine(120),
  titleEn: optionalLine(120),
  bodyZh: optionalProse(5_000),
  bodyEn: optionalProse(5_000),
  cost: z.int().min(0).max(10_000).default(0),
});

const conceptId = z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9.:-]{1,60}$/u);
export const challengeFields = {
  key: eventKey,
  phaseId: id,
  category: line(40).min(1),
  difficulty: z.int().min(1).max(5).default(1),
  titleZh: optionalLine(150),
  titleEn: optionalLine(150),
  statementZh: optionalProse(20_000),
  statementEn: optionalProse(20_000),
  author: line(120).default(""),
  attribution: line(200).default(""),
  connection: line(300).default(""),
  conceptIds: z.array(conceptId).max(20).default([]),
  tags: z.array(line(40).min(1)).max(20).default([]),
  topics: z.array(line(80).min(1)).max(20).default([]),
  fileIds: z.array(id).max(20).default([]),
  divisionKeys: z.array(eventKey).max(20).default([]),
  requires: z.array(id).max(20).default([]),
  startsAt: instant.nullable().default(null),
  endsAt: instant.nullable().default(null),
  attemptLimit: z.int().min(1).max(1_000).nullable().default(null),
  wrongPenalty: z.int().min(0).max(10_000).default(0),
  scoring: scoringRule,
  flagLogic: z.enum(["any", "all"]).default("any"),
  flags: z.array(flagInput).min(1, { error: "FLAG_MISSING" }).max(20),
  hints: z.array(hintInput).max(20).default([]),
};
export const challengeInput = z
  .strictObject({ competitionId: id, ...challengeFields, idempotencyKey: key })
  .refine(inEither, { path: ["titleEn"], error: "TITLE_MISSING" });
/** Without flags, those that stand are kept. */
export const challengeUpdateInput = z
  .strictObject({
    ...challengeFields,
    flags: z.array(flagInput).min(1).max(20).optional(),
    id,
    version,
    /** What changed, for teams, when the event has begun. */
    reason: prose(500).default(""),
  })
  .refine(inEither, { path: ["titleEn"], error: "TITLE_MISSING" });
export const challengeStateInput = z.strictObject({
  id,
  version,
  state: z.enum(["hidden", "visible", "withdrawn"]),
  reason: prose(500).default(""),
});

export const declared = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/u),
  region: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/u)
    .nullable()
    .default(null),
  student: z.boolean().default(false),
  ageBand: z.enum(ageBands),
});
export const teamInput = z.strictObject({
  competitionId: id,
  name: nameOf(60).min(2),
  divisionKey: eventKey.nullable().default(null),
  declared,
  idempotencyKey: key,
});
export const joinInput = z.strictObject({ code: z.string().trim().min(8).max(60), declared });
export const inviteInput = z.strictObject({
  teamId: id,
  maxUses: z.int().min(1).max(100).default(1),
  hours: z.int().min(1).max(2_160).default(72),
});
export const teamIdInput = z.strictObject({ teamId: id });
export const memberInput = z.strictObject({ teamId: id, personId: id });
export const renameInput = z.strictObject({ teamId: id, version, name: nameOf(60).min(2) });
export const teamDecisionInput = z.strictObject({
  teamId: id,
  version,
  step: z.enum(["accept", "reject", "suspend"]),
  reason: prose(1_000).default(""),
});
export const teamKindInput = z.strictObject({ teamId: id, version, kind: z.enum(teamKinds) });

export const submissionInput = z.strictObject({
  challengeId: id,
  flag: z.string().trim().min(1).max(longestFlag, { error: "FLAG_TOO_LONG" }),
});
export const hintIdInput = z.strictObject({ hintId: id });
/** Rows of a board that a page shows at first, and that the live board tells of. */
export const boardPage = 100;
export const boardInput = z.strictObject({
  slug: slugText,
  division: eventKey.optional(),
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
  take: z.coerce.number().int().min(1).max(1_000).default(boardPage),
});
export const announcementInput = z
  .strictObject({
    competitionId: id,
    titleZh: optionalLine(150),
    titleEn: optionalLine(150),
    bodyZh: optionalProse(4_000),
    bodyEn: optionalProse(4_000),
    idempotencyKey: key,
  })
  .refine(inEither, { path: ["titleEn"], error: "TITLE_MISSING" });

/** Kinds of entries that an organiser looks for. */
export const loggedKinds = ["solve", "wrong", "foreign", "hint", "adjust", "feed", "void", "grant"] as const;
export const logInput = z.strictObject({
  competitionId: id,
  before: counted.optional(),
  /** A part of a team's name. */
  team: line(60).optional(),
  challengeId: id.optional(),
  kind: z.enum(loggedKinds).optional(),
});

export const teamPage = 100;
export const teamListInput = z.strictObject({
  slug: slugText,
  /** A part of the name. */
  query: line(60).optional(),
  page: z.int().min(1).max(1_000).default(1),
});
export const teamDeskInput = teamListInput.extend({ state: z.enum(teamStates).optional() });
export const captainInput = z.strictObject({ teamId: id, version, personId: id });
export const adjustInput = z.strictObject({
  teamId: id,
  points: z.int().min(-100_000).max(100_000),
  reason: prose(500).min(1),
  idempotencyKey: key,
});
export const answerDecisionInput = z.strictObject({
  competitionId: id,
  position: counted,
  decision: z.enum(["void", "restore", "grant"]),
  reason: prose(500).min(1),
});
export const rejudgeInput = z.strictObject({ challengeId: id, reason: prose(500).min(1) });

export const replyInput = z.strictObject({ caseId: id, reply: prose(5_000).min(1) });
export const caseDecisionInput = z.strictObject({
  caseId: id,
  sanction: z.enum(sanctions),
  reason: prose(2_000).min(1),
});

export const webhookInput = z.strictObject({
  competitionId: id,
  url: z.url({ protocol: /^https?$/u }).max(500),
  topics: z.array(z.enum(webhookTopics)).min(1),
  idempotencyKey: key,
});
export const writeupInput = z.strictObject({
  challengeId: id,
  language,
  body: prose(50_000).min(20),
  assistance: z.enum(assistanceKinds),
});
export const writeupListInput = z.strictObject({
  slug: slugText,
  challengeId: id.optional(),
  assistance: z.enum(assistanceKinds).optional(),
});

/** One push of an external engine: the newest score of each team it names, by number. */
export const feedPush = z.strictObject({
  /** Grows with every push, so that a push that arrives late changes nothing. */
  sequence: z.int().min(1),
  scores: z
    .array(z.strictObject({ team: counted, points: z.number().min(-1e9).max(1e9) }))
    .min(1)
    .max(10_000),
});
