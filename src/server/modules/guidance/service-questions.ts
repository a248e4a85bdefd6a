import type { z } from "zod";
import { mayAnswerAboutGuidance, mayAskAboutGuidance, mayReadGuidance } from "@/domain/guidance/policy";
import type { answerInput, questionInput } from "@/domain/guidance/schema";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { factsOf, holdDocument } from "./access";
import { answerQuestionRow, findQuestion, insertQuestion, listQuestions } from "./repo-questions";
import { actingOf } from "./service-documents";

/** Questions with answers belong to the document's page; who asked is shown to nobody. */
export async function readQuestions(ctx: Ctx, id: string) {
  const { document, shown, now } = await holdDocument(db(), ctx.actor, id);
  const facts = factsOf(document, shown);
  permitOrThrow(mayReadGuidance(ctx.actor, facts, now));
  const personId = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const rows = await listQuestions(db(), id, { all: mayAnswerAboutGuidance(ctx.actor, facts).allowed, personId });
  return rows.map((row) => ({
    id: row.id,
    section: row.section,
    text: row.text,
    language: row.language,
    askedAt: row.askedAt.toISOString(),
    mine: row.askedById === personId,
    answer: row.answer,
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }));
}

export function askQuestion(ctx: Ctx, input: z.output<typeof questionInput>): Promise<{ id: string }> {
  return act(
    ctx,
    async ({ tx, permit, record, follow }) => {
      const { document, shown, now } = await holdDocument(tx, ctx.actor, input.id);
      permit(mayAskAboutGuidance(ctx.actor, factsOf(document, shown), now));
      const { personId, organisationId } = actingOf(ctx);
      const question = await insertQuestion(tx, {
        documentId: input.id,
        askedById: personId,
        organisationId: organisationId || null,
        section: input.section ?? null,
        text: input.text,
        language: input.language,
      });
      await record({ act: "guidance.asked", entity: "guidance", entityId: input.id });
      await follow("guidance.asked", { editionId: shown.id, questionId: question.id });
      return { id: question.id };
    },
    { idempotency: { key: input.idempotencyKey, procedure: "guidance.ask", input } },
  );
}

/** The answer is public from now on, beside its question. */
export function answerQuestion(ctx: Ctx, { questionId, text }: z.output<typeof answerInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, follow }) => {
    const question = found(await findQuestion(tx, questionId));
    const { document, shown, now } = await holdDocument(tx, ctx.actor, question.documentId, { lock: true });
    permit(mayAnswerAboutGuidance(ctx.actor, factsOf(document, shown)));
    await answerQuestionRow(tx, questionId, { answer: text, answeredById: actingOf(ctx).personId, answeredAt: now });
    await record({ act: "guidance.answered", entity: "guidance", entityId: question.documentId });
    await follow("guidance.answered", { editionId: shown.id, questionId });
    return { done: true };
  });
}
