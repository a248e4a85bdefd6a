import { z } from "zod";
import { citationStyles } from "./citations";
import { contentNode } from "./content";
import { mappingRelations, staleReasons } from "./mapping";
import { profileIds } from "./profiles";
import { signalKinds, standings } from "./review";
import { trialResults } from "./trials";
import { redlineBlock } from "./views";

/** What leaves the doors around the text. */

const instant = z.string();
const named = z.strictObject({ id: z.string(), nameZh: z.string().nullable(), nameEn: z.string().nullable() });

export const changeRequestView = z.strictObject({
  id: z.string(),
  number: z.int(),
  clauseId: z.string(),
  clauseNumber: z.string(),
  clauseTitle: z.string(),
  reason: z.string(),
  comments: z.array(z.int()),
  by: named,
  at: instant,
  state: z.enum(["open", "accepted", "rejected", "applied"]),
  decision: z.string(),
  decidedBy: named.nullable(),
  appliedVersion: z.int().nullable(),
  /** The clause has changed since the request was written; it cannot be applied as it is. */
  outdated: z.boolean(),
  content: z.array(contentNode),
  blocks: z.array(redlineBlock),
  can: z.strictObject({ decide: z.boolean(), apply: z.boolean() }),
});
export const changesView = z.strictObject({
  requests: z.array(changeRequestView),
  may: z.strictObject({ request: z.boolean() }),
});

export const mappedDocumentView = z.strictObject({
  id: z.string(),
  reference: z.string(),
  edition: z.int(),
  targetStandardId: z.string().nullable(),
  /** Clauses there to pick from, with their names where the document is of this platform. */
  identifiers: z.array(z.strictObject({ value: z.string(), label: z.string() })),
});
export const mappingView = z.strictObject({
  id: z.string(),
  version: z.int(),
  clauseId: z.string(),
  clauseNumber: z.string(),
  clauseTitle: z.string(),
  documentId: z.string(),
  target: z.string(),
  relation: z.enum(mappingRelations),
  rationale: z.string(),
  stale: z.enum(staleReasons).nullable(),
});
export const matrixView = z.strictObject({
  clauses: z.array(z.strictObject({ id: z.string(), number: z.string(), title: z.string(), kind: z.string() })),
  documents: z.array(mappedDocumentView),
  mappings: z.array(mappingView),
  total: z.int(),
  staleTotal: z.int(),
  can: z.strictObject({ map: z.boolean() }),
});
export const mappingFile = z.strictObject({ name: z.string(), type: z.string(), base64: z.string() });

export const trialView = z.strictObject({
  id: z.string(),
  clauseId: z.string(),
  clauseNumber: z.string(),
  clauseTitle: z.string(),
  provision: z.string(),
  method: z.string(),
  site: z.string(),
  result: z.enum(trialResults),
  note: z.string(),
  evidenceName: z.string(),
  evidenceHash: z.string(),
  change: z.strictObject({ id: z.string(), number: z.int(), state: z.string() }).nullable(),
  organisation: named,
  at: instant,
});
export const trialsView = z.strictObject({
  required: z.boolean(),
  have: z.int(),
  need: z.int(),
  holds: z.boolean(),
  trials: z.array(trialView),
  can: z.strictObject({ record: z.boolean(), require: z.boolean() }),
});

export const namedStandardView = z.strictObject({
  id: z.string(),
  designation: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
});

export const lifeView = z.strictObject({
  designation: z.string(),
  standing: z.enum(standings).nullable(),
  edition: z.int(),
  reviewDueAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  withdrawalReason: z.string(),
  replacedBy: namedStandardView.nullable(),
  replaces: z.array(namedStandardView),
  signals: z.array(
    z.strictObject({ id: z.string(), kind: z.enum(signalKinds), title: z.string(), link: z.string(), at: instant }),
  ),
  subscribed: z.boolean(),
  citations: z.array(z.strictObject({ style: z.enum(citationStyles), text: z.string() })),
  linkedData: z.string().nullable(),
  can: z.strictObject({ subscribe: z.boolean(), signal: z.boolean() }),
});

export const catalogueItem = z.strictObject({
  id: z.string(),
  designation: z.string(),
  profile: z.enum(profileIds),
  language: z.enum(["zh-CN", "en"]),
  titleZh: z.string(),
  titleEn: z.string(),
  purpose: z.string(),
  publishedAt: instant,
  standing: z.enum(standings),
  proposer: named,
});
const facet = z.array(z.strictObject({ value: z.string(), count: z.int() }));
export const cataloguePage = z.strictObject({
  items: z.array(catalogueItem),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  facets: z.strictObject({ profile: facet, standing: facet, year: facet, language: facet }),
});
