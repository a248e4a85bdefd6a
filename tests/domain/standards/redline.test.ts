import { describe, expect, it } from "vitest";
import { type ContentNode, paragraphs } from "@/domain/standards/content";
import { blockChanges, redline, shownBlocks } from "@/domain/standards/redline";

describe("redline", () => {
  it("tells clauses apart by id: added, removed, renumbered", () => {
    const clause = (id: string, number: string, text: string) => ({
      id,
      number,
      depth: 1,
      title: id,
      content: paragraphs(text),
    });
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
  const table = (...rows: ContentNode[]) => ({ type: "table" as const, content: rows });
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

  it("a screen shows a changed table cell by cell, with its caption and its spans", () => {
    const wide: ContentNode = { ...row("范围"), content: [{ ...cell("范围"), attrs: { header: true, colspan: 2 } }] };
    const before = { ...table(wide, row("日志", "三个月")), attrs: { label: "表1", caption: "期限" } };
    const after = { ...table(wide, row("日志", "六个月")), attrs: { label: "表1", caption: "保存期限" } };
    expect(shownBlocks(blockChanges([before], [after]))).toEqual([
      {
        kind: "table",
        caption: [
          { kind: "same", text: "表1 " },
          { kind: "added", text: "保存" },
          { kind: "same", text: "期限" },
        ],
        rows: [
          {
            kind: "same",
            cells: [{ header: true, colspan: 2, rowspan: 1, pieces: [{ kind: "same", text: "范围" }] }],
          },
          {
            kind: "same",
            cells: [
              { header: false, colspan: 1, rowspan: 1, pieces: [{ kind: "same", text: "日志" }] },
              {
                header: false,
                colspan: 1,
                rowspan: 1,
                pieces: [
                  { kind: "removed", text: "三" },
                  { kind: "added", text: "六" },
                  { kind: "same", text: "个月" },
                ],
              },
            ],
          },
        ],
      },
    ]);
    const [gone] = shownBlocks(blockChanges([before], []));
    expect(gone).toMatchObject({ kind: "table", rows: [{ kind: "removed" }, { kind: "removed" }] });
  });

  it("a list is compared item by item", () => {
    const list = (...items: string[]): ContentNode => ({
      type: "bulletList",
      content: items.map((text) => ({ type: "listItem", content: [words(text)] })),
    });
    expect(shownBlocks(blockChanges([list("口令", "令牌")], [list("口令", "证书", "令牌")]))).toEqual([
      {
        kind: "list",
        ordered: false,
        lines: [[{ kind: "same", text: "口令" }], [{ kind: "added", text: "证书" }], [{ kind: "same", text: "令牌" }]],
      },
    ]);
  });

  it("emphasis and ids of provisions are no change, another picture and another caption are", () => {
    const said = (marks: ContentNode["marks"], provisionId: string): ContentNode => ({
      type: "paragraph",
      attrs: { provisionId },
      content: [{ type: "text", text: "不变。", marks }],
    });
    const figure = (fileId: string): ContentNode => ({ type: "figure", attrs: { label: "图1", fileId } });
    const kinds = (from: ContentNode, to: ContentNode) => blockChanges([from], [to]).map(({ kind }) => kind);
    expect(kinds(said([], "a"), said([{ type: "bold" }], "b"))).toEqual(["same"]);
    expect(kinds(figure("1"), figure("2"))).toEqual(["removed", "added"]);
    const captioned = (caption: string) => ({ ...table(row("a")), attrs: { caption } });
    expect(kinds(captioned("期限"), captioned("保存期限"))).toEqual(["table"]);
  });

  it("blocks of different kinds do not stand for each other", () => {
    expect(blockChanges([gone], [table(row("a"))]).map(({ kind }) => kind)).toEqual(["removed", "added"]);
    expect(blockChanges([], [gone])).toEqual([{ kind: "added", node: gone }]);
    expect(blockChanges([gone, kept], [kept]).map(({ kind }) => kind)).toEqual(["removed", "same"]);
  });
});
