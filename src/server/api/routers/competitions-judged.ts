import { z } from "zod";
import * as input from "@/domain/competitions/schema-judged";
import * as quizInput from "@/domain/competitions/schema-quiz";
import * as over from "@/domain/competitions/schema-results";
import * as view from "@/domain/competitions/views-judged";
import * as quizView from "@/domain/competitions/views-quiz";
import { door, router } from "@/server/api/trpc";
import * as certificates from "@/server/modules/competitions/service-certificates";
import * as entries from "@/server/modules/competitions/service-entries";
import * as results from "@/server/modules/competitions/service-judged-results";
import * as judging from "@/server/modules/competitions/service-judging";
import * as packs from "@/server/modules/competitions/service-packs";
import * as quiz from "@/server/modules/competitions/service-quiz";
import * as quizResults from "@/server/modules/competitions/service-quiz-results";
import * as season from "@/server/modules/competitions/service-season";
import * as sheets from "@/server/modules/competitions/service-sheets";

const done = z.strictObject({ done: z.literal(true) });
const version = z.strictObject({ version: z.int() });
const nothing = z.strictObject({});

/** Judged phases and theory quizzes of competitions. */
export const competitionsJudgedRouter = router({
  phase: door("mayReadJudgedPhase", input.phaseInput, view.judgedPhaseView).query(({ ctx, input }) =>
    judging.readJudgedPhase(ctx, input.phaseId),
  ),
  setUp: door("maySetUpJudging", input.settingsInput, version).mutation(({ ctx, input }) =>
    judging.saveJudging(ctx, input),
  ),
  ownEntry: door("mayReadEntry", input.phaseInput, view.entryView.nullable()).query(({ ctx, input }) =>
    entries.readOwnEntry(ctx, input.phaseId),
  ),
  enter: door("mayEnter", input.entryInput, view.receiptView).mutation(({ ctx, input }) =>
    entries.saveEntry(ctx, input),
  ),
  withdraw: door("mayEnter", input.entryIdInput, done).mutation(({ ctx, input }) =>
    entries.withdrawEntry(ctx, input.entryId),
  ),
  panel: door("mayReadPanel", input.phaseInput, view.panelView).query(({ ctx, input }) =>
    judging.readPanel(ctx, input.phaseId),
  ),
  invite: door("mayInviteJudges", input.inviteInput, z.strictObject({ invited: z.int() })).mutation(({ ctx, input }) =>
    judging.invitePanel(ctx, input),
  ),
  answerInvitation: door("mayAnswerJudgeInvitation", input.answerInvitationInput, done).mutation(({ ctx, input }) =>
    judging.answerPanel(ctx, input),
  ),
  openJudging: door("mayOpenJudging", input.phaseInput, z.strictObject({ assigned: z.int() })).mutation(
    ({ ctx, input }) => judging.openJudging(ctx, input.phaseId),
  ),
  sheets: door("mayReadOwnSheets", nothing, z.array(view.invitationView)).query(({ ctx }) =>
    sheets.readInvitations(ctx),
  ),
  sheet: door("mayReadSheet", input.sheetIdInput, view.sheetView).query(({ ctx, input }) =>
    sheets.readSheet(ctx, input.assignmentId),
  ),
  saveSheet: door("mayJudge", input.sheetInput, version).mutation(({ ctx, input }) => sheets.saveSheet(ctx, input)),
  submitSheet: door("mayJudge", input.sheetInput, z.strictObject({ further: z.boolean() })).mutation(({ ctx, input }) =>
    sheets.submitSheet(ctx, input),
  ),
  recuse: door("mayJudge", input.recuseInput, done).mutation(({ ctx, input }) => sheets.recuse(ctx, input)),
  publishScores: door("mayPublishScores", input.phaseInput, z.strictObject({ appealsUntil: z.string() })).mutation(
    ({ ctx, input }) => judging.publishScores(ctx, input.phaseId),
  ),
  results: door("mayReadJudgedResults", input.judgedResultsInput, view.judgedResults).query(({ ctx, input }) =>
    results.readJudgedResults(ctx, input),
  ),
  appeal: door("mayAppeal", input.appealInput, z.strictObject({ id: z.string() })).mutation(({ ctx, input }) =>
    sheets.appeal(ctx, input),
  ),
  decideAppeal: door("mayDecideAppeal", input.appealDecisionInput, done).mutation(({ ctx, input }) =>
    sheets.decideAppeal(ctx, input),
  ),
  closeJudging: door("mayCloseJudging", input.phaseInput, done).mutation(({ ctx, input }) =>
    judging.closeJudging(ctx, input.phaseId),
  ),

  quiz: door("mayReadQuiz", quizInput.quizPhaseInput, quizView.quizView).query(({ ctx, input }) =>
    quiz.readQuiz(ctx, input.phaseId),
  ),
  quizBank: door("mayReadQuestionBank", quizInput.quizPhaseInput, quizView.quizBank.nullable()).query(
    ({ ctx, input }) => quiz.readBank(ctx, input.phaseId),
  ),
  saveQuiz: door("maySaveQuiz", quizInput.quizSaveInput, version).mutation(({ ctx, input }) =>
    quiz.saveQuiz(ctx, input),
  ),
  startQuiz: door("mayStartQuiz", quizInput.quizPhaseInput, z.strictObject({ attemptId: z.string() })).mutation(
    ({ ctx, input }) => quiz.startQuiz(ctx, input.phaseId),
  ),
  attempt: door("mayReadAttempt", quizInput.attemptInput, quizView.attemptView).query(({ ctx, input }) =>
    quiz.readAttempt(ctx, input.attemptId),
  ),
  answer: door("mayAnswerQuiz", quizInput.answerInput, z.strictObject({ at: z.string() })).mutation(({ ctx, input }) =>
    quiz.answerQuestion(ctx, input),
  ),
  handIn: door("mayAnswerQuiz", quizInput.attemptInput, done).mutation(({ ctx, input }) =>
    quiz.handInQuiz(ctx, input.attemptId),
  ),
  quizStatistics: door("mayReadQuizStatistics", quizInput.quizPhaseInput, quizView.quizStatistics).query(
    ({ ctx, input }) => quizResults.readQuizStatistics(ctx, input.phaseId),
  ),
  publishQuiz: door("mayPublishQuiz", quizInput.quizPhaseInput, z.strictObject({ teams: z.int() })).mutation(
    ({ ctx, input }) => quizResults.publishQuiz(ctx, input.phaseId),
  ),
  grantTime: door("mayGrantQuizTime", quizInput.extraTimeInput, done).mutation(({ ctx, input }) =>
    quizResults.grantTime(ctx, input),
  ),
  voidQuestion: door("mayVoidQuestion", quizInput.voidQuestionInput, done).mutation(({ ctx, input }) =>
    quizResults.voidQuestion(ctx, input),
  ),

  season: door("mayReadSeason", over.seasonInput, over.seasonView).query(({ ctx, input }) =>
    season.readSeason(ctx, input),
  ),
  setSeasonName: door("maySetSeasonName", over.seasonNameInput, done).mutation(({ ctx, input }) =>
    season.setSeasonName(ctx, input.shown),
  ),
  combination: door("mayReadCombination", over.eventInput, over.combinationView).query(({ ctx, input }) =>
    season.readCombination(ctx, input.slug),
  ),
  certificate: door("mayTakeCertificate", over.eventInput, over.certificateView).query(({ ctx, input }) =>
    certificates.readCertificate(ctx, input.slug),
  ),
  takeCertificate: door("mayTakeCertificate", over.eventInput, z.strictObject({ credentialId: z.string() })).mutation(
    ({ ctx, input }) => certificates.takeCertificate(ctx, input.slug),
  ),
  printCertificate: door("mayTakeCertificate", over.eventInput, over.pdfView).query(({ ctx, input }) =>
    certificates.printCertificate(ctx, input.slug),
  ),
  importPack: door("mayMovePacks", over.packInput, over.packReport).mutation(({ ctx, input }) =>
    packs.importPack(ctx, input),
  ),
  exportPack: door("mayMovePacks", over.eventInput, over.pdfView).query(({ ctx, input }) =>
    packs.exportPack(ctx, input.slug),
  ),
});
