import { z } from "zod";
import * as input from "@/domain/crowdtests/schema";
import * as view from "@/domain/crowdtests/views";
import { door, router } from "@/server/api/trpc";
import * as programmes from "@/server/modules/crowdtests/service-programmes";
import * as reports from "@/server/modules/crowdtests/service-reports";

export const crowdtestsRouter = router({
  programmes: door("mayListProgrammes", input.nothing, z.array(view.programmeSummary), {
    method: "GET",
    path: "/crowd-tests",
  }).query(({ ctx }) => programmes.readProgrammes(ctx)),
  programme: door("mayReadProgramme", input.idInput, view.programmeView, {
    method: "GET",
    path: "/crowd-tests/{id}",
  }).query(({ ctx, input }) => programmes.readProgramme(ctx, input.id)),
  createProgramme: door("mayWriteProgramme", input.programmeInput, view.idView).mutation(({ ctx, input }) =>
    programmes.createProgramme(ctx, input),
  ),
  updateProgramme: door("mayEditProgramme", input.programmeUpdateInput, view.versionView).mutation(({ ctx, input }) =>
    programmes.updateProgramme(ctx, input),
  ),
  setProgrammeState: door("maySetProgrammeState", input.programmeStateInput, view.versionView).mutation(
    ({ ctx, input }) => programmes.setProgrammeState(ctx, input),
  ),
  askToTest: door("mayAskToTest", input.idInput, view.done).mutation(({ ctx, input }) =>
    programmes.askToTest(ctx, input.id),
  ),
  inviteTester: door("mayDecideTester", input.inviteTesterInput, view.done).mutation(({ ctx, input }) =>
    programmes.inviteTester(ctx, input),
  ),
  decideTester: door("mayDecideTester", input.testerDecisionInput, view.done).mutation(({ ctx, input }) =>
    programmes.decideTesterRequest(ctx, input),
  ),
  hallOfFame: door("mayReadProgramme", input.idInput, view.hallOfFameView).query(({ ctx, input }) =>
    reports.readHallOfFame(ctx, input.id),
  ),

  sendReport: door("mayReport", input.reportInput, view.idView.extend({ number: z.int() })).mutation(({ ctx, input }) =>
    reports.sendReport(ctx, input),
  ),
  myReports: door("mayReadReport", input.nothing, z.array(view.reportSummary)).query(({ ctx }) =>
    reports.readReports(ctx, "mine"),
  ),
  receivedReports: door("mayReadReport", input.nothing, z.array(view.reportSummary)).query(({ ctx }) =>
    reports.readReports(ctx, "received"),
  ),
  report: door("mayReadReport", input.idInput, view.reportView).query(({ ctx, input }) =>
    reports.readReport(ctx, input.id),
  ),
  takeStep: door("mayTakeStep", input.stepInput, view.versionView).mutation(({ ctx, input }) =>
    reports.takeStep(ctx, input),
  ),
  addNote: door("mayCommentReport", input.noteInput, view.done).mutation(({ ctx, input }) =>
    reports.addNote(ctx, input),
  ),
  tellAuthority: door("mayTellAuthority", input.authorityInput, view.versionView).mutation(({ ctx, input }) =>
    reports.tellAuthority(ctx, input),
  ),
  disclosure: door("mayReadDisclosures", input.disclosureInput, view.disclosureView, {
    method: "GET",
    path: "/disclosures/{number}",
  }).query(({ ctx, input }) => reports.readDisclosure(ctx, input.number)),
});
