import { z } from "zod";
import { assistanceKinds } from "./choices";
import { ageBands } from "./eligibility";
import { organisationKinds, phaseKinds, scoringRule, teamKinds } from "./schema";
import { competitionStates, competitionStepNames, teamStates } from "./states";

/** What leaves the competitions module. */

const text = z.string();
const instant = z.iso.datetime();
const maybe = text.nullable();

export const idView = z.strictObject({ id: text });
export const createdView = z.strictObject({ id: text, slug: text });
export const versionView = z.strictObject({ version: z.int() });
export const done = z.strictObject({ done: z.literal(true) });

const names = { titleZh: maybe, titleEn: maybe };
const organisation = z.strictObject({ id: text, nameZh: maybe, nameEn: maybe });
const personName = z.strictObject({ personId: text, nameZh: maybe, nameEn: maybe });

export const competitionSummary = z.strictObject({
  id: text,
  slug: text,
  ...names,
  summaryZh: maybe,
  summaryEn: maybe,
  state: z.enum(competitionStates),
  organisation,
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  timeZone: text,
  phases: z.array(z.enum(phaseKinds)),
  teams: z.int(),
  /** What the reader is to the event. */
  role: z.enum(["organiser", "setter", "player"]).nullable(),
});

export const divisionView = z.strictObject({
  key: text,
  nameZh: maybe,
  nameEn: maybe,
  eligibility: z.strictObject({
    countries: z.array(text),
    regions: z.array(text),
    organisationKinds: z.array(z.enum(organisationKinds)),
    student: z.boolean(),
    ageBands: z.array(z.enum(ageBands)),
  }),
});

export const phaseView = z.strictObject({
  id: text,
  kind: z.enum(phaseKinds),
  ...names,
  weight: z.int(),
  position: z.int(),
});

export const competitionView = competitionSummary.extend({
  version: z.int(),
  rulesZh: maybe,
  rulesEn: maybe,
  registrationOpensAt: instant.nullable(),
  registrationClosesAt: instant.nullable(),
  freezeAt: instant.nullable(),
  writeupsAt: instant.nullable(),
  pausedAt: instant.nullable(),
  frozenSince: instant.nullable(),
  /** The database's clock, so that a page counts down from it and not from its own. */
  now: instant,
  minTeamSize: z.int(),
  maxTeamSize: z.int(),
  approval: z.boolean(),
  answersPerMinute: z.int(),
  bloodBonus: z.array(z.int()),
  divisions: z.array(divisionView),
  phasesOf: z.array(phaseView),
  organisers: z.array(personName.extend({ role: z.enum(["organiser", "setter"]) })),
  team: z.strictObject({ id: text, name: text, state: z.enum(teamStates), captain: z.boolean() }).nullable(),
  announcements: z.array(z.strictObject({ id: text, ...names, bodyZh: maybe, bodyEn: maybe, at: instant })),
  resultVersion: z.int().nullable(),
  can: z.strictObject({
    manage: z.boolean(),
    challenges: z.boolean(),
    watch: z.boolean(),
    register: z.boolean(),
    seeLive: z.boolean(),
    readChallenges: z.boolean(),
    play: z.boolean(),
    practise: z.boolean(),
    writeUp: z.boolean(),
    steps: z.array(z.enum(competitionStepNames)),
  }),
});

const hintView = z.strictObject({
  id: text,
  ...names,
  cost: z.int(),
  bought: z.boolean(),
  bodyZh: maybe,
  bodyEn: maybe,
});

export const challengeSummary = z.strictObject({
  id: text,
  key: text,
  ...names,
  category: text,
  difficulty: z.int(),
  tags: z.array(text),
  conceptIds: z.array(text),
  value: z.int(),
  solves: z.int(),
  solved: z.boolean(),
  /** Solved by the reader in practice, after the event. */
  practised: z.boolean(),
  open: z.boolean(),
  /** Titles of challenges that have to be solved before. */
  locked: z.array(z.strictObject({ id: text, ...names })),
});

export const challengeView = challengeSummary.extend({
  competition: z.strictObject({ id: text, slug: text, ...names }),
  statementZh: maybe,
  statementEn: maybe,
  author: text,
  attribution: text,
  connection: text,
  files: z.array(z.strictObject({ id: text, name: text, size: z.int() })),
  hints: z.array(hintView),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  attemptLimit: z.int().nullable(),
  attemptsLeft: z.int().nullable(),
  wrongPenalty: z.int(),
  scoring: scoringRule,
  flagsFound: z.int(),
  flagsAsked: z.int(),
  firstBlood: z.strictObject({ teamId: text, name: text, at: text }).nullable(),
  /** What the reader's team has handed in. */
  writeup: z.strictObject({ body: text, assistance: z.enum(assistanceKinds), at: instant }).nullable(),
  can: z.strictObject({ submit: z.boolean(), practise: z.boolean(), whyNot: maybe }),
});

export const managedChallenge = z.strictObject({
  id: text,
  version: z.int(),
  state: z.enum(["hidden", "visible", "withdrawn"]),
  key: text,
  phaseId: text,
  category: text,
  difficulty: z.int(),
  ...names,
  statementZh: maybe,
  statementEn: maybe,
  author: text,
  attribution: text,
  connection: text,
  conceptIds: z.array(text),
  tags: z.array(text),
  topics: z.array(text),
  files: z.array(z.strictObject({ id: text, name: text, size: z.int() })),
  divisionKeys: z.array(text),
  requires: z.array(text),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  attemptLimit: z.int().nullable(),
  wrongPenalty: z.int(),
  scoring: scoringRule,
  flagLogic: z.enum(["any", "all"]),
  flags: z.array(z.strictObject({ kind: z.enum(["static", "caseInsensitive", "regex", "perTeam"]), text })),
  hints: z.array(z.strictObject({ id: text, ...names, bodyZh: maybe, bodyEn: maybe, cost: z.int() })),
  /** What is missing in one of the languages. */
  parity: z.array(z.enum(["title", "statement", "hint"])),
});

export const teamSummary = z.strictObject({
  id: text,
  number: z.int(),
  name: text,
  kind: z.enum(teamKinds),
  division: maybe,
  country: maybe,
  members: z.int(),
});
export const teamDeskView = teamSummary.extend({
  version: z.int(),
  state: z.enum(teamStates),
  stateReason: text,
  people: z.array(personName.extend({ captain: z.boolean(), country: text, student: z.boolean(), ageBand: text })),
  createdAt: instant,
});
export const myTeamView = teamSummary.extend({
  version: z.int(),
  state: z.enum(teamStates),
  stateReason: text,
  captain: z.boolean(),
  maxSize: z.int(),
  minSize: z.int(),
  people: z.array(personName.extend({ captain: z.boolean() })),
  invites: z.array(
    z.strictObject({ id: text, ending: text, uses: z.int(), maxUses: z.int(), expiresAt: instant.nullable() }),
  ),
  can: z.strictObject({ lead: z.boolean(), leave: z.boolean() }),
});
export const inviteCodeView = z.strictObject({ id: text, code: text });

export const submissionView = z.strictObject({
  result: z.enum(["correct", "partial", "wrong", "alreadySolved"]),
  attemptsLeft: z.int().nullable(),
  found: z.int(),
  asked: z.int(),
});
export const boughtHintView = z.strictObject({ id: text, bodyZh: maybe, bodyEn: maybe, cost: z.int() });

const row = z.strictObject({
  teamId: text,
  number: z.int(),
  name: text,
  kind: z.enum(teamKinds),
  division: maybe,
  country: maybe,
  rank: z.int().nullable(),
  score: z.number(),
  phases: z.record(text, z.number()),
  lastAt: maybe,
  solved: z.int(),
});
export const boardView = z.strictObject({
  slug: text,
  /** Position in the log up to which it counts. */
  position: z.int(),
  frozenSince: maybe,
  resultVersion: z.int().nullable(),
  rows: z.array(row),
  /** Teams on the whole board, of which `rows` are a part. */
  total: z.int(),
  /** The reader's own team as this board has it, wherever it stands. */
  own: row.nullable(),
  challenges: z.array(
    z.strictObject({ id: text, key: text, ...names, category: text, value: z.int(), solves: z.int() }),
  ),
  bloods: z.array(z.strictObject({ challengeId: text, teamId: text, name: text, at: text })),
  /** Points of the leading teams over time: `[milliseconds since the start, score]`. */
  history: z.array(z.strictObject({ teamId: text, points: z.array(z.tuple([z.number(), z.number()])) })),
});
export const ownStandingView = row.extend({
  tasks: z.array(z.strictObject({ challengeId: text, points: z.number(), at: text, place: z.int() })),
  hintCost: z.int(),
  frozenSince: maybe,
});

export const logView = z.strictObject({
  position: z.int(),
  entries: z.array(
    z.strictObject({
      position: z.int().nullable(),
      at: text,
      kind: text,
      team: z.strictObject({ id: text, name: text }).nullable(),
      challenge: z.strictObject({ id: text, key: text }).nullable(),
      answer: maybe,
      detail: maybe,
    }),
  ),
});
export const statisticsView = z.array(
  z.strictObject({
    challengeId: text,
    key: text,
    ...names,
    value: z.int(),
    solves: z.int(),
    tried: z.int(),
    wrong: z.int(),
    /** Share of teams that tried and solved. */
    facility: z.number().nullable(),
    discrimination: z.number().nullable(),
    medianSeconds: z.number().nullable(),
    fastestSeconds: z.number().nullable(),
  }),
);
export const effectView = z.strictObject({
  /** How many rows would change in rank or score, and the most affected of them. */
  total: z.int(),
  changes: z.array(
    z.strictObject({
      teamId: text,
      name: text,
      rankBefore: z.int().nullable(),
      rankAfter: z.int().nullable(),
      scoreBefore: z.number(),
      scoreAfter: z.number(),
    }),
  ),
  bloodsMoved: z.int(),
});
export const rejudgedView = z.strictObject({ granted: z.int(), voided: z.int() });

export const caseView = z.strictObject({
  id: text,
  number: z.int(),
  signal: text,
  state: z.enum(["open", "replied", "decided"]),
  team: z.strictObject({ id: text, name: text }),
  otherTeam: z.strictObject({ id: text, name: text }).nullable(),
  challenge: z.strictObject({ id: text, key: text, ...names }).nullable(),
  evidence: z.array(z.strictObject({ key: text, value: text })),
  reply: text,
  repliedAt: instant.nullable(),
  openedAt: instant,
  sanction: maybe,
  reason: text,
  decidedAt: instant.nullable(),
  /** Only for organisers: who has decided what so far. */
  decisions: z.array(personName.extend({ sanction: text, reason: text, at: instant })),
  can: z.strictObject({ reply: z.boolean(), decide: z.boolean() }),
});

export const resultView = z.strictObject({
  versions: z.array(
    z.strictObject({
      version: z.int(),
      reason: text,
      root: text,
      position: z.int(),
      at: instant,
      current: z.boolean(),
    }),
  ),
  root: maybe,
});
export const webhookView = z.strictObject({
  id: text,
  url: text,
  topics: z.array(text),
  createdAt: instant,
  deliveries: z.array(z.strictObject({ cause: text, status: z.int().nullable(), at: instant })),
});
export const secretView = z.strictObject({ id: text, secret: text });
export const writeupView = z.strictObject({
  id: text,
  team: z.strictObject({ id: text, name: text }),
  challenge: z.strictObject({ id: text, key: text, ...names }),
  language: text,
  body: text,
  assistance: z.enum(assistanceKinds),
  at: instant,
  own: z.boolean(),
});
export const practiceView = z.strictObject({ correct: z.boolean() });
