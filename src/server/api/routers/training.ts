import { z } from "zod";
import * as schema from "@/domain/training/schema";
import { door, router } from "@/server/api/trpc";
import * as training from "@/server/modules/training/service";

const done = z.strictObject({ done: z.literal(true) });

export const trainingRouter = router({
  list: door("mayReadTraining", schema.nothing, z.array(schema.programmeCard), {
    method: "GET",
    path: "/training",
  }).query(({ ctx }) => training.readProgrammes(ctx)),
  get: door("mayReadTraining", schema.idInput, schema.programmeView).query(({ ctx, input }) =>
    training.readProgramme(ctx, input.id),
  ),
  create: door("mayPlanTraining", schema.programmeInput, z.strictObject({ id: z.string() })).mutation(
    ({ ctx, input }) => training.createProgramme(ctx, input),
  ),
  confirm: door("mayRunTraining", schema.idInput, done).mutation(({ ctx, input }) =>
    training.confirmProgramme(ctx, input.id),
  ),
  move: door("mayRunTraining", schema.moveInput, z.strictObject({ version: z.int() })).mutation(({ ctx, input }) =>
    training.moveOn(ctx, input),
  ),
  applyFor: door("mayLearn", schema.applyInput, done).mutation(({ ctx, input }) => training.apply(ctx, input)),
  withdraw: door("mayLearn", schema.applicationIdInput, done).mutation(({ ctx, input }) =>
    training.withdrawApplication(ctx, input.applicationId),
  ),
  decide: door("mayRunTraining", schema.decideInput, done).mutation(({ ctx, input }) =>
    training.decideApplication(ctx, input),
  ),
  record: door("mayRecordLearning", schema.recordInput, done).mutation(({ ctx, input }) =>
    training.recordLearning(ctx, input),
  ),
  complete: door("mayRunTraining", schema.applicationIdInput, z.strictObject({ credentialId: z.string() })).mutation(
    ({ ctx, input }) => training.completeLearning(ctx, input.applicationId),
  ),
  outcome: door("mayLearn", schema.outcomeInput, done).mutation(({ ctx, input }) => training.tellOutcome(ctx, input)),
});
