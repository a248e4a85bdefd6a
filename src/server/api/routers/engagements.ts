import { z } from "zod";
import * as input from "@/domain/engagements/schema";
import * as view from "@/domain/engagements/views";
import { door, router } from "@/server/api/trpc";
import { readEngagement } from "@/server/modules/engagements/service-desk";
import * as disputes from "@/server/modules/engagements/service-disputes";
import * as engagements from "@/server/modules/engagements/service-engagements";
import * as milestones from "@/server/modules/engagements/service-milestones";
import * as research from "@/server/modules/engagements/service-research";
import * as reviews from "@/server/modules/engagements/service-reviews";

const { done, idView } = view;
const version = z.strictObject({ version: z.int() });
const yes = <K extends string>(key: K) => z.strictObject({ [key]: z.boolean() } as Record<K, z.ZodBoolean>);

export const engagementsRouter = router({
  list: door("mayListEngagements", input.nothing, z.array(view.engagementSummary), {
    method: "GET",
    path: "/engagements",
  }).query(({ ctx }) => engagements.listMine(ctx)),
  get: door("mayReadEngagement", input.engagementId, view.engagementView, {
    method: "GET",
    path: "/engagements/{id}",
  }).query(({ ctx, input }) => readEngagement(ctx, input.id)),
  ofNeed: door("mayListEngagements", input.ofNeedInput, view.ofNeedView).query(({ ctx, input }) =>
    engagements.readEngagementOfNeed(ctx, input.needId),
  ),
  record: door("mayReadRecord", input.engagementId, view.recordView).query(({ ctx, input }) =>
    reviews.readRecord(ctx, input.id),
  ),
  begin: door("mayBeginEngagement", input.beginInput, idView).mutation(({ ctx, input }) =>
    engagements.beginEngagement(ctx, input),
  ),
  writeAgreement: door("mayWriteAgreement", input.agreementInput, version).mutation(({ ctx, input }) =>
    engagements.writeAgreement(ctx, input),
  ),
  sign: door("maySignAgreement", input.signInput, view.stateView).mutation(({ ctx, input }) =>
    engagements.signAgreement(ctx, input),
  ),
  close: door("mayCloseEngagement", input.closeInput, done).mutation(({ ctx, input }) =>
    engagements.closeEngagement(ctx, input),
  ),

  deliver: door("mayDeliver", input.deliveryInput, z.strictObject({ number: z.int() })).mutation(({ ctx, input }) =>
    milestones.deliver(ctx, input),
  ),
  decide: door("mayDecideDelivery", input.decisionInput, yes("engagementAccepted")).mutation(({ ctx, input }) =>
    milestones.decide(ctx, input),
  ),
  requestChange: door("mayRequestChange", input.changeInput, idView).mutation(({ ctx, input }) =>
    milestones.requestChange(ctx, input),
  ),
  decideChange: door("mayDecideChange", input.changeDecision, done).mutation(({ ctx, input }) =>
    milestones.decideChange(ctx, input),
  ),
  withdrawChange: door("mayWithdrawChange", input.changeIdInput, done).mutation(({ ctx, input }) =>
    milestones.withdrawChange(ctx, input.changeId),
  ),
  notePayment: door("mayNotePayment", input.paymentInput, idView).mutation(({ ctx, input }) =>
    milestones.notePayment(ctx, input),
  ),

  message: door("mayWriteMessage", input.messageInput, idView).mutation(({ ctx, input }) =>
    disputes.writeMessage(ctx, input),
  ),
  openDispute: door("mayOpenDispute", input.disputeInput, idView).mutation(({ ctx, input }) =>
    disputes.openDispute(ctx, input),
  ),
  nameMediator: door("mayNameMediator", input.mediatorInput, done).mutation(({ ctx, input }) =>
    disputes.nameMediator(ctx, input),
  ),
  agreeMediator: door("mayAgreeMediator", input.disputeIdInput, done).mutation(({ ctx, input }) =>
    disputes.agreeMediator(ctx, input.disputeId),
  ),
  proposeSettlement: door("mayProposeSettlement", input.settlementInput, done).mutation(({ ctx, input }) =>
    disputes.proposeSettlement(ctx, input),
  ),
  agreeSettlement: door("mayAgreeSettlement", input.settlementAgreement, yes("settled")).mutation(({ ctx, input }) =>
    disputes.agreeSettlement(ctx, input),
  ),
  withdrawDispute: door("mayWithdrawDispute", input.disputeIdInput, done).mutation(({ ctx, input }) =>
    disputes.withdrawDispute(ctx, input.disputeId),
  ),

  review: door("mayReview", input.reviewInput, yes("released")).mutation(({ ctx, input }) =>
    reviews.giveReview(ctx, input),
  ),
  saveWorkPackages: door("mayKeepResearch", input.workPackageInput, version).mutation(({ ctx, input }) =>
    research.saveWorkPackages(ctx, input),
  ),
  saveResult: door("mayKeepResearch", input.resultInput, idView).mutation(({ ctx, input }) =>
    research.saveResult(ctx, input),
  ),
  confirmResult: door("mayConfirmResult", input.resultConfirmation, yes("agreed")).mutation(({ ctx, input }) =>
    research.confirmResult(ctx, input),
  ),
  publishResult: door("mayKeepResearch", input.publicationInput, done).mutation(({ ctx, input }) =>
    research.publishResult(ctx, input),
  ),
});
