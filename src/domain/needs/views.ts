import { z } from "zod";
import { conflictKinds } from "../shared/conflicts";
import { criterion, leftOutReasons, listInput, needContent, needKinds, needStates, sealedProposal } from "./schema";

/** What the board answers; every door declares one of these, so nothing leaves that is not named here. */

const text = z.string();
const instant = z.iso.datetime();
const organisationName = z.strictObject({ id: text, nameZh: text.nullable(), nameEn: text.nullable() });
const attachment = z.strictObject({ id: text, name: text, size: z.int() });

export const needSummary = z.strictObject({
  id: text,
  number: z.int(),
  kind: z.enum(needKinds),
  state: z.enum(needStates),
  title: text,
  summary: text,
  language: text,
  sector: text.nullable(),
  region: text.nullable(),
  conceptIds: z.array(text),
  buyer: organisationName,
  proposalDeadline: instant.nullable(),
  publishedAt: instant.nullable(),
});

export const needPage = z.strictObject({ total: z.int(), page: z.int(), pages: z.int(), items: z.array(needSummary) });

export const suggestionView = z.strictObject({
  tags: z.array(z.strictObject({ id: text, words: z.array(text) })),
  similar: z.array(needSummary),
});

export const needView = needSummary.extend({
  version: z.int(),
  content: needContent,
  questionsDeadline: instant.nullable(),
  history: z.array(z.strictObject({ version: z.int(), reason: text, at: instant })),
  opening: z.strictObject({ firstAt: instant, secondAt: instant.nullable() }).nullable(),
  own: z.boolean(),
  onPanel: z.boolean(),
  files: z.array(attachment),
  /** Whom the buyer invited; empty for everybody else. */
  invited: z.array(organisationName),
  /** The reader hears of it. */
  following: z.boolean(),
  can: z.strictObject({
    edit: z.boolean(),
    submitForReview: z.boolean(),
    returnToDraft: z.boolean(),
    publish: z.boolean(),
    amend: z.boolean(),
    cancel: z.boolean(),
    fail: z.boolean(),
    follow: z.boolean(),
    ask: z.boolean(),
    answer: z.boolean(),
    propose: z.boolean(),
    open: z.boolean(),
    readProposals: z.boolean(),
    appointPanel: z.boolean(),
    declareConflict: z.boolean(),
    score: z.boolean(),
    readMatches: z.boolean(),
    readNda: z.boolean(),
    writeConfidential: z.boolean(),
  }),
});

/** The asker is not part of it: questions and answers go to all who can see the need, the asker hidden. */
export const questionView = z.strictObject({
  id: text,
  text,
  language: text,
  askedAt: instant,
  mine: z.boolean(),
  answer: text.nullable(),
  answeredAt: instant.nullable(),
});

export const receiptView = z.strictObject({
  proposalId: text,
  number: z.int(),
  commitment: text,
  submittedAt: instant,
  state: z.enum(["submitted", "withdrawn"]),
});
export const ownProposalView = z
  .strictObject({ receipt: receiptView, content: sealedProposal, files: z.array(attachment), nonce: text })
  .nullable();

/** One line of the published list of received proposals; the name only where the need's rules say so. */
export const receivedView = z.strictObject({
  proposalId: text,
  commitment: text,
  submittedAt: instant,
  organisation: organisationName.nullable(),
});

/** A sealed proposal, as the one operator reads it to whom it was granted in an emergency. */
export const emergencyView = z.strictObject({
  needId: text,
  organisationId: text,
  submittedAt: instant,
  content: sealedProposal,
});

export const openedProposalView = z.strictObject({
  proposalId: text,
  organisation: organisationName,
  commitment: text,
  nonce: text,
  commitmentHolds: z.boolean(),
  submittedAt: instant,
  content: sealedProposal,
  /** Names of the consortium's organisations. */
  members: z.array(organisationName),
  files: z.array(attachment),
});

const row = z.strictObject({
  criterionId: text,
  weight: z.int(),
  kind: z.enum(["scored", "price"]),
  scores: z.array(z.int()),
  mean: z.int(),
  adjustment: z.int(),
  points: z.int(),
});
export const standingView = z.strictObject({
  proposalId: text,
  rank: z.int(),
  price: z.int(),
  total: z.int(),
  rows: z.array(row),
});
export const sheetView = z.record(z.string(), z.strictObject({ score: z.int(), comment: text }));

export const evaluationView = z.strictObject({
  criteria: z.array(criterion),
  panel: z.array(
    z.strictObject({
      personId: text,
      nameZh: text.nullable(),
      nameEn: text.nullable(),
      declared: z.boolean(),
      hasConflict: z.boolean(),
      submitted: z.boolean(),
      waived: z.boolean(),
      conflicts: z.array(z.enum(conflictKinds)),
    }),
  ),
  mine: z.record(z.string(), sheetView),
  complete: z.boolean(),
  standings: z.array(standingView).nullable(),
  moderations: z.array(
    z.strictObject({ proposalId: text, criterionId: text, adjustment: z.int(), reason: text, at: instant }),
  ),
  can: z.strictObject({ moderate: z.boolean(), award: z.boolean() }),
});

export const awardView = z
  .strictObject({
    proposalId: text,
    organisation: organisationName,
    amount: z.int(),
    currency: text,
    reason: text,
    at: instant,
    standstillUntil: instant,
    /** Only for the reader's own proposal. */
    feedback: text.nullable(),
    mine: z.boolean(),
  })
  .nullable();

export const myProposalView = z.strictObject({
  need: needSummary,
  receipt: receiptView,
  result: z.enum(["waiting", "won", "lost", "none"]),
});

export const confidentialView = z
  .strictObject({
    version: z.int(),
    text,
    hash: text,
    signature: z.strictObject({ name: text, at: instant, hash: text }).nullable(),
    signedBefore: z.boolean(),
    /** Only for who signed the present version, the buyer and the panel. */
    covered: z.strictObject({ body: text, files: z.array(attachment) }).nullable(),
    /** Only for the buyer. */
    signatures: z.array(
      z.strictObject({ organisation: organisationName, name: text, version: z.int(), hash: text, at: instant }),
    ),
    can: z.strictObject({ sign: z.boolean(), write: z.boolean() }),
  })
  .nullable();

const consortium = z.strictObject({
  id: text,
  version: z.int(),
  agreement: text,
  lead: organisationName,
  leadRole: text,
  leadShare: z.int(),
  members: z.array(
    z.strictObject({
      organisation: organisationName,
      role: text,
      share: z.int(),
      state: z.enum(["asked", "confirmed", "declined"]),
    }),
  ),
  complete: z.boolean(),
});
const consent = z.enum(["asked", "consented", "declined"]);
export const consortiaView = z.strictObject({
  led: consortium.nullable(),
  asked: z.array(consortium.extend({ can: z.strictObject({ answer: z.boolean() }) })),
  team: z.array(
    z.strictObject({
      id: text,
      personId: text,
      nameZh: text.nullable(),
      nameEn: text.nullable(),
      role: text,
      state: consent,
    }),
  ),
  can: z.strictObject({ form: z.boolean(), askTeam: z.boolean() }),
});
export const togetherView = z.strictObject({
  consortia: z.array(z.strictObject({ needId: text, title: text, lead: organisationName, role: text, share: z.int() })),
  teams: z.array(z.strictObject({ id: text, organisation: organisationName, role: text, state: consent })),
});

export const complaintsView = z.strictObject({
  complaints: z.array(
    z.strictObject({
      id: text,
      organisation: organisationName,
      text,
      at: instant,
      reply: text.nullable(),
      upheld: z.boolean().nullable(),
      repliedAt: instant.nullable(),
      can: z.strictObject({ reply: z.boolean() }),
    }),
  ),
  can: z.strictObject({ complain: z.boolean() }),
});

const named = z.strictObject({ nameZh: text.nullable(), nameEn: text.nullable() });
const partySeed = z.strictObject({ party: text, seed: text });
/** A draw as an independent program recomputes it: hashes for names, every commitment and every seed revealed. */
const drawRecord = z.strictObject({
  drawId: text,
  count: z.int(),
  reserves: z.int(),
  candidates: z.array(text),
  listHash: text,
  commitments: z.array(z.strictObject({ party: text, commitment: text, at: instant })),
  seeds: z.array(partySeed),
  result: z.strictObject({ seed: text, chosen: z.array(text), reserves: z.array(text) }).nullable(),
  drawnAt: instant.nullable(),
  /** Where the candidates come from: the pool, and how many of its members are not on the list, by reason. */
  pool: z.strictObject({ id: text, leftOut: z.partialRecord(z.enum(leftOutReasons), z.int()) }).nullable(),
});
export const drawsView = z.array(
  drawRecord.extend({
    createdAt: instant,
    names: z.record(z.string(), named),
    poolName: named.nullable(),
    /** By name for the buyer and the panel. */
    leftOut: z.array(z.strictObject({ name: named, reason: z.enum(leftOutReasons) })),
    partyNames: z.record(z.string(), organisationName),
    party: text,
    can: z.strictObject({ commit: z.boolean(), reveal: z.boolean() }),
  }),
);

export const savedViews = z.array(z.strictObject({ name: text, query: listInput }));
