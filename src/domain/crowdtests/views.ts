import { z } from "zod";
import { severities } from "./cvss";
import { programmeAccess, programmeContent, reportContent } from "./schema";
import { programmeStates, reportStates, reportStepNames } from "./states";

const text = z.string();
const instant = z.iso.datetime();
const named = z.strictObject({ id: text, nameZh: text.nullable(), nameEn: text.nullable() });

export const idView = z.strictObject({ id: text });
export const versionView = z.strictObject({ version: z.int() });
export const done = z.strictObject({ done: z.literal(true) });

export const programmeSummary = z.strictObject({
  id: text,
  title: text,
  summary: text,
  language: text,
  access: z.enum(programmeAccess),
  state: z.enum(programmeStates),
  organisation: named,
  openedAt: instant.nullable(),
  assets: z.int(),
  topReward: z.strictObject({ currency: text, amount: z.int() }).nullable(),
  disclosed: z.int(),
});

export const programmeView = programmeSummary.extend({
  version: z.int(),
  content: programmeContent,
  /** Only for those who may test. */
  accounts: text.nullable(),
  tester: z.enum(["requested", "admitted", "refused"]).nullable(),
  testers: z.array(
    z.strictObject({
      personId: text,
      nameZh: text.nullable(),
      nameEn: text.nullable(),
      email: text,
      state: z.enum(["requested", "admitted", "refused"]),
    }),
  ),
  can: z.strictObject({
    edit: z.boolean(),
    open: z.boolean(),
    pause: z.boolean(),
    close: z.boolean(),
    askToTest: z.boolean(),
    report: z.boolean(),
    decideTesters: z.boolean(),
  }),
});

export const reportSummary = z.strictObject({
  id: text,
  number: z.int(),
  title: text,
  state: z.enum(reportStates),
  score: z.number(),
  severity: z.enum(severities),
  receivedAt: instant,
  programme: z.strictObject({ id: text, title: text }),
  authorityDue: instant.nullable(),
  authorityTold: z.boolean(),
});

export const reportView = reportSummary.extend({
  version: z.int(),
  content: reportContent,
  files: z.array(z.strictObject({ id: text, name: text, size: z.int() })),
  own: z.boolean(),
  original: z.strictObject({ id: text, number: z.int() }).nullable(),
  reward: z.strictObject({ currency: text, amount: z.int() }).nullable(),
  suggestedReward: z.strictObject({ currency: text, amount: z.int() }).nullable(),
  authorityNumber: text.nullable(),
  history: z.array(
    z.strictObject({ state: z.enum(reportStates), at: instant, note: text.nullable(), byProvider: z.boolean() }),
  ),
  /** For the provider: earlier reports of the programme, to link a duplicate to. */
  earlier: z.array(z.strictObject({ id: text, number: z.int(), title: text })),
  steps: z.array(z.enum(reportStepNames as [string, ...string[]])),
  can: z.strictObject({ comment: z.boolean(), tellAuthority: z.boolean() }),
});

/** What everybody reads after the disclosure; nothing of the steps unless the disclosure tells them. */
export const disclosureView = z.strictObject({
  number: z.int(),
  title: text,
  text,
  vector: text,
  score: z.number(),
  severity: z.enum(severities),
  disclosedAt: instant,
  organisation: named,
  programme: z.strictObject({ id: text, title: text }),
  finder: z.strictObject({ nameZh: text.nullable(), nameEn: text.nullable() }),
});

export const hallOfFameView = z.array(
  z.strictObject({ nameZh: text.nullable(), nameEn: text.nullable(), accepted: z.int(), points: z.number() }),
);
