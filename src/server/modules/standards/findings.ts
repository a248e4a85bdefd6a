import { type Finding, type LintClause, lint } from "@/domain/standards/linter";
import { withdrawnElsewhere } from "@/domain/standards/withdrawn";
import type { Tx } from "@/server/platform/db";
import { listWithdrawn } from "./repo-text";

/** What the rules find in a text, with what is withdrawn here and elsewhere: the checks' page and the gate ask the same. */
export async function findingsOf(
  tx: Pick<Tx, "standard">,
  language: string,
  clauses: readonly LintClause[],
): Promise<Finding[]> {
  const withdrawn = [...withdrawnElsewhere, ...(await listWithdrawn(tx))];
  return lint(clauses, { language: language === "en" ? "en" : "zh-CN", withdrawn });
}
