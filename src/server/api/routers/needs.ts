import { z } from "zod";
import * as matchView from "@/domain/needs/match-views";
import * as input from "@/domain/needs/schema";
import * as view from "@/domain/needs/views";
import { door, router } from "@/server/api/trpc";
import { readProposalInEmergency } from "@/server/modules/needs/service-break-glass";
import * as complaints from "@/server/modules/needs/service-complaints";
import * as confidential from "@/server/modules/needs/service-confidential";
import * as consortia from "@/server/modules/needs/service-consortia";
import * as draws from "@/server/modules/needs/service-draws";
import * as evaluation from "@/server/modules/needs/service-evaluation";
import * as experts from "@/server/modules/needs/service-experts";
import * as followers from "@/server/modules/needs/service-followers";
import * as matching from "@/server/modules/needs/service-matching";
import * as needs from "@/server/modules/needs/service-needs";
import * as proposals from "@/server/modules/needs/service-proposals";
import * as questions from "@/server/modules/needs/service-questions";
import { suggestWhileWriting } from "@/server/modules/needs/service-suggestions";
import * as views from "@/server/modules/needs/service-views";

const id = z.strictObject({ id: z.string() });
const version = z.strictObject({ version: z.int() });
const done = z.strictObject({ done: z.literal(true) });

export const needsRouter = router({
  list: door("mayListNeeds", input.listInput, view.needPage, { method: "GET", path: "/needs" }).query(
    ({ ctx, input }) => needs.listNeeds(ctx, input),
  ),
  get: door("mayReadNeed", input.needIdInput, view.needView, { method: "GET", path: "/needs/{id}" }).query(
    ({ ctx, input }) => needs.readNeed(ctx, input.id),
  ),
  suggest: door("mayDraftNeed", input.suggestInput, view.suggestionView).query(({ ctx, input }) =>
    suggestWhileWriting(ctx, input),
  ),
  createDraft: door("mayDraftNeed", input.draftInput, id.extend({ version: z.int() }), {
    method: "POST",
    path: "/needs",
  }).mutation(({ ctx, input }) => needs.createDraft(ctx, input)),
  saveDraft: door("mayEditDraft", input.draftUpdateInput, version, { method: "PUT", path: "/needs/{id}" }).mutation(
    ({ ctx, input }) => needs.saveDraft(ctx, input),
  ),
  submitForReview: door("maySubmitForReview", input.needActInput, version).mutation(({ ctx, input }) =>
    needs.submitForReview(ctx, input),
  ),
  returnToDraft: door("mayReturnNeed", input.needActInput, version).mutation(({ ctx, input }) =>
    needs.returnToDraft(ctx, input),
  ),
  publish: door("mayPublishNeed", input.needActInput, version, {
    method: "POST",
    path: "/needs/{id}/publish",
  }).mutation(({ ctx, input }) => needs.publishNeed(ctx, input)),
  amend: door("mayAmendNeed", input.amendInput, version).mutation(({ ctx, input }) => needs.amendNeed(ctx, input)),
  cancel: door("mayCancelNeed", input.endInput, done).mutation(({ ctx, input }) => needs.cancelNeed(ctx, input)),
  fail: door("mayFailNeed", input.endInput, done).mutation(({ ctx, input }) => needs.failNeed(ctx, input)),
  follow: door("mayFollowNeed", input.followInput, done).mutation(({ ctx, input }) => followers.followNeed(ctx, input)),

  questions: door("mayReadNeed", input.needIdInput, z.array(view.questionView), {
    method: "GET",
    path: "/needs/{id}/questions",
  }).query(({ ctx, input }) => questions.readQuestions(ctx, input.id)),
  ask: door("mayAskQuestion", input.questionInput, id).mutation(({ ctx, input }) => questions.askQuestion(ctx, input)),
  answer: door("mayAnswerQuestion", input.answerInput, done).mutation(({ ctx, input }) =>
    questions.answerQuestion(ctx, input),
  ),

  propose: door("maySubmitProposal", input.proposalInput, view.receiptView, {
    method: "POST",
    path: "/proposals",
  }).mutation(({ ctx, input }) => proposals.submitProposal(ctx, input)),
  withdraw: door("maySubmitProposal", input.needIdInput, done).mutation(({ ctx, input }) =>
    proposals.withdrawProposal(ctx, input.id),
  ),
  ownProposal: door("mayReadOwnProposal", input.needIdInput, view.ownProposalView).query(({ ctx, input }) =>
    proposals.readOwnProposal(ctx, input.id),
  ),
  myProposals: door("mayReadOwnProposal", input.nothing, z.array(view.myProposalView), {
    method: "GET",
    path: "/proposals",
  }).query(({ ctx }) => proposals.listMyProposals(ctx)),
  received: door("mayReadNeed", input.needIdInput, z.array(view.receivedView), {
    method: "GET",
    path: "/needs/{id}/received",
  }).query(({ ctx, input }) => proposals.listReceivedProposals(ctx, input.id)),
  open: door("mayOpenProposals", input.needIdInput, z.strictObject({ opened: z.boolean(), count: z.int() })).mutation(
    ({ ctx, input }) => proposals.openProposals(ctx, input.id),
  ),
  readInEmergency: door("mayUseBreakGlass", input.needIdInput, view.emergencyView).mutation(({ ctx, input }) =>
    readProposalInEmergency(ctx, input.id),
  ),
  openedProposals: door("mayReadOpenedProposals", input.needIdInput, z.array(view.openedProposalView)).query(
    ({ ctx, input }) => proposals.readOpenedProposals(ctx, input.id),
  ),

  appointPanel: door("mayAppointPanel", input.panelInput, done).mutation(({ ctx, input }) =>
    evaluation.appoint(ctx, input),
  ),
  waive: door("mayAppointPanel", input.waiveInput, done).mutation(({ ctx, input }) => evaluation.waive(ctx, input)),
  declareConflict: door("mayDeclareConflict", input.declarationInput, done).mutation(({ ctx, input }) =>
    evaluation.declareConflict(ctx, input),
  ),
  saveScores: door("mayScore", input.scoreInput, done).mutation(({ ctx, input }) => evaluation.saveScores(ctx, input)),
  submitScores: door("mayScore", input.needIdInput, z.strictObject({ complete: z.boolean() })).mutation(
    ({ ctx, input }) => evaluation.submitScores(ctx, input.id),
  ),
  moderate: door("mayModerate", input.moderationInput, done).mutation(({ ctx, input }) =>
    evaluation.moderate(ctx, input),
  ),
  evaluation: door("mayReadOpenedProposals", input.needIdInput, view.evaluationView).query(({ ctx, input }) =>
    evaluation.readEvaluation(ctx, input.id),
  ),
  award: door("mayAward", input.awardInput, done).mutation(({ ctx, input }) => evaluation.award(ctx, input)),
  awardOf: door("mayReadNeed", input.needIdInput, view.awardView, { method: "GET", path: "/needs/{id}/award" }).query(
    ({ ctx, input }) => evaluation.readAward(ctx, input.id),
  ),
  myPanels: door(
    "mayDeclareConflict",
    input.nothing,
    z.array(z.strictObject({ need: view.needSummary, declared: z.boolean(), submitted: z.boolean() })),
  ).query(({ ctx }) => evaluation.listMyPanels(ctx)),

  complaints: door("mayReadComplaints", input.needIdInput, view.complaintsView).query(({ ctx, input }) =>
    complaints.readComplaints(ctx, input.id),
  ),
  complain: door("mayComplain", input.complaintInput, id).mutation(({ ctx, input }) => complaints.complain(ctx, input)),
  replyComplaint: door("mayReplyComplaint", input.complaintReply, done).mutation(({ ctx, input }) =>
    complaints.replyComplaint(ctx, input),
  ),

  confidential: door("mayReadNda", input.needIdInput, view.confidentialView).query(({ ctx, input }) =>
    confidential.readConfidential(ctx, input.id),
  ),
  writeConfidential: door("mayWriteConfidential", input.confidentialInput, version).mutation(({ ctx, input }) =>
    confidential.writeConfidential(ctx, input),
  ),
  signNda: door("maySignNda", input.ndaSignature, z.strictObject({ hash: z.string() })).mutation(({ ctx, input }) =>
    confidential.signNda(ctx, input),
  ),

  consortia: door("mayReadConsortia", input.needIdInput, view.consortiaView).query(({ ctx, input }) =>
    consortia.readConsortia(ctx, input.id),
  ),
  together: door("mayReadConsortia", input.nothing, view.togetherView).query(({ ctx }) =>
    consortia.listInvitations(ctx),
  ),
  formConsortium: door(
    "mayFormConsortium",
    input.consortiumInput,
    z.strictObject({ id: z.string(), version: z.int() }),
  ).mutation(({ ctx, input }) => consortia.formConsortium(ctx, input)),
  dissolveConsortium: door("mayFormConsortium", input.needIdInput, done).mutation(({ ctx, input }) =>
    consortia.dissolveConsortium(ctx, input.id),
  ),
  answerConsortium: door("mayAnswerConsortium", input.consortiumAnswer, done).mutation(({ ctx, input }) =>
    consortia.answerConsortium(ctx, input),
  ),
  askTeam: door("mayAskTeam", input.teamRequest, id).mutation(({ ctx, input }) => consortia.askTeam(ctx, input)),
  answerTeam: door("mayAnswerTeam", input.teamAnswer, done).mutation(({ ctx, input }) =>
    consortia.answerTeam(ctx, input),
  ),

  draws: door("mayReadNeed", input.needIdInput, view.drawsView, { method: "GET", path: "/needs/{id}/draws" }).query(
    ({ ctx, input }) => draws.readDraws(ctx, input.id),
  ),
  prepareDraw: door(
    "mayPrepareDraw",
    input.drawInput,
    z.strictObject({ id: z.string(), listHash: z.string() }),
  ).mutation(({ ctx, input }) => draws.prepareDraw(ctx, input)),
  commitSeed: door("mayCommitSeed", input.drawCommitment, done).mutation(({ ctx, input }) =>
    draws.commitSeed(ctx, input),
  ),
  revealSeed: door("mayRevealSeed", input.drawSeed, z.strictObject({ drawn: z.boolean() })).mutation(({ ctx, input }) =>
    draws.revealSeed(ctx, input),
  ),

  savedViews: door("mayKeepViews", input.nothing, view.savedViews).query(({ ctx }) => views.readSavedViews(ctx)),
  keepView: door("mayKeepViews", input.savedViewInput, done).mutation(({ ctx, input }) => views.keepView(ctx, input)),
  dropView: door("mayKeepViews", input.savedViewName, done).mutation(({ ctx, input }) =>
    views.dropView(ctx, input.name),
  ),

  matches: door("mayReadMatches", input.needIdInput, matchView.matchesView, {
    method: "GET",
    path: "/needs/{id}/matches",
  }).query(({ ctx, input }) => matching.readMatches(ctx, input.id)),
  matchedNeeds: door("mayReadMatchedNeeds", input.nothing, z.array(matchView.matchedNeedView), {
    method: "GET",
    path: "/matched-needs",
  }).query(({ ctx }) => matching.readMatchedNeeds(ctx)),
  expertMatches: door("mayReadMatches", input.needIdInput, z.array(matchView.expertMatchView), {
    method: "GET",
    path: "/needs/{id}/expert-matches",
  }).query(({ ctx, input }) => experts.readExpertMatches(ctx, input.id)),
  matchFeedback: door("mayGiveMatchFeedback", input.feedbackInput, done).mutation(({ ctx, input }) =>
    matching.giveMatchFeedback(ctx, input),
  ),
});
