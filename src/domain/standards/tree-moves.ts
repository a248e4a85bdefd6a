import type { ClauseNode } from "./clause-tree";

/** How the clause tree may be reshaped. Positions leave room between siblings, so that a move writes one row. */
const step = 1_000;

export type MoveProblem = "intoItself" | "annexOnTop" | "frontOnTop" | "parentGone";

/** Kinds that stand only at the top: everything that both rule books give a fixed place (GB/T 1.1-2020, 6.2). */
const topOnly: readonly ClauseNode["kind"][] = [
  "foreword",
  "introduction",
  "scope",
  "references",
  "annex",
  "bibliography",
];

/** Why a clause may not go below `parentId`; null when it may. */
export function moveProblem(
  clauses: readonly ClauseNode[],
  moving: ClauseNode,
  parentId: string | null,
): MoveProblem | null {
  if (parentId === null) return null;
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  if (!byId.has(parentId)) return "parentGone";
  const seen = new Set<string>();
  for (let at: string | null = parentId; at !== null && !seen.has(at); at = byId.get(at)?.parentId ?? null) {
    if (at === moving.id) return "intoItself";
    seen.add(at);
  }
  if (moving.kind === "annex") return "annexOnTop";
  return topOnly.includes(moving.kind) ? "frontOnTop" : null;
}

/**
 * A position behind a sibling (before all of them where `afterId` is null).
 * @param siblings in reading order, without the clause that moves
 */
export function positionAfter(siblings: readonly ClauseNode[], afterId: string | null): number {
  const at = afterId === null ? -1 : siblings.findIndex(({ id }) => id === afterId);
  const before = afterId !== null && at < 0 ? siblings.length - 1 : at;
  const from = siblings[before]?.position;
  const to = siblings[before + 1]?.position;
  if (from === undefined) return to === undefined ? step : to - step;
  return to !== undefined && to > from ? (from + to) / 2 : from + step;
}
