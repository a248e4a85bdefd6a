import { z } from "zod";
import { documentContent, documentKinds, filterInput, relationKinds, topics } from "./schema";
import { editionStates, standings } from "./states";

/** What guidance answers; every door declares one of these, so nothing leaves that is not named here. */

const text = z.string();
const instant = z.iso.datetime();
const organisationName = z.strictObject({ id: text, nameZh: text.nullable(), nameEn: text.nullable() });
const titled = z.strictObject({ documentId: text, titleZh: text, titleEn: text, code: text });

export const documentSummary = z.strictObject({
  id: text,
  number: z.int(),
  kind: z.enum(documentKinds),
  edition: z.int(),
  state: z.enum(editionStates),
  standing: z.enum(standings),
  language: text,
  titleZh: text,
  titleEn: text,
  code: text,
  summaryZh: text,
  summaryEn: text,
  force: text,
  topics: z.array(z.enum(topics)),
  issuers: z.array(organisationName),
  publishAt: instant.nullable(),
  effectiveOn: text.nullable(),
  expiresOn: text.nullable(),
});
export const documentPage = z.strictObject({
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  items: z.array(documentSummary),
});

export const filtersView = z.array(z.strictObject({ id: text, name: text, filters: filterInput.shape.filters }));

export const documentView = documentSummary.extend({
  version: z.int(),
  content: documentContent,
  /** Edition under way, for its own body; null for everybody else. */
  working: z.strictObject({ edition: z.int(), state: z.enum(editionStates), version: z.int() }).nullable(),
  editions: z.array(
    z.strictObject({ edition: z.int(), publishAt: instant.nullable(), standing: z.enum(standings), reason: text }),
  ),
  relations: z.array(z.strictObject({ kind: z.enum(relationKinds), document: titled.nullable(), text })),
  /** Documents that items of a list rest on. */
  bases: z.array(titled),
  relatedFrom: z.array(titled.extend({ kind: z.enum(relationKinds) })),
  repealedBy: titled.nullable(),
  withdrawn: z.strictObject({ at: instant, reason: text }).nullable(),
  consultationId: text.nullable(),
  files: z.array(z.strictObject({ id: text, name: text, size: z.int(), form: z.boolean() })),
  /** Signatures so far and bodies still missing, for the bodies that sign. */
  signing: z
    .strictObject({
      submittedAt: instant.nullable(),
      missing: z.array(organisationName),
      decisions: z.array(
        z.strictObject({
          organisation: organisationName,
          approved: z.boolean(),
          reason: text,
          at: instant,
          standing: z.boolean(),
        }),
      ),
    })
    .nullable(),
  can: z.strictObject({
    edit: z.boolean(),
    submit: z.boolean(),
    sign: z.boolean(),
    recall: z.boolean(),
    abandon: z.boolean(),
    amend: z.boolean(),
    withdraw: z.boolean(),
    takeUp: z.boolean(),
    readReach: z.boolean(),
    ask: z.boolean(),
    answer: z.boolean(),
  }),
});

export const deskView = z.array(
  documentSummary.extend({ mine: z.boolean(), waitsForUs: z.boolean(), refusedReason: text.nullable() }),
);

const facetReason = z.strictObject({
  facet: z.enum(["kinds", "sectors", "regions", "sizes", "assets"]),
  wanted: z.array(text),
  have: z.array(text),
  answer: z.enum(["yes", "no", "unknown"]),
});
export const verdictView = z.strictObject({
  status: z.enum(["applies", "mayApply", "doesNot"]),
  clauses: z.array(
    z.strictObject({
      except: z.boolean(),
      index: z.int(),
      answer: z.enum(["yes", "no", "unknown"]),
      facets: z.array(facetReason),
    }),
  ),
});

export const checklistStates = ["notStarted", "inProgress", "done", "notApplicable"] as const;
export const checklistLineView = z.strictObject({
  key: text,
  textZh: text,
  textEn: text,
  section: text.nullable(),
  dueOn: text.nullable(),
  state: z.enum(checklistStates),
  overdue: z.boolean(),
  ownerId: text.nullable(),
  ownerName: text.nullable(),
  evidence: text,
  files: z.array(z.strictObject({ id: text, name: text, size: z.int() })),
  reason: text,
  version: z.int(),
});
export const ownView = z.strictObject({
  verdict: verdictView,
  acknowledgement: z.strictObject({
    asked: z.boolean(),
    dueOn: text.nullable(),
    at: instant.nullable(),
    byName: text.nullable(),
  }),
  lines: z.array(checklistLineView),
  members: z.array(z.strictObject({ id: text, name: text })),
  can: z.strictObject({ work: z.boolean(), acknowledge: z.boolean() }),
});

export const appliesItem = documentSummary.extend({
  status: z.enum(["applies", "mayApply"]),
  /** The clause that decided, in facts; the sentence is made where it is read. */
  verdict: verdictView,
  changed: z.enum(["new", "amended"]).nullable(),
  acknowledged: z.boolean().nullable(),
  nextDueOn: text.nullable(),
  done: z.int(),
  lines: z.int(),
});
export const appliesView = z.strictObject({
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  /** The end of the visit before this one; what came after it is marked. */
  lastVisit: instant.nullable(),
  /** Documents that applied and have come to an end since then. */
  ended: z.array(titled.extend({ how: z.enum(["withdrawn", "repealed", "expired"]) })),
  /** What the organisation has not said, although documents ask for it. */
  unknown: z.array(z.enum(["sectors", "regions", "sizes", "assets"])),
  assets: z.array(text),
  items: z.array(appliesItem),
});

const figures = {
  applies: z.int(),
  read: z.int(),
  acknowledged: z.int(),
  lines: z.int(),
  finished: z.int(),
  completed: z.int(),
};
const byKey = z.array(z.strictObject({ key: text, ...figures }));
export const reachView = z.strictObject({
  edition: z.int(),
  obligations: z.int(),
  acknowledgementAsked: z.boolean(),
  total: z.strictObject(figures),
  regions: byKey,
  sectors: byKey,
  sizes: byKey,
});

export const questionView = z.strictObject({
  id: text,
  section: text.nullable(),
  text,
  language: text,
  askedAt: instant,
  mine: z.boolean(),
  answer: text.nullable(),
  answeredAt: instant.nullable(),
});

const pieces = z.array(z.strictObject({ kind: z.enum(["same", "added", "removed"]), text }));
const sectionChange = z.strictObject({
  anchor: text,
  title: text,
  kind: z.enum(["same", "added", "removed", "changed"]),
  pieces,
});
export const redlineView = z.strictObject({
  from: z.int(),
  to: z.int(),
  titleZh: text,
  titleEn: text,
  reason: text,
  zh: z.array(sectionChange),
  en: z.array(sectionChange),
  items: z.array(
    z.strictObject({ code: text, kind: z.enum(["added", "removed", "changed"]), fields: z.array(text), pieces }),
  ),
});

export const itemsFileView = z.strictObject({
  items: documentContent.shape.items.unwrap(),
  problems: z.array(z.strictObject({ row: z.int(), column: text, message: text })),
});
export const regulatorsView = z.array(organisationName);
export const hitView = z.array(
  z.strictObject({
    documentId: text,
    code: text,
    effect: z.enum(["forbidden", "permission", "duty", "power"]),
    listKind: text,
    titleZh: text,
    titleEn: text,
    textZh: text,
    textEn: text,
    body: text,
    process: text,
    basis: text,
    by: z.enum(["keyword", "concept", "activity"]),
    found: text,
  }),
);

export const stages = ["debate", "closed", "annotated", "final"] as const;
export const consultationSummary = z.strictObject({
  id: text,
  documentId: text,
  titleZh: text,
  titleEn: text,
  issuers: z.array(organisationName),
  opensAt: instant,
  closesAt: instant,
  open: z.boolean(),
  stage: z.enum(stages),
  comments: z.int(),
});
export const consultationPage = z.strictObject({
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  items: z.array(consultationSummary),
});
const decisionName = z.enum(["accepted", "partly", "rejected", "noted"]);
export const clusterView = z.strictObject({
  id: text,
  title: text,
  comments: z.int(),
  support: z.int(),
  decision: decisionName.nullable(),
  reply: text.nullable(),
  repliedAt: instant.nullable(),
  version: z.int(),
});
export const consultationView = consultationSummary.extend({
  content: documentContent,
  /** The draft as it was changed after the debate, once that is published. */
  annotated: z.strictObject({ at: instant, zh: z.array(sectionChange), en: z.array(sectionChange) }).nullable(),
  sections: z.array(z.strictObject({ anchor: text, comments: z.int() })),
  clusters: z.array(clusterView),
  finalPublic: z.boolean(),
  can: z.strictObject({ comment: z.boolean(), resolve: z.boolean() }),
});
export const commentView = z.strictObject({
  id: text,
  number: z.int(),
  section: text,
  questionKey: text.nullable(),
  text,
  language: text,
  /** null where somebody asked to keep it confidential, and for citizens whose name is not shown. */
  organisation: organisationName.nullable(),
  confidential: z.boolean(),
  mine: z.boolean(),
  version: z.int(),
  support: z.int(),
  supported: z.boolean(),
  clusterId: text.nullable(),
  createdAt: instant,
  editedAt: instant.nullable(),
  can: z.strictObject({ support: z.boolean(), edit: z.boolean() }),
});
export const commentPage = z.strictObject({
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  items: z.array(commentView),
});
export const commentHistory = z.array(
  z.strictObject({ version: z.int(), text, at: instant, pieces, supportersThen: z.int() }),
);
export const outcomeView = z.strictObject({ markdown: text });
