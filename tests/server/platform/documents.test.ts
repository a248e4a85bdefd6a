import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pdfTable, renderPdf } from "@/server/platform/pdf";
import { readXlsx, writeXlsx } from "@/server/platform/xlsx";

/** The unpacked streams of a PDF, as Latin-1 text. */
function streams(pdf: Buffer): string {
  const text = pdf.toString("latin1");
  return [...text.matchAll(/stream\r?\n(.*?)\r?\nendstream/gsu)]
    .map(([, body = ""]) => {
      try {
        return inflateSync(Buffer.from(body, "latin1")).toString("latin1");
      } catch {
        return "";
      }
    })
    .join("\n");
}

describe("documents that leave the platform", () => {
  it("a workbook is read back as it was written, and formulas are inert", async () => {
    const book = await writeXlsx([
      {
        name: "评分: 2026/1",
        rows: [
          ["单位", "Score", "Note"],
          ["临河水务", 12.5, "=1+1"],
          ["", null, "甲\n乙"],
        ],
      },
    ]);
    expect(await readXlsx(book)).toEqual([
      ["单位", "Score", "Note"],
      ["临河水务", "12.5", "'=1+1"],
      ["", "", "甲\n乙"],
    ]);
  });

  it("a PDF has its pages, its language and letters that can be copied in both languages", async () => {
    const pdf = await renderPdf({
      title: "评审记录",
      language: "zh-CN",
      runningHead: "临河水务",
      content: [
        { text: "评审记录 Award record", style: "title" },
        pdfTable(["单位", "Total"], [["盾牌安全", "91.5"]]),
        { text: "第二页", pageBreak: "before" },
      ],
    });
    const text = pdf.toString("latin1");
    expect(text.startsWith("%PDF-1.")).toBe(true);
    expect(text.match(/\/Type \/Page\b/gu)).toHaveLength(2);
    expect(text).toContain("/Lang (zh-CN)");
    // The map from glyphs to letters: 评 is U+8BC4, 盾 is U+76FE, A is U+0041.
    for (const letter of ["8bc4", "76fe", "0041"]) expect(streams(pdf).toLowerCase()).toContain(`<${letter}>`);
  });

  it("a PDF fetches nothing", async () => {
    await expect(renderPdf({ title: "x", language: "en", content: [{ image: "/etc/hostname" }] })).rejects.toThrow();
  });
});
