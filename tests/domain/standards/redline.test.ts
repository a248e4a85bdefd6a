import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ContentNode, paragraphs } from "@/domain/standards/content";
import { blockChanges, diffText, redline } from "@/domain/standards/redline";

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

describe("blocks of a redline", () => {
  const cell = (text: string) => ({ type: "tableCell" as const, content: paragraphs(text) });
  const row = (...cells: string[]) => ({ type: "tableRow" as const, content: cells.map(cell) });
  const table = (...rows: ReturnType<typeof row>[]) => ({ type: "table" as const, content: rows });
  const words = (text: string): ContentNode => ({ type: "paragraph", content: [{ type: "text", text }] });
  const [kept, gone, come] = [words("不变。"), words("系统必须记录。"), words("系统应记录。")];

  it("a paragraph is compared with the one that stood there, a table row by row", () => {
    const changes = blockChanges(
      [kept, gone, table(row("对象", "期限"), row("日志", "三个月"))],
      [kept, come, table(row("对象", "期限"), row("日志", "六个月"), row("告警", "一年"))],
    );
    expect(changes.map(({ kind }) => kind)).toEqual(["same", "changed", "table"]);
    const [, changed, compared] = changes;
    expect(changed?.kind === "changed" && changed.pieces).toContainEqual({ kind: "removed", text: "必须" });
    const rows = compared?.kind === "table" ? compared.rows : [];
    expect(rows.map(({ kind, cells }) => [kind, cells.length])).toEqual([
      ["same", 2],
      ["same", 2],
      ["added", 2],
    ]);
    expect(rows[1]?.cells[1]?.pieces).toEqual([
      { kind: "removed", text: "三" },
      { kind: "added", text: "六" },
      { kind: "same", text: "个月" },
    ]);
  });

  it("blocks of different kinds do not stand for each other", () => {
    expect(blockChanges([gone], [table(row("a"))]).map(({ kind }) => kind)).toEqual(["removed", "added"]);
    expect(blockChanges([], [gone])).toEqual([{ kind: "added", node: gone }]);
    expect(blockChanges([gone, kept], [kept]).map(({ kind }) => kind)).toEqual(["removed", "same"]);
  });
});
