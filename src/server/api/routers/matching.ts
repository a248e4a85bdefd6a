import { z } from "zod";
import { exposureView, organisationNameView, tieView } from "@/domain/needs/match-views";
import { nothing, organisationNameInput, tieEndInput, tieInput, tiesInput } from "@/domain/needs/schema";
import { door, router } from "@/server/api/trpc";
import { readExposure } from "@/server/modules/needs/service-exposure";
import * as ties from "@/server/modules/needs/service-ties";

export const matchingRouter = router({
  exposure: door("mayReadExposure", nothing, exposureView, { method: "GET", path: "/exposure" }).query(() =>
    readExposure(),
  ),
  ties: door("mayReadTies", tiesInput, z.array(tieView)).query(({ ctx, input }) =>
    ties.readTies(ctx, input.organisationId),
  ),
  findOrganisations: door("mayDeclareTie", organisationNameInput, z.array(organisationNameView)).query(
    ({ ctx, input }) => ties.findOrganisationsToTie(ctx, input.name),
  ),
  declareTie: door("mayDeclareTie", tieInput, z.strictObject({ id: z.string() })).mutation(({ ctx, input }) =>
    ties.declareTie(ctx, input),
  ),
  endTie: door("mayDeclareTie", tieEndInput, z.strictObject({ done: z.literal(true) })).mutation(({ ctx, input }) =>
    ties.endTie(ctx, input),
  ),
});
