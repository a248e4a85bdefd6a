import { z } from "zod";
import { exposureView, tieView } from "@/domain/needs/match-views";
import { nothing, tieEndInput, tieInput, tiesInput } from "@/domain/needs/schema";
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
  declareTie: door("mayDeclareTie", tieInput, z.strictObject({ id: z.string() })).mutation(({ ctx, input }) =>
    ties.declareTie(ctx, input),
  ),
  endTie: door("mayDeclareTie", tieEndInput, z.strictObject({ done: z.literal(true) })).mutation(({ ctx, input }) =>
    ties.endTie(ctx, input),
  ),
});
