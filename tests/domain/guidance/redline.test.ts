import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redline, redlineItems, redlineSections } from "@/domain/guidance/redline";
import { listItem } from "@/domain/guidance/schema";

const word = fc.constantFrom("安", "全", "端口", "关闭 ", "firewall ", "the ", "。", "\n");
const phrase = fc.array(word, { maxLength: 40 }).map((words) => words.join(""));

describe("what changed between two texts", () => {
  it("says which words were put in and taken out", () => {
    expect(redline("应在30日内关闭端口。", "应在15日内关闭不用的端口。")).toEqual([
      { kind: "same", text: "应在" },
      { kind: "removed", text: "30" },
      { kind: "added", text: "15" },
      { kind: "same", text: "日内关闭" },
      { kind: "added", text: "不用的" },
      { kind: "same", text: "端口。" },
    ]);
  });

  it("holds both texts whole, whatever they are", () => {
    fc.assert(
      fc.property(phrase, phrase, (before, after) => {
        const pieces = redline(before, after);
        const read = (without: string) =>
          pieces
            .filter(({ kind }) => kind !== without)
            .map(({ text }) => text)
            .join("");
        return read("added") === before && read("removed") === after;
      }),
    );
  });

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
