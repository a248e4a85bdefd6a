import { z } from "zod";
import * as input from "@/domain/competitions/schema";
import * as view from "@/domain/competitions/views";
import { door, router } from "@/server/api/trpc";
import * as board from "@/server/modules/competitions/service-board";
import * as challenges from "@/server/modules/competitions/service-challenges";
import * as competitions from "@/server/modules/competitions/service-competitions";
import * as console from "@/server/modules/competitions/service-console";
import * as feed from "@/server/modules/competitions/service-feed";
import * as integrity from "@/server/modules/competitions/service-integrity";
import * as play from "@/server/modules/competitions/service-play";
import * as results from "@/server/modules/competitions/service-results";
import * as teams from "@/server/modules/competitions/service-teams";
import * as webhooks from "@/server/modules/competitions/service-webhooks";
import * as writeups from "@/server/modules/competitions/service-writeups";

const { slugInput, idInput } = input;
const pageOf = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), total: z.int() });

export const competitionsRouter = router({
  list: door("mayListCompetitions", input.nothing, z.array(view.competitionSummary), {
    method: "GET",
    path: "/competitions",
  }).query(({ ctx }) => competitions.readCompetitions(ctx)),
  get: door("mayReadCompetition", slugInput, view.competitionView, {
    method: "GET",
    path: "/competitions/{slug}",
  }).query(({ ctx, input }) => competitions.readCompetition(ctx, input.slug)),
  create: door("mayCreateCompetition", input.competitionInput, view.createdView).mutation(({ ctx, input }) =>
    competitions.createCompetition(ctx, input),
  ),
  update: door("mayManageCompetition", input.competitionUpdateInput, view.versionView).mutation(({ ctx, input }) =>
    competitions.updateCompetition(ctx, input),
  ),
  step: door("mayStepCompetition", input.stepInput, view.versionView).mutation(({ ctx, input }) =>
    competitions.stepCompetition(ctx, input),
  ),
  addOrganiser: door("mayManageCompetition", input.organiserInput, view.done).mutation(({ ctx, input }) =>
    competitions.addOrganiser(ctx, input),
  ),
  removeOrganiser: door("mayManageCompetition", input.organiserRemovalInput, view.done).mutation(({ ctx, input }) =>
    competitions.dropOrganiser(ctx, input.id, input.personId),
  ),
  announce: door("mayManageCompetition", input.announcementInput, view.idView).mutation(({ ctx, input }) =>
    competitions.announceToAll(ctx, input),
  ),

  challenges: door("mayReadChallenges", slugInput, z.array(view.challengeSummary)).query(({ ctx, input }) =>
    challenges.readChallenges(ctx, input.slug),
  ),
  challenge: door("mayReadChallenges", idInput, view.challengeView).query(({ ctx, input }) =>
    challenges.readChallenge(ctx, input.id),
  ),
  managedChallenges: door("mayManageChallenges", slugInput, z.array(view.managedChallenge)).query(({ ctx, input }) =>
    challenges.readManagedChallenges(ctx, input.slug),
  ),
  createChallenge: door("mayManageChallenges", input.challengeInput, view.idView).mutation(({ ctx, input }) =>
    challenges.createChallenge(ctx, input),
  ),
  updateChallenge: door("mayManageChallenges", input.challengeUpdateInput, view.versionView).mutation(
    ({ ctx, input }) => challenges.updateChallenge(ctx, input),
  ),
  setChallengeState: door("mayManageChallenges", input.challengeStateInput, view.versionView).mutation(
    ({ ctx, input }) => challenges.setChallengeState(ctx, input),
  ),

  teams: door("mayListTeams", input.teamListInput, pageOf(view.teamSummary)).query(({ ctx, input }) =>
    teams.readTeams(ctx, input),
  ),
  teamDesk: door("mayManageCompetition", input.teamDeskInput, pageOf(view.teamDeskView)).query(({ ctx, input }) =>
    teams.readTeamDesk(ctx, input),
  ),
  myTeam: door("mayReadOwnStanding", slugInput, view.myTeamView).query(({ ctx, input }) =>
    teams.readMyTeam(ctx, input.slug),
  ),
  registerTeam: door("mayRegisterTeam", input.teamInput, view.idView).mutation(({ ctx, input }) =>
    teams.registerTeam(ctx, input),
  ),
  joinTeam: door("mayRegisterTeam", input.joinInput, z.strictObject({ teamId: z.string(), slug: z.string() })).mutation(
    ({ ctx, input }) => teams.joinTeam(ctx, input),
  ),
  inviteToTeam: door("mayLeadTeam", input.inviteInput, view.inviteCodeView).mutation(({ ctx, input }) =>
    teams.inviteToTeam(ctx, input),
  ),
  revokeInvite: door("mayLeadTeam", idInput, view.done).mutation(({ ctx, input }) =>
    teams.revokeTeamInvite(ctx, input.id),
  ),
  leaveTeam: door("mayLeaveTeam", input.teamIdInput, view.done).mutation(({ ctx, input }) =>
    teams.leaveTeam(ctx, input.teamId),
  ),
  removeMember: door("mayLeadTeam", input.memberInput, view.done).mutation(({ ctx, input }) =>
    teams.dropMember(ctx, input.teamId, input.personId),
  ),
  handOverTeam: door("mayLeadTeam", input.captainInput, view.versionView).mutation(({ ctx, input }) =>
    teams.handOverTeam(ctx, input),
  ),
  renameTeam: door("mayLeadTeam", input.renameInput, view.versionView).mutation(({ ctx, input }) =>
    teams.renameTeam(ctx, input),
  ),
  decideTeam: door("mayManageCompetition", input.teamDecisionInput, view.versionView).mutation(({ ctx, input }) =>
    teams.decideTeam(ctx, input),
  ),
  setTeamKind: door("mayManageCompetition", input.teamKindInput, view.versionView).mutation(({ ctx, input }) =>
    teams.setTeamKind(ctx, input),
  ),

  submit: door("mayPlay", input.submissionInput, view.submissionView).mutation(({ ctx, input }) =>
    play.submitFlag(ctx, input),
  ),
  buyHint: door("mayPlay", input.hintIdInput, view.boughtHintView).mutation(({ ctx, input }) =>
    play.buyHint(ctx, input.hintId),
  ),
  practise: door("mayPractise", input.submissionInput, view.practiceView).mutation(({ ctx, input }) =>
    play.practise(ctx, input),
  ),

  board: door("mayReadBoard", input.boardInput, view.boardView, {
    method: "GET",
    path: "/competitions/{slug}/board",
  }).query(({ ctx, input }) => board.readBoard(ctx, input)),
  ownStanding: door("mayReadOwnStanding", slugInput, view.ownStandingView).query(({ ctx, input }) =>
    board.readOwnStanding(ctx, input.slug),
  ),
  results: door("mayReadBoard", slugInput, view.resultView).query(({ ctx, input }) =>
    results.readResults(ctx, input.slug),
  ),

  log: door("mayManageCompetition", input.logInput, view.logView).query(({ ctx, input }) =>
    console.readLog(ctx, input),
  ),
  statistics: door("mayWatchCompetition", slugInput, view.statisticsView).query(({ ctx, input }) =>
    console.readStatistics(ctx, input.slug),
  ),
  previewTeamChange: door("mayManageCompetition", input.teamIdInput, view.effectView).query(({ ctx, input }) =>
    console.previewTeamChange(ctx, input.teamId),
  ),
  adjust: door("mayManageCompetition", input.adjustInput, view.done).mutation(({ ctx, input }) =>
    console.adjustTeam(ctx, input),
  ),
  decideAnswer: door("mayManageCompetition", input.answerDecisionInput, view.done).mutation(({ ctx, input }) =>
    console.decideAnswer(ctx, input),
  ),
  rejudge: door("mayManageCompetition", input.rejudgeInput, view.rejudgedView).mutation(({ ctx, input }) =>
    console.rejudge(ctx, input),
  ),

  cases: door("mayListCases", slugInput, z.array(view.caseView)).query(({ ctx, input }) =>
    integrity.readCases(ctx, input.slug),
  ),
  replyToCase: door("mayReplyToCase", input.replyInput, view.done).mutation(({ ctx, input }) =>
    integrity.replyToCase(ctx, input),
  ),
  decideCase: door("mayManageCompetition", input.caseDecisionInput, z.strictObject({ decided: z.boolean() })).mutation(
    ({ ctx, input }) => integrity.decideCase(ctx, input),
  ),
  scanForSignals: door("mayManageCompetition", slugInput, z.strictObject({ opened: z.int() })).mutation(
    ({ ctx, input }) => integrity.scanForSignals(ctx, input.slug),
  ),

  writeups: door("mayReadCompetition", input.writeupListInput, z.array(view.writeupView)).query(({ ctx, input }) =>
    writeups.readWriteups(ctx, input),
  ),
  writeUp: door("mayWriteUp", input.writeupInput, view.done).mutation(({ ctx, input }) => writeups.writeUp(ctx, input)),

  webhooks: door("mayManageCompetition", slugInput, z.array(view.webhookView)).query(({ ctx, input }) =>
    webhooks.readWebhooks(ctx, input.slug),
  ),
  createWebhook: door("mayManageCompetition", input.webhookInput, view.secretView).mutation(({ ctx, input }) =>
    webhooks.createWebhook(ctx, input),
  ),
  removeWebhook: door("mayManageCompetition", idInput, view.done).mutation(({ ctx, input }) =>
    webhooks.removeWebhook(ctx, input.id),
  ),
  rotateFeedKey: door("mayManageCompetition", idInput, view.secretView).mutation(({ ctx, input }) =>
    feed.rotateFeedKey(ctx, input.id),
  ),
});
