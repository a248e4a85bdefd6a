import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redlineText, runsOf } from "@/domain/shared/redline";

const word = fc.constantFrom("安", "全", "端口", "关闭 ", "firewall ", "the ", "。", "\n");
const phrase = fc.array(word, { maxLength: 40 }).map((words) => words.join(""));

describe("what changed between two texts", () => {
  it("says which words were put in and taken out", () => {
    expect(redlineText("应在30日内关闭端口。", "应在15日内关闭不用的端口。")).toEqual([
      { kind: "same", text: "应在" },
      { kind: "removed", text: "30" },
      { kind: "added", text: "15" },
      { kind: "same", text: "日内关闭" },
      { kind: "added", text: "不用的" },
      { kind: "same", text: "端口。" },
    ]);
  });

  it("shows one replaced word, in both scripts", () => {
    expect(redlineText("系统必须 record", "系统应 records")).toEqual([
      { kind: "same", text: "系统" },
      { kind: "removed", text: "必须" },
      { kind: "added", text: "应" },
      { kind: "same", text: " " },
      { kind: "removed", text: "record" },
      { kind: "added", text: "records" },
    ]);
  });

  it("holds both texts whole, whatever they are", () => {
    fc.assert(
      fc.property(phrase, phrase, (before, after) => {
        const pieces = redlineText(before, after);
        const read = (without: string) =>
          pieces
            .filter(({ kind }) => kind !== without)
            .map(({ text }) => text)
            .join("");
        return read("added") === before && read("removed") === after;
      }),
    );
  });

  it("changes the first of alike items where it stands", () => {
    expect(runsOf(["", "", ""], ["x", "", ""])).toEqual([
      { kind: "removed", items: [""] },
      { kind: "added", items: ["x"] },
      { kind: "same", items: ["", ""] },
    ]);
  });

  it("shows two texts that have too little in common as replaced, and two empty ones as nothing", () => {
    const many = (letter: string) => Array.from({ length: 1_500 }, (_, index) => `${letter}${index}`);
    expect(runsOf(["same", ...many("a")], ["same", ...many("b")]).map(({ kind }) => kind)).toEqual([
      "same",
      "removed",
      "added",
    ]);
    expect([runsOf([], []), redlineText("", ""), redlineText("", "新")]).toEqual([
      [],
      [],
      [{ kind: "added", text: "新" }],
    ]);
  });
});
