import type { z } from "zod";
import * as policy from "@/domain/engagements/policy";
import { reviewsDue } from "@/domain/engagements/reviews";
import type { milestoneChange, resultKinds, TestResult } from "@/domain/engagements/schema";
import type { engagementView } from "@/domain/engagements/views";
import { organisationsById } from "@/server/modules/identity/service-organisations";
import { peopleById } from "@/server/modules/identity/service-people";
import { permitOrThrow, recordRead } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { listFilesOf } from "@/server/platform/stored-files";
import { type HeldEngagement, holdEngagement } from "./access";
import { listParts } from "./repo";
import { unsealMessage, unsealReview } from "./sealed";
import { disputeFacts } from "./service-disputes";
import { agreementHash } from "./service-engagements";
import { endOf } from "./service-reviews";
import { personId, textOfDay } from "./story";
import { nameOf, summaryOf } from "./view";

type View = z.output<typeof engagementView>;
type Share = { organisationId: string; percent: number };

/** The whole engagement for one of its parties or a mediator; the reading of sealed messages is recorded. */
export async function readEngagement(ctx: Ctx, id: string): Promise<View> {
  const held = await holdEngagement(db(), ctx.actor, id);
  permitOrThrow(policy.mayReadEngagement(ctx.actor, held.facts));
  const { row, facts, now } = held;
  const parts = await listParts(db(), id);
  if (parts.messages.length > 0) await recordRead(ctx, { act: "engagement.read", entity: "engagement", entityId: id });
  const deliveries = row.milestones.flatMap((milestone) => milestone.deliveries);
  const results = parts.results.map((one) => ({ ...one, shares: one.shares as Share[] }));
  const [organisations, people, deliveryFiles, messageFiles] = await Promise.all([
    organisationsById([
      row.buyerOrganisationId,
      row.providerOrganisationId,
      ...facts.partnerIds,
      ...parts.messages.flatMap(({ organisationId }) => organisationId ?? []),
      ...parts.workPackages.map(({ leadOrganisationId }) => leadOrganisationId),
      ...results.flatMap(({ shares }) => shares.map(({ organisationId }) => organisationId)),
    ]),
    peopleById([
      ...row.team.map((one) => one.personId),
      ...row.signatures.map((one) => one.personId),
      ...parts.messages.map(({ byId }) => byId),
      ...row.disputes.flatMap(({ mediatorId }) => mediatorId ?? []),
    ]),
    listFilesOf(
      db(),
      "milestoneDelivery",
      deliveries.map((one) => one.id),
    ),
    listFilesOf(
      db(),
      "engagementMessage",
      parts.messages.map((one) => one.id),
    ),
  ]);
  const person = (personOf: string) => ({
    nameZh: people.get(personOf)?.nameZh ?? null,
    nameEn: people.get(personOf)?.nameEn ?? null,
  });
  const filesOf = (files: typeof deliveryFiles, entityId: string) =>
    files
      .filter((file) => file.entityId === entityId)
      .map(({ id: fileId, name, size }) => ({ id: fileId, name, size }));
  const { actor } = ctx;
  const summary = summaryOf(ctx, row, facts, organisations);
  const acting = actor.kind === "person" ? actor.acting?.id : undefined;
  return {
    ...summary,
    ...agreementOf(held, person),
    partners: row.partners.map(({ organisationId, role, share }) => ({
      organisation: nameOf(organisations, organisationId),
      role,
      share,
    })),
    team: row.team.map((one) => ({ person: person(one.personId), role: one.role })),
    items: row.milestones.map((milestone) => ({
      id: milestone.id,
      position: milestone.position,
      title: milestone.title,
      dueOn: textOfDay(milestone.dueOn),
      amount: Number(milestone.amount),
      state: milestone.state,
      acceptedAt: milestone.acceptedAt?.toISOString() ?? null,
      deliveries: milestone.deliveries.map((one) => ({
        id: one.id,
        number: one.number,
        note: one.note,
        tests: one.tests as TestResult[],
        files: filesOf(deliveryFiles, one.id),
        at: one.at.toISOString(),
        accepted: one.accepted,
        reason: one.reason,
        decidedAt: one.decidedAt?.toISOString() ?? null,
      })),
      can: {
        deliver: policy.mayDeliver(actor, facts, milestone).allowed,
        accept: policy.mayDecideDelivery(actor, facts, milestone, true).allowed,
        return: policy.mayDecideDelivery(actor, facts, milestone, false).allowed,
      },
    })),
    changes: parts.changes.map((one) => ({
      id: one.id,
      kind: one.kind === "termination" ? ("termination" as const) : ("change" as const),
      side: one.side,
      title: one.title,
      reason: one.reason,
      milestones: one.milestones as z.output<typeof milestoneChange>[],
      state: one.state,
      at: one.at.toISOString(),
      decidedAt: one.decidedAt?.toISOString() ?? null,
      answer: one.answer,
      can: {
        decide: policy.mayDecideChange(actor, facts, one).allowed,
        withdraw: policy.mayWithdrawChange(actor, facts, one).allowed,
      },
    })),
    payments: parts.payments.map((one) => ({
      id: one.id,
      kind: one.kind,
      milestoneId: one.milestoneId,
      amount: Number(one.amount),
      on: one.on.toISOString().slice(0, 10),
      reference: one.reference,
    })),
    paid: parts.payments.filter(({ kind }) => kind === "paid").reduce((sum, { amount }) => sum + Number(amount), 0),
    messages: parts.messages.map((one) => ({
      id: one.id,
      disputeId: one.disputeId,
      text: unsealMessage(id, one.text),
      person: person(one.byId),
      organisation: one.organisationId ? nameOf(organisations, one.organisationId) : null,
      at: one.at.toISOString(),
      mine: one.byId === personId(ctx),
      files: filesOf(messageFiles, one.id),
    })),
    events: parts.events.map((one) => ({
      kind: one.kind,
      facts: one.facts as Record<string, string | number>,
      at: one.at.toISOString(),
    })),
    disputes: row.disputes.map((one) => {
      const of = disputeFacts(one);
      return {
        id: one.id,
        side: one.side,
        subject: one.subject,
        text: one.text,
        state: one.state,
        at: one.at.toISOString(),
        mediator: one.mediatorId ? person(one.mediatorId) : null,
        mediatorBy: one.mediatorBy,
        settlement: one.settlement,
        settlementAt: one.settlementAt?.toISOString() ?? null,
        buyerAgreed: of.settled.buyer,
        providerAgreed: of.settled.provider,
        endedAt: one.endedAt?.toISOString() ?? null,
        can: {
          nameMediator: policy.mayNameMediator(actor, facts, of).allowed,
          agreeMediator: policy.mayAgreeMediator(actor, facts, of).allowed,
          proposeSettlement: policy.mayProposeSettlement(actor, facts, of).allowed,
          agreeSettlement: policy.mayAgreeSettlement(actor, facts, of).allowed,
          withdraw: policy.mayWithdrawDispute(actor, facts, of).allowed,
        },
      };
    }),
    ...reviewsOf(held, summary.side),
    workPackages: parts.workPackages.map((one) => ({
      title: one.title,
      goal: one.goal,
      lead: nameOf(organisations, one.leadOrganisationId),
      state: one.state,
      note: one.note,
    })),
    results: results.map((one) => {
      const confirmed = one.confirmations.filter(({ version }) => version === one.version);
      const holds = one.shares.some(({ organisationId, percent }) => organisationId === acting && percent > 0);
      const done = confirmed.some(({ organisationId }) => organisationId === acting);
      return {
        id: one.id,
        kind: one.kind as (typeof resultKinds)[number],
        title: one.title,
        description: one.description,
        version: one.version,
        shares: one.shares.map(({ organisationId, percent }) => ({
          organisation: nameOf(organisations, organisationId),
          percent,
          confirmed: confirmed.some((row) => row.organisationId === organisationId),
        })),
        agreedAt: one.agreedAt?.toISOString() ?? null,
        publication:
          one.venue && one.publishedOn
            ? { venue: one.venue, url: one.url, on: textOfDay(one.publishedOn) ?? "" }
            : null,
        can: {
          confirm: one.agreedAt === null && !done && policy.mayConfirmResult(actor, facts, { holds }).allowed,
          publish: one.agreedAt !== null && policy.mayKeepResearch(actor, facts).allowed,
        },
      };
    }),
    can: {
      writeAgreement: policy.mayWriteAgreement(actor, facts).allowed,
      sign:
        row.agreement !== "" &&
        policy.maySignAgreement(actor, facts, {
          signed: row.signatures.some(({ version, side }) => version === row.agreementVersion && side === summary.side),
        }).allowed,
      requestChange: policy.mayRequestChange(actor, facts).allowed,
      noteInvoice: policy.mayNotePayment(actor, facts, "provider").allowed,
      notePaid: policy.mayNotePayment(actor, facts, "buyer").allowed,
      message: policy.mayWriteMessage(actor, facts).allowed,
      openDispute: policy.mayOpenDispute(actor, facts).allowed,
      close: policy.mayCloseEngagement(actor, facts).allowed,
      review: policy.mayReview(actor, facts, {
        reviewed: row.reviews.some(({ side }) => side === summary.side),
        over: now > reviewsDue(endOf(row) ?? now),
      }).allowed,
      keepResearch: policy.mayKeepResearch(actor, facts).allowed,
    },
  };
}

function agreementOf({ row }: HeldEngagement, person: (id: string) => View["team"][number]["person"]) {
  return {
    version: row.version,
    agreement: row.agreement,
    agreementVersion: row.agreementVersion,
    agreementHash: agreementHash(row),
    startsOn: textOfDay(row.startsOn),
    endsOn: textOfDay(row.endsOn),
    signedAt: row.signedAt?.toISOString() ?? null,
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedReason: row.endedReason,
    signatures: row.signatures.map((one) => ({
      side: one.side,
      person: person(one.personId),
      version: one.version,
      hash: one.hash,
      at: one.at.toISOString(),
    })),
  };
}

/** Released reviews; before that only whether one's own side has given one. */
function reviewsOf({ row }: HeldEngagement, side: View["side"]) {
  const ended = endOf(row);
  return {
    reviews: row.reviews
      .filter(({ releasedAt }) => releasedAt !== null)
      .map((one) => ({
        side: one.side,
        scores: one.scores as Record<string, number>,
        text: unsealReview(row.id, one.side, one.text),
        at: one.at.toISOString(),
      })),
    reviewed: row.reviews.some((one) => one.side === side),
    reviewsDue: ended ? reviewsDue(ended).toISOString() : null,
  };
}
