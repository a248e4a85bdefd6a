import { z } from "zod";
import * as input from "@/domain/guidance/schema";
import * as view from "@/domain/guidance/views";
import { door, router } from "@/server/api/trpc";
import * as applies from "@/server/modules/guidance/service-applies";
import * as comments from "@/server/modules/guidance/service-comments";
import * as consultations from "@/server/modules/guidance/service-consultations";
import * as documents from "@/server/modules/guidance/service-documents";
import * as exports from "@/server/modules/guidance/service-exports";
import * as filters from "@/server/modules/guidance/service-filters";
import * as lists from "@/server/modules/guidance/service-lists";
import * as questions from "@/server/modules/guidance/service-questions";
import * as reach from "@/server/modules/guidance/service-reach";
import * as signing from "@/server/modules/guidance/service-signing";
import * as subscriptions from "@/server/modules/guidance/service-subscriptions";

const version = z.strictObject({ version: z.int() });
const done = z.strictObject({ done: z.literal(true) });

export const guidanceRouter = router({
  list: door("mayListGuidance", input.listInput, view.documentPage, { method: "GET", path: "/guidance" }).query(
    ({ ctx, input }) => documents.listDocuments(ctx, input),
  ),
  get: door("mayReadGuidance", input.editionInput, view.documentView, {
    method: "GET",
    path: "/guidance/{id}",
  }).query(({ ctx, input }) => documents.readDocument(ctx, input.id, input.edition)),
  desk: door("mayReadGuidanceDesk", input.nothing, view.deskView).query(({ ctx }) => documents.readDesk(ctx)),
  create: door("mayDraftGuidance", input.createInput, z.strictObject({ id: z.string(), version: z.int() }), {
    method: "POST",
    path: "/guidance",
  }).mutation(({ ctx, input }) => documents.createDocument(ctx, input)),
  save: door("mayEditEdition", input.saveInput, version, { method: "PUT", path: "/guidance/{id}" }).mutation(
    ({ ctx, input }) => documents.saveDocument(ctx, input),
  ),
  submit: door("maySubmitEdition", input.actInput, version).mutation(({ ctx, input }) =>
    signing.submitEdition(ctx, input),
  ),
  sign: door(
    "maySignEdition",
    input.decisionInput,
    version.extend({ state: z.enum(["draft", "countersign", "approved", "consultation"]) }),
  ).mutation(({ ctx, input }) => signing.signEdition(ctx, input)),
  recall: door("mayRecallEdition", input.actInput, version).mutation(({ ctx, input }) =>
    signing.recallEdition(ctx, input),
  ),
  takeUp: door("mayTakeUpEdition", input.actInput, version).mutation(({ ctx, input }) =>
    signing.takeUpEdition(ctx, input),
  ),
  abandon: door("mayAbandonEdition", input.idInput, done).mutation(({ ctx, input }) =>
    documents.abandonEdition(ctx, input.id),
  ),
  amend: door("mayAmendGuidance", input.amendInput, z.strictObject({ edition: z.int() })).mutation(({ ctx, input }) =>
    documents.amendDocument(ctx, input),
  ),
  withdraw: door("mayWithdrawGuidance", input.withdrawInput, done).mutation(({ ctx, input }) =>
    documents.withdrawDocument(ctx, input),
  ),

  applies: door("mayReadObligations", input.appliesInput, view.appliesView, {
    method: "GET",
    path: "/guidance-applies",
  }).query(({ ctx, input }) => applies.readApplies(ctx, input)),
  own: door("mayReadObligations", input.idInput, view.ownView).query(({ ctx, input }) =>
    applies.readOwn(ctx, input.id),
  ),
  markRead: door("mayReadObligations", input.idInput, z.strictObject({ first: z.boolean() })).mutation(
    ({ ctx, input }) => applies.markRead(ctx, input.id),
  ),
  markVisit: door("mayReadObligations", input.nothing, z.strictObject({ at: z.string() })).mutation(({ ctx }) =>
    applies.markVisit(ctx),
  ),
  acknowledge: door("mayAcknowledge", input.acknowledgeInput, z.strictObject({ at: z.string() })).mutation(
    ({ ctx, input }) => applies.acknowledge(ctx, input),
  ),
  saveLine: door("mayWorkChecklist", input.lineInput, version).mutation(({ ctx, input }) =>
    applies.saveChecklistLine(ctx, input),
  ),
  saveAssets: door("mayWorkChecklist", input.assetsInput, done).mutation(({ ctx, input }) =>
    applies.saveAssetProfile(ctx, input),
  ),
  questions: door("mayReadGuidance", input.idInput, z.array(view.questionView)).query(({ ctx, input }) =>
    questions.readQuestions(ctx, input.id),
  ),
  ask: door("mayAskAboutGuidance", input.questionInput, z.strictObject({ id: z.string() })).mutation(({ ctx, input }) =>
    questions.askQuestion(ctx, input),
  ),
  answer: door("mayAnswerAboutGuidance", input.answerInput, done).mutation(({ ctx, input }) =>
    questions.answerQuestion(ctx, input),
  ),
  regulators: door("mayDraftGuidance", input.nothing, view.regulatorsView).query(({ ctx }) =>
    documents.listRegulators(ctx),
  ),
  readItems: door("mayDraftGuidance", input.itemsFileInput, view.itemsFileView).mutation(({ ctx, input }) =>
    lists.readItemsFile(ctx, input),
  ),
  checkLists: door("mayCheckLists", input.checkInput, view.hitView).query(({ ctx, input }) =>
    lists.checkAgainstLists(ctx, input),
  ),
  compare: door("mayReadGuidance", input.redlineInput, view.redlineView).query(({ ctx, input }) =>
    documents.compareEditions(ctx, input),
  ),
  legislation: door("mayReadGuidance", input.idInput, z.strictObject({ json: z.string() })).query(({ ctx, input }) =>
    exports.exportLegislation(ctx, input.id),
  ),
  consultations: door("mayListGuidance", input.consultationListInput, view.consultationPage, {
    method: "GET",
    path: "/consultations",
  }).query(({ ctx, input }) => consultations.readConsultations(ctx, input)),
  consultation: door("mayListGuidance", input.idInput, view.consultationView).query(({ ctx, input }) =>
    consultations.readConsultation(ctx, input.id),
  ),
  comments: door("mayListGuidance", input.commentsInput, view.commentPage, {
    method: "GET",
    path: "/consultations/{id}/comments",
  }).query(({ ctx, input }) => comments.readComments(ctx, input)),
  comment: door("mayComment", input.commentInput, z.strictObject({ id: z.string(), number: z.int() })).mutation(
    ({ ctx, input }) => comments.writeComment(ctx, input),
  ),
  editComment: door("mayEditComment", input.commentEditInput, version).mutation(({ ctx, input }) =>
    comments.changeComment(ctx, input),
  ),
  support: door("maySupportComment", input.supportInput, done).mutation(({ ctx, input }) =>
    comments.supportComment(ctx, input),
  ),
  commentHistory: door("mayReadComment", input.commentIdInput, view.commentHistory).query(({ ctx, input }) =>
    comments.readCommentHistory(ctx, input.commentId),
  ),
  suggestClusters: door(
    "mayResolveConsultation",
    input.idInput,
    z.array(z.strictObject({ commentIds: z.array(z.string()), text: z.string() })),
  ).query(({ ctx, input }) => comments.suggestClusters(ctx, input.id)),
  cluster: door(
    "mayResolveConsultation",
    input.clusterInput,
    z.strictObject({ id: z.string(), moved: z.int() }),
  ).mutation(({ ctx, input }) => comments.makeCluster(ctx, input)),
  moveComments: door("mayResolveConsultation", input.moveInput, z.strictObject({ moved: z.int() })).mutation(
    ({ ctx, input }) => comments.moveComments(ctx, input),
  ),
  reply: door("mayResolveConsultation", input.replyInput, version).mutation(({ ctx, input }) =>
    comments.replyCluster(ctx, input),
  ),
  annotate: door("mayResolveConsultation", input.annotateInput, done).mutation(({ ctx, input }) =>
    consultations.publishAnnotated(ctx, input),
  ),
  outcome: door("mayListGuidance", input.idInput, view.outcomeView).query(({ ctx, input }) =>
    consultations.readOutcome(ctx, input.id),
  ),
  closeOutcome: door("mayResolveConsultation", input.idInput, done).mutation(({ ctx, input }) =>
    consultations.closeOutcome(ctx, input.id),
  ),
  subscriptions: door("maySubscribe", input.nothing, input.subscriptionsInput).query(({ ctx }) =>
    subscriptions.readSubscriptions(ctx),
  ),
  saveSubscriptions: door("maySubscribe", input.subscriptionsInput, done).mutation(({ ctx, input }) =>
    subscriptions.saveSubscriptions(ctx, input),
  ),
  filters: door("mayKeepFilters", input.nothing, view.filtersView).query(({ ctx }) => filters.readFilters(ctx)),
  saveFilter: door("mayKeepFilters", input.filterInput, z.strictObject({ id: z.string() })).mutation(({ ctx, input }) =>
    filters.saveFilter(ctx, input),
  ),
  removeFilter: door("mayKeepFilters", input.filterIdInput, done).mutation(({ ctx, input }) =>
    filters.removeFilter(ctx, input.filterId),
  ),
  reach: door("mayReadReach", input.idInput, view.reachView).query(({ ctx, input }) => reach.readReach(ctx, input.id)),
});
