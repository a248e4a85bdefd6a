import type { z } from "zod";
import { mayAnswerQuestion, mayAskQuestion, mayReadNeed } from "@/domain/needs/policy";
import type { answerInput, questionInput } from "@/domain/needs/schema";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { holdNeed } from "./access";
import { answerQuestionRow, findQuestion, insertQuestion, listQuestions } from "./repo";
import { personId } from "./service-needs";

/** Questions and answers go to everybody who can see the need; who asked is kept and shown to nobody. */
export async function readQuestions(ctx: Ctx, needId: string) {
  const held = await holdNeed(db(), ctx.actor, needId);
  permitOrThrow(held.panel.appointed ? { allowed: true } : mayReadNeed(ctx.actor, held.facts));
  const acting = ctx.actor.kind === "person" ? ctx.actor.acting?.id : undefined;
  return (await listQuestions(db(), needId)).map((row) => ({
    id: row.id,
    text: row.text,
    language: row.language,
    askedAt: row.askedAt.toISOString(),
    mine: acting !== undefined && row.askedByOrganisationId === acting,
    answer: row.answer,
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }));
}

export function askQuestion(ctx: Ctx, input: z.output<typeof questionInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const held = await holdNeed(tx, ctx.actor, input.needId, { lock: true });
      permit(
        mayAskQuestion(ctx.actor, held.facts, {
          beforeQuestionsDeadline: !held.row.questionsDeadline || held.now <= held.row.questionsDeadline,
        }),
      );
      const organisationId = ctx.actor.kind === "person" ? (ctx.actor.acting?.id ?? "") : "";
      const question = await insertQuestion(tx, {
        needId: input.needId,
        askedById: personId(ctx),
        askedByOrganisationId: organisationId,
        text: input.text,
        language: input.language,
      });
      await record({ act: "question.asked", entity: "need", entityId: input.needId });
      await follow("need.questionAsked", { needId: input.needId, questionId: question.id });
      return { id: question.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "needs.ask", input } },
  );
}

export function answerQuestion(ctx: Ctx, { questionId, text }: z.output<typeof answerInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const question = found(await findQuestion(tx, questionId));
    const held = await holdNeed(tx, ctx.actor, question.needId, { lock: true });
    // Read again under the need's lock: of two answers at the same moment the first stands.
    const answered = (await findQuestion(tx, questionId))?.answeredAt != null;
    permit(mayAnswerQuestion(ctx.actor, held.facts, { answered }));
    await answerQuestionRow(tx, questionId, { answer: text, answeredById: personId(ctx), answeredAt: held.now });
    await record({ act: "question.answered", entity: "need", entityId: question.needId });
    await follow("need.questionAnswered", { needId: question.needId, questionId });
    return { done: true };
  });
}
