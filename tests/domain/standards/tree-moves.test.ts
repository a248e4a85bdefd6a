import { describe, expect, it } from "vitest";
import type { ClauseNode } from "@/domain/standards/clause-tree";
import { moveProblem, positionAfter } from "@/domain/standards/tree-moves";

const node = (
  id: string,
  parentId: string | null,
  position: number,
  kind: ClauseNode["kind"] = "body",
): ClauseNode => ({ id, parentId, kind, position });
const tree = [
  node("scope", null, 1_000, "scope"),
  node("a", null, 2_000),
  node("a1", "a", 1_000),
  node("a11", "a1", 1_000),
  node("b", null, 3_000),
  node("annex", null, 4_000, "annex"),
];
const of = (id: string) => tree.find((one) => one.id === id) ?? node(id, null, 0);

describe("moving clauses", () => {
  it.each([
    ["a", null, null],
    ["b", "a", null],
    ["b", "annex", null],
    ["a", "a", "intoItself"],
    ["a", "a11", "intoItself"],
    ["annex", "a", "annexOnTop"],
    ["scope", "a", "frontOnTop"],
    ["b", "nowhere", "parentGone"],
  ])("%s below %s: %s", (moving, parent, answer) => expect(moveProblem(tree, of(moving), parent)).toBe(answer));

  it.each([
    [[], null, 1_000],
    [["a", "b"], null, 1_000],
    [["a", "b"], "a", 2_500],
    [["a", "b"], "b", 4_000],
    [["a", "b"], "gone", 4_000],
  ])("among %j behind %s: position %d", (siblings, after, position) =>
    expect(positionAfter(siblings.map(of), after)).toBe(position),
  );
});
