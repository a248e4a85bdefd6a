import { z } from "zod";
import { memberCategories } from "./balance";
import { ballotRuleIds, reviewDecisions, voteKinds } from "./ballot-rules";
import { clauseKinds } from "./clause-tree";
import { blockTypes, contentNode, inlineTypes } from "./content";
import { elementTypes } from "./cross-references";
import { lintRules } from "./linter-rules";
import { gates, profileIds, stageActs } from "./profiles";
import { commentKinds, memberRoles, resolutions } from "./schema";

/** What leaves the standards workspace. */

const instant = z.string();
const organisation = z.strictObject({ id: z.string(), nameZh: z.string().nullable(), nameEn: z.string().nullable() });
const named = z.strictObject({ id: z.string(), nameZh: z.string().nullable(), nameEn: z.string().nullable() });

export const standardSummary = z.strictObject({
  id: z.string(),
  number: z.int(),
  profile: z.enum(profileIds),
  stage: z.string(),
  substage: z.string(),
  language: z.enum(["zh-CN", "en"]),
  titleZh: z.string(),
  titleEn: z.string(),
  purpose: z.string(),
  proposer: organisation,
  publishedAt: instant.nullable(),
  consulting: z.boolean(),
});
export const standardPage = z.strictObject({
  items: z.array(standardSummary),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
});

export const clauseSummary = z.strictObject({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: z.enum(clauseKinds),
  number: z.string(),
  depth: z.int(),
  title: z.string(),
  locked: z.boolean(),
  version: z.int(),
  /** Tables, figures and formulas that a reference can point to. */
  elements: z.array(z.strictObject({ id: z.string(), type: z.enum(elementTypes), label: z.string() })),
});
export const clauseView = clauseSummary.extend({
  standardId: z.string(),
  content: z.array(contentNode),
  can: z.strictObject({ edit: z.boolean(), shape: z.boolean(), lock: z.boolean() }),
});
export const versionClause = z.strictObject({
  id: z.string(),
  parentId: z.string().nullable(),
  kind: z.enum(clauseKinds),
  number: z.string(),
  depth: z.int(),
  title: z.string(),
  content: z.array(contentNode),
});
export type VersionClauseView = z.output<typeof versionClause>;

export const standardView = standardSummary.extend({
  version: z.int(),
  revision: z.int(),
  officialNumber: z.string(),
  /** The edition that holds, or that is being drafted. */
  edition: z.int(),
  stageSince: instant,
  dueAt: instant.nullable(),
  role: z.enum(memberRoles).nullable(),
  gates: z.array(z.strictObject({ gate: z.enum(gates), holds: z.boolean(), have: z.int(), need: z.int() })),
  moves: z.array(
    z.strictObject({ stage: z.string(), substage: z.string(), reason: z.string(), at: instant, by: named.nullable() }),
  ),
  members: z.array(
    z.strictObject({
      person: named,
      organisation,
      category: z.enum(memberCategories),
      role: z.enum(memberRoles),
      clauseIds: z.array(z.string()),
    }),
  ),
  balance: z.strictObject({ holds: z.boolean(), largest: z.int(), total: z.int(), category: z.string().nullable() }),
  patents: z.array(
    z.strictObject({ organisation, stage: z.string(), revision: z.int(), holds: z.boolean(), details: z.string() }),
  ),
  clauses: z.array(clauseSummary),
  versions: z.array(z.strictObject({ version: z.int(), stage: z.string(), reason: z.string(), at: instant })),
  acts: z.array(z.enum(stageActs)),
  can: z.strictObject({
    workspace: z.boolean(),
    manage: z.boolean(),
    shape: z.boolean(),
    comment: z.boolean(),
    resolve: z.boolean(),
    declarePatents: z.boolean(),
    object: z.boolean(),
  }),
});

export const findingView = z.strictObject({
  clauseId: z.string().nullable(),
  number: z.string(),
  clauseVersion: z.int().nullable(),
  rule: z.enum(lintRules),
  /** Where both rule books say so. */
  source: z.string(),
  severity: z.enum(["error", "warning"]),
  excerpt: z.string(),
  fix: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
});

const piece = z.strictObject({ kind: z.enum(["same", "added", "removed"]), text: z.string() });
export const redlineBlock = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("line"),
    type: z.enum([...blockTypes, ...inlineTypes]),
    pieces: z.array(piece),
  }),
  z.strictObject({ kind: z.literal("list"), ordered: z.boolean(), lines: z.array(z.array(piece)) }),
  z.strictObject({
    kind: z.literal("table"),
    caption: z.array(piece),
    rows: z.array(
      z.strictObject({
        kind: piece.shape.kind,
        cells: z.array(
          z.strictObject({ header: z.boolean(), colspan: z.int(), rowspan: z.int(), pieces: z.array(piece) }),
        ),
      }),
    ),
  }),
]);
export const changeView = z.strictObject({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  change: z.enum(["changed", "added", "removed", "moved"]),
  heading: z.array(piece),
  blocks: z.array(redlineBlock),
});

export const commentView = z.strictObject({
  id: z.string(),
  number: z.int(),
  clauseId: z.string().nullable(),
  stage: z.string(),
  body: z.string(),
  bodyNumber: z.string(),
  line: z.string(),
  clauseNumber: z.string(),
  element: z.string(),
  kind: z.enum(commentKinds),
  comment: z.string(),
  proposedChange: z.string(),
  at: instant,
  resolution: z.enum(resolutions).nullable(),
  observation: z.string(),
  duplicateOfId: z.string().nullable(),
  changedVersion: z.int().nullable(),
  mine: z.boolean(),
  /** The organisation it comes from, or null for a person alone. */
  organisation: organisation.nullable(),
});
export const importedView = z.strictObject({
  imported: z.int(),
  problems: z.array(z.strictObject({ row: z.int(), code: z.string(), name: z.string() })),
});

const arithmetic = z.strictObject({
  id: z.enum(["yes", "no", "quorum", "balance", "majority"]),
  part: z.int(),
  base: z.int(),
  is: z.enum(["atLeast", "atMost", "moreThan"]),
  share: z.tuple([z.int(), z.int()]),
  holds: z.boolean(),
});
export const ballotOutcome = z.strictObject({
  approved: z.boolean(),
  decision: z.enum(reviewDecisions).nullable(),
  tally: z.record(z.string(), z.int()),
  arithmetic: z.array(arithmetic),
  rollCall: z.array(
    z.strictObject({
      organisationId: z.string(),
      category: z.string(),
      vote: z.enum(voteKinds),
      reason: z.string(),
      nonce: z.string(),
      receipt: z.string(),
    }),
  ),
});
export const ballotView = z.strictObject({
  id: z.string(),
  standardVersion: z.int(),
  stage: z.string(),
  rule: z.enum(ballotRuleIds),
  openedAt: instant,
  closesAt: instant,
  closed: z.boolean(),
  roster: z.array(z.strictObject({ organisation, category: z.string(), full: z.boolean(), entitled: z.boolean() })),
  choices: z.array(z.enum(voteKinds)),
  votesCast: z.int(),
  outcome: ballotOutcome.nullable(),
  mine: z.strictObject({ vote: z.enum(voteKinds), reason: z.string(), receipt: z.string() }).nullable(),
  can: z.strictObject({ vote: z.boolean(), close: z.boolean() }),
});
export const receiptView = z.strictObject({ receipt: z.string() });

export const objectionView = z.strictObject({
  id: z.string(),
  kind: z.enum(["objection", "appeal"]),
  text: z.string(),
  organisation,
  at: instant,
  answer: z.string().nullable(),
});
