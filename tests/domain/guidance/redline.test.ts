import { describe, expect, it } from "vitest";
import { redlineItems, redlineSections } from "@/domain/guidance/redline";
import { listItem } from "@/domain/guidance/schema";

describe("what changed between two editions", () => {
  it("compares a moved section with itself, by its anchor", () => {
    const changes = redlineSections("## A {#a}\n\none\n\n## B {#b}\n\ntwo", "## B {#b}\n\ntwo\n\n## C {#c}\n\nthree");
    expect(changes.map(({ anchor, kind }) => [anchor, kind])).toEqual([
      ["b", "same"],
      ["c", "added"],
      ["a", "removed"],
    ]);
  });

  it("compares lists item by item", () => {
    const item = (code: string, textZh: string, body = "") =>
      listItem.parse({ code, effect: "forbidden", textZh, body });
    const changes = redlineItems(
      [item("N-1", "甲"), item("N-2", "乙")],
      [item("N-2", "乙", "某局"), item("N-3", "丙")],
    );
    expect(changes.map(({ code, kind, fields }) => [code, kind, fields])).toEqual([
      ["N-2", "changed", ["body"]],
      ["N-3", "added", []],
      ["N-1", "removed", []],
    ]);
  });
});
