import { z } from "zod";
import { ballotList } from "@/domain/standards/ballot-list";
import * as input from "@/domain/standards/schema-life";
import * as view from "@/domain/standards/views-life";
import { door, router } from "@/server/api/trpc";
import { readBallotList } from "@/server/modules/standards/service-ballots";
import * as catalogue from "@/server/modules/standards/service-catalogue";
import * as changes from "@/server/modules/standards/service-changes";
import * as mappings from "@/server/modules/standards/service-mappings";
import * as trials from "@/server/modules/standards/service-trials";

const id = z.strictObject({ id: z.string() });
const done = z.strictObject({ done: z.literal(true) });

/** The life of a standard around its text. */
export const standardsLifeRouter = router({
  catalogue: door("mayReadCatalogue", input.catalogueInput, view.cataloguePage, {
    method: "GET",
    path: "/standards-catalogue",
  }).query(({ ctx, input }) => catalogue.readCatalogue(ctx, input)),
  inForce: door("mayReadCatalogue", z.strictObject({}), z.array(view.namedStandardView)).query(({ ctx }) =>
    catalogue.listInForce(ctx),
  ),
  get: door("mayReadLife", input.lifeInput, view.lifeView, { method: "GET", path: "/standards/{id}/life" }).query(
    ({ ctx, input }) => catalogue.readLife(ctx, input.id),
  ),
  subscribe: door("maySubscribe", input.subscribeInput, done).mutation(({ ctx, input }) =>
    catalogue.subscribe(ctx, input),
  ),
  linkSignal: door("mayLinkSignal", input.signalInput, id).mutation(({ ctx, input }) =>
    catalogue.linkSignal(ctx, input),
  ),

  changes: door("mayReadChanges", input.lifeInput, view.changesView).query(({ ctx, input }) =>
    changes.readChanges(ctx, input.id),
  ),
  requestChange: door(
    "mayRequestChange",
    input.changeInput,
    z.strictObject({ id: z.string(), number: z.int() }),
  ).mutation(({ ctx, input }) => changes.requestChange(ctx, input)),
  decideChange: door("mayDecideChange", input.changeDecisionInput, done).mutation(({ ctx, input }) =>
    changes.decideChange(ctx, input),
  ),
  applyChange: door("mayApplyChange", input.lifeInput, z.strictObject({ version: z.int() })).mutation(
    ({ ctx, input }) => changes.applyChangeRequest(ctx, input.id),
  ),

  ballotList: door("mayReadBallot", input.ballotListInput, ballotList, {
    method: "GET",
    path: "/standards/ballots/{id}/list",
  }).query(({ ctx, input }) => readBallotList(ctx, input.id)),

  matrix: door("mayReadMappings", input.mappingsInput, view.matrixView).query(({ ctx, input }) =>
    mappings.readMatrix(ctx, input),
  ),
  exportMappings: door("mayReadMappings", input.exportMappingsInput, view.mappingFile).query(({ ctx, input }) =>
    mappings.exportMappings(ctx, input),
  ),
  addDocument: door("mayMap", input.documentInput, id).mutation(({ ctx, input }) => mappings.addDocument(ctx, input)),
  noteEdition: door("mayMap", input.editionInput, done).mutation(({ ctx, input }) => mappings.noteEdition(ctx, input)),
  mapClause: door("mayMap", input.mapInput, id).mutation(({ ctx, input }) => mappings.mapClause(ctx, input)),
  confirmMapping: door("mayMap", input.mappingIdInput, done).mutation(({ ctx, input }) =>
    mappings.confirmMapping(ctx, input),
  ),
  removeMapping: door("mayMap", input.mappingIdInput, done).mutation(({ ctx, input }) =>
    mappings.removeMapping(ctx, input),
  ),

  trials: door("mayReadTrials", input.lifeInput, view.trialsView).query(({ ctx, input }) =>
    trials.readTrials(ctx, input.id),
  ),
  recordTrial: door("mayRecordTrial", input.trialInput, id).mutation(({ ctx, input }) =>
    trials.recordTrial(ctx, input),
  ),
  answerTrial: door("mayRecordTrial", input.trialChangeInput, done).mutation(({ ctx, input }) =>
    trials.answerTrial(ctx, input),
  ),
  requireTrials: door("mayRequireTrials", input.requireTrialsInput, done).mutation(({ ctx, input }) =>
    trials.requireTrials(ctx, input),
  ),
});
