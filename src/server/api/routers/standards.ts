import { z } from "zod";
import * as input from "@/domain/standards/schema";
import * as view from "@/domain/standards/views";
import { door, router } from "@/server/api/trpc";
import * as ballots from "@/server/modules/standards/service-ballots";
import * as clauses from "@/server/modules/standards/service-clauses";
import * as comments from "@/server/modules/standards/service-comments";
import * as editions from "@/server/modules/standards/service-editions";
import * as standards from "@/server/modules/standards/service-standards";

const id = z.strictObject({ id: z.string() });
const version = z.strictObject({ version: z.int() });
const done = z.strictObject({ done: z.literal(true) });

export const standardsRouter = router({
  list: door("mayListStandards", input.listInput, view.standardPage, { method: "GET", path: "/standards" }).query(
    ({ ctx, input }) => standards.listStandards(ctx, input),
  ),
  get: door("mayReadStandard", input.standardIdInput, view.standardView, {
    method: "GET",
    path: "/standards/{id}",
  }).query(({ ctx, input }) => standards.readStandard(ctx, input.id)),
  propose: door("mayProposeStandard", input.proposalInput, id).mutation(({ ctx, input }) =>
    standards.proposeStandard(ctx, input),
  ),
  move: door("mayManageStandard", input.moveInput, version).mutation(({ ctx, input }) =>
    standards.moveStandard(ctx, input),
  ),
  setNumber: door("mayManageStandard", input.officialNumberInput, done).mutation(({ ctx, input }) =>
    editions.numberStandard(ctx, input),
  ),
  addMember: door("mayManageStandard", input.addMemberInput, done).mutation(({ ctx, input }) =>
    standards.addMember(ctx, input),
  ),
  removeMember: door("mayManageStandard", input.memberInput, done).mutation(({ ctx, input }) =>
    standards.removeMember(ctx, input),
  ),
  declarePatents: door("mayDeclarePatents", input.patentInput, done).mutation(({ ctx, input }) =>
    standards.declarePatents(ctx, input),
  ),

  clause: door("mayReadClause", input.clauseIdInput, view.clauseView).query(({ ctx, input }) =>
    clauses.readClause(ctx, input.id),
  ),
  addClause: door("mayShapeClauses", input.addClauseInput, id).mutation(({ ctx, input }) =>
    clauses.addClause(ctx, input),
  ),
  renameClause: door("mayShapeClauses", input.renameClauseInput, version).mutation(({ ctx, input }) =>
    clauses.renameClause(ctx, input),
  ),
  saveClause: door("mayEditClause", input.saveClauseInput, version).mutation(({ ctx, input }) =>
    clauses.saveClause(ctx, input),
  ),
  deleteClause: door("mayShapeClauses", input.deleteClauseInput, done).mutation(({ ctx, input }) =>
    clauses.deleteClause(ctx, input),
  ),
  lockClause: door("mayManageStandard", input.lockClauseInput, done).mutation(({ ctx, input }) =>
    clauses.lockClause(ctx, input),
  ),
  lint: door("mayReadWorkspace", input.standardIdInput, z.array(view.findingView)).query(({ ctx, input }) =>
    clauses.lintStandard(ctx, input.id),
  ),
  applyFix: door("mayEditClause", input.fixInput, version).mutation(({ ctx, input }) => clauses.applyFix(ctx, input)),
  takeSnapshot: door("mayManageStandard", input.snapshotInput, version).mutation(({ ctx, input }) =>
    clauses.takeSnapshot(ctx, input),
  ),
  redline: door("mayReadWorkspace", input.redlineInput, z.array(view.changeView)).query(({ ctx, input }) =>
    clauses.readRedline(ctx, input),
  ),

  comments: door("mayReadComments", input.standardIdInput, z.array(view.commentView)).query(({ ctx, input }) =>
    comments.readComments(ctx, input.id),
  ),
  comment: door("mayComment", input.commentInput, id).mutation(({ ctx, input }) => comments.addComment(ctx, input)),
  resolveComment: door("mayResolveComments", input.resolveInput, done).mutation(({ ctx, input }) =>
    comments.resolveComment(ctx, input),
  ),
  markDuplicate: door("mayResolveComments", input.duplicateInput, done).mutation(({ ctx, input }) =>
    comments.markDuplicate(ctx, input),
  ),

  ballots: door("mayReadBallot", input.standardIdInput, z.array(view.ballotView)).query(({ ctx, input }) =>
    ballots.readBallots(ctx, input.id),
  ),
  openBallot: door("mayManageStandard", input.openBallotInput, id).mutation(({ ctx, input }) =>
    ballots.openBallot(ctx, input),
  ),
  vote: door("mayVote", input.voteInput, view.receiptView).mutation(({ ctx, input }) => ballots.castVote(ctx, input)),
  closeBallot: door("mayManageStandard", input.ballotIdInput, done).mutation(({ ctx, input }) =>
    ballots.closeBallot(ctx, input.id),
  ),
  objections: door("mayReadBallot", input.standardIdInput, z.array(view.objectionView)).query(({ ctx, input }) =>
    ballots.readObjections(ctx, input.id),
  ),
  object: door("mayObject", input.objectionInput, id).mutation(({ ctx, input }) => ballots.addObjection(ctx, input)),
  answerObjection: door("mayManageStandard", input.answerInput, done).mutation(({ ctx, input }) =>
    ballots.answerObjection(ctx, input),
  ),
});
