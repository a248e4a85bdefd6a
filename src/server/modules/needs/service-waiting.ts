import type { Waiting } from "@/domain/home/schema";
import { panelComplete } from "@/domain/needs/evaluation";
import * as policy from "@/domain/needs/policy";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { type HeldNeed, holdNeedsUnderWay } from "./access";
import { needsWithOpenQuestions } from "./repo";

/** Needs whose next step is the reader's: review, questions, opening, declaration, scores, award. */
export async function needsWaiting(ctx: Ctx): Promise<Waiting[]> {
  const held = await holdNeedsUnderWay(db(), ctx.actor);
  const asked = await needsWithOpenQuestions(
    db(),
    held.map(({ row }) => row.id),
  );
  return held.flatMap((one) => stepsOf(ctx, one, asked));
}

function stepsOf({ actor }: Ctx, { row, facts, panel }: HeldNeed, asked: ReadonlySet<string>): Waiting[] {
  const step = (kind: Waiting["kind"], path: string, due: Date | null = null): Waiting => ({
    kind,
    path: `/needs/${row.id}${path}`,
    nameZh: row.title,
    nameEn: row.title,
    due: due?.toISOString() ?? null,
  });
  const firstById = row.opening?.firstById ?? null;
  const complete = panelComplete(row.panel);
  const { conflicted } = panel;
  const steps: [boolean, Waiting][] = [
    [policy.mayPublishNeed(actor, facts).allowed && facts.state === "review", step("needReview", "")],
    [
      policy.mayAnswerQuestion(actor, facts).allowed && asked.has(row.id),
      step("questionsToAnswer", "", row.questionsDeadline),
    ],
    [
      policy.mayOpenProposals(actor, facts, { firstById }).allowed,
      step(firstById ? "openingConfirm" : "openingCall", ""),
    ],
    [policy.mayDeclareConflict(actor, facts, panel).allowed && !panel.declared, step("panelDeclare", "/evaluation")],
    [policy.mayScore(actor, facts, panel).allowed, step("panelScore", "/evaluation")],
    [policy.mayAward(actor, facts, { complete, conflicted }).allowed, step("awardDue", "/evaluation")],
  ];
  return steps.filter(([waits]) => waits).map(([, waiting]) => waiting);
}
