import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paragraphs } from "@/domain/standards/content";
import { diffText, redline } from "@/domain/standards/redline";

describe("redline", () => {
  it("shows one replaced word, in both scripts", () => {
    expect(diffText("系统必须记录", "系统应记录")).toEqual([
      { kind: "same", text: "系统" },
      { kind: "removed", text: "必须" },
      { kind: "added", text: "应" },
      { kind: "same", text: "记录" },
    ]);
  });

  it("either side can be read back from any redline", () => {
    const text = fc.string({ unit: fc.constantFrom("应", "宜", "a", "b", " ", "。"), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffText(before, after);
        const side = (kind: "added" | "removed") =>
          pieces.flatMap((piece) => (piece.kind === "same" || piece.kind === kind ? [piece.text] : [])).join("");
        expect(side("removed")).toBe(before);
        expect(side("added")).toBe(after);
      }),
    );
  });

  it("tells clauses apart by id: added, removed, renumbered", () => {
    const clause = (id: string, number: string, text: string) => ({ id, number, title: id, content: paragraphs(text) });
    const changes = redline(
      [clause("a", "1", "x"), clause("b", "2", "y")],
      [clause("c", "1", "z"), clause("b", "3", "y")],
    );
    expect(changes.map(({ id, change }) => [id, change])).toEqual([
      ["c", "added"],
      ["b", "moved"],
      ["a", "removed"],
    ]);
  });
});
