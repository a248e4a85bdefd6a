import type { Tx } from "@/server/platform/db";
import { findJudgedPhase } from "./repo-judged";
import { findQuiz } from "./repo-quiz";

/** Judged phases whose scores are not final and quizzes whose points are not published: no result can stand before. */
export async function unscoredPhases(
  tx: Tx,
  phases: readonly { id: string; kind: string }[],
): Promise<{ id: string }[]> {
  const open: { id: string }[] = [];
  for (const { id, kind } of phases) {
    if (kind === "judged" && (await findJudgedPhase(tx, id))?.stage !== "final") open.push({ id });
    if (kind === "quiz" && !(await findQuiz(tx, id))?.publishedAt) open.push({ id });
  }
  return open;
}
