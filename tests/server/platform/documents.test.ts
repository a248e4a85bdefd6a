import { describe, expect, it } from "vitest";
import { documentText, pdfStreams } from "#tests/support/document-text";
import { pdfTable, renderPdf } from "@/server/platform/pdf";
import { readXlsx, writeXlsx } from "@/server/platform/xlsx";

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
    for (const letter of ["8bc4", "76fe", "0041"])
      expect(pdfStreams(pdf).join("\n").toLowerCase()).toContain(`<${letter}>`);
  });

  it("are read by a test as a person reads them, so that a canary in them would be seen", async () => {
    const book = await writeXlsx([{ name: "Scores", rows: [["zxcanary01 单位", 12.5]] }]);
    expect(book.toString("latin1")).not.toContain("zxcanary01");
    expect(await documentText(book)).toContain("zxcanary01 单位");
    const pdf = await renderPdf({
      title: "Record",
      language: "en",
      content: ["zxcanary02 评审", { text: "zxcanary03 500,000.00", bold: true }],
    });
    expect(pdf.toString("latin1")).not.toContain("zxcanary02");
    const text = await documentText(pdf);
    for (const word of ["zxcanary02", "评审", "zxcanary03", "500,000.00"]) expect(text).toContain(word);
  });

  it("a PDF fetches nothing", async () => {
    await expect(renderPdf({ title: "x", language: "en", content: [{ image: "/etc/hostname" }] })).rejects.toThrow();
  });
});
