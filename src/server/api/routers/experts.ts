import { z } from "zod";
import * as input from "@/domain/experts/schema";
import { door, router } from "@/server/api/trpc";
import { addEvidence, deleteEvidence, readCapability, updateCapability } from "@/server/modules/experts/service";

export const expertsRouter = router({
  capability: door("mayReadCapability", input.organisationIdInput, input.capabilityView, {
    method: "GET",
    path: "/organisations/{organisationId}/capability",
  }).query(({ ctx, input }) => readCapability(ctx, input.organisationId)),
  saveCapability: door("mayEditCapability", input.profileInput, z.strictObject({ version: z.int() })).mutation(
    ({ ctx, input }) => updateCapability(ctx, input),
  ),
  addEvidence: door("mayEditCapability", input.evidenceInput, z.strictObject({ id: z.string() })).mutation(
    ({ ctx, input }) => addEvidence(ctx, input),
  ),
  deleteEvidence: door("mayEditCapability", input.evidenceRemoval, z.strictObject({ done: z.literal(true) })).mutation(
    ({ ctx, input }) => deleteEvidence(ctx, input),
  ),
});
