import { z } from "zod";
import { paymentKinds, resultKinds, testResults, workPackageStates } from "./schema";
import { disputeStates, engagementStates, milestoneStates, sides } from "./states";

/** What engagements answer; every door declares one of these. */

const text = z.string();
const instant = z.iso.datetime();
const date = z.iso.date();
const side = z.enum(sides);
const named = z.strictObject({ id: text, nameZh: text.nullable(), nameEn: text.nullable() });
const person = z.strictObject({ nameZh: text.nullable(), nameEn: text.nullable() });
const file = z.strictObject({ id: text, name: text, size: z.int() });

export const idView = z.strictObject({ id: text });
export const stateView = z.strictObject({ state: z.enum(engagementStates) });
export const done = z.strictObject({ done: z.literal(true) });

export const engagementSummary = z.strictObject({
  id: text,
  number: z.int(),
  needId: text,
  kind: text,
  title: text,
  language: text,
  state: z.enum(engagementStates),
  buyer: named,
  provider: named,
  side: side.nullable(),
  currency: text,
  amount: z.int(),
  milestones: z.int(),
  acceptedMilestones: z.int(),
  nextDue: date.nullable(),
  openDispute: z.boolean(),
});
export const ofNeedView = z.strictObject({ id: text, state: z.enum(engagementStates) }).nullable();

const delivery = z.strictObject({
  id: text,
  number: z.int(),
  note: text,
  tests: z.array(z.strictObject({ name: text, result: z.enum(testResults), note: text })),
  files: z.array(file),
  at: instant,
  accepted: z.boolean().nullable(),
  reason: text.nullable(),
  decidedAt: instant.nullable(),
});
const milestone = z.strictObject({
  id: text,
  position: z.int(),
  title: text,
  dueOn: date.nullable(),
  amount: z.int(),
  state: z.enum(milestoneStates),
  acceptedAt: instant.nullable(),
  deliveries: z.array(delivery),
  can: z.strictObject({ deliver: z.boolean(), accept: z.boolean(), return: z.boolean() }),
});
const change = z.strictObject({
  id: text,
  kind: z.enum(["change", "termination"]),
  side,
  title: text,
  reason: text,
  milestones: z.array(
    z.strictObject({ milestoneId: text.nullable(), title: text, dueOn: date.nullable(), amount: z.int() }),
  ),
  state: z.enum(["proposed", "agreed", "refused", "withdrawn"]),
  at: instant,
  decidedAt: instant.nullable(),
  answer: text.nullable(),
  can: z.strictObject({ decide: z.boolean(), withdraw: z.boolean() }),
});
const dispute = z.strictObject({
  id: text,
  side,
  subject: text,
  text,
  state: z.enum(disputeStates),
  at: instant,
  mediator: person.nullable(),
  mediatorBy: side.nullable(),
  settlement: text.nullable(),
  settlementAt: instant.nullable(),
  buyerAgreed: z.boolean(),
  providerAgreed: z.boolean(),
  endedAt: instant.nullable(),
  can: z.strictObject({
    nameMediator: z.boolean(),
    agreeMediator: z.boolean(),
    proposeSettlement: z.boolean(),
    agreeSettlement: z.boolean(),
    withdraw: z.boolean(),
  }),
});
const review = z.strictObject({ side, scores: z.record(z.string(), z.int()), text, at: instant });
const result = z.strictObject({
  id: text,
  kind: z.enum(resultKinds),
  title: text,
  description: text,
  version: z.int(),
  shares: z.array(z.strictObject({ organisation: named, percent: z.int(), confirmed: z.boolean() })),
  agreedAt: instant.nullable(),
  publication: z.strictObject({ venue: text, url: text.nullable(), on: date }).nullable(),
  can: z.strictObject({ confirm: z.boolean(), publish: z.boolean() }),
});

export const engagementView = engagementSummary.extend({
  version: z.int(),
  agreement: text,
  agreementVersion: z.int(),
  agreementHash: text,
  startsOn: date.nullable(),
  endsOn: date.nullable(),
  signedAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedReason: text.nullable(),
  partners: z.array(z.strictObject({ organisation: named, role: text, share: z.int() })),
  team: z.array(z.strictObject({ person, role: text })),
  signatures: z.array(z.strictObject({ side, person, version: z.int(), hash: text, at: instant })),
  items: z.array(milestone),
  changes: z.array(change),
  payments: z.array(
    z.strictObject({
      id: text,
      kind: z.enum(paymentKinds),
      milestoneId: text.nullable(),
      amount: z.int(),
      on: date,
      reference: text,
    }),
  ),
  paid: z.int(),
  messages: z.array(
    z.strictObject({
      id: text,
      disputeId: text.nullable(),
      text,
      person,
      organisation: named.nullable(),
      at: instant,
      mine: z.boolean(),
      files: z.array(file),
    }),
  ),
  events: z.array(
    z.strictObject({ kind: text, facts: z.record(z.string(), z.union([text, z.number()])), at: instant }),
  ),
  disputes: z.array(dispute),
  /** Empty until both are in or the time is over. */
  reviews: z.array(review),
  reviewed: z.boolean(),
  reviewsDue: instant.nullable(),
  workPackages: z.array(
    z.strictObject({
      title: text,
      goal: text,
      lead: named,
      state: z.enum(workPackageStates),
      note: text,
    }),
  ),
  results: z.array(result),
  can: z.strictObject({
    writeAgreement: z.boolean(),
    sign: z.boolean(),
    requestChange: z.boolean(),
    noteInvoice: z.boolean(),
    notePaid: z.boolean(),
    message: z.boolean(),
    openDispute: z.boolean(),
    close: z.boolean(),
    review: z.boolean(),
    keepResearch: z.boolean(),
  }),
});

/** What an organisation has done here, for everybody: counted, never the content of an engagement. */
export const recordView = z.strictObject({
  delivered: z.int(),
  bought: z.int(),
  terminated: z.int(),
  reviews: z.array(
    z.strictObject({
      of: side,
      by: named,
      scores: z.record(z.string(), z.int()),
      text,
      at: instant,
    }),
  ),
});
