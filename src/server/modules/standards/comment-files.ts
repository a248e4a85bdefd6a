import { parse } from "csv-parse/sync";
import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { csvOf } from "@/domain/shared/csv";
import { AppError } from "@/domain/shared/errors";
import { pdfTable, renderPdf } from "@/server/platform/pdf";
import { readXlsx, writeXlsx } from "@/server/platform/xlsx";
import { readDocxTables } from "./read-docx";

/** Comment forms as files: rows in, rows out; what the columns mean is the template's. */
export const commentFileFormats = ["csv", "xlsx", "docx", "pdf"] as const;
export type CommentFileFormat = (typeof commentFileFormats)[number];

/** @throws AppError BAD_INPUT, UNSUPPORTED_FILE where the file is none of these */
export async function readCommentFile(name: string, bytes: Buffer): Promise<string[][]> {
  if (/\.xlsx$/iu.test(name)) return readXlsx(bytes);
  if (/\.docx$/iu.test(name)) {
    const tables = await readDocxTables(bytes);
    // The form's heading tables have few columns; the comments are the widest table, cut in pieces by pages or not.
    const width = Math.max(0, ...tables.map((rows) => Math.max(0, ...rows.map((row) => row.length))));
    return tables.filter((rows) => rows.some((row) => row.length === width)).flat();
  }
  try {
    return parse(bytes, { bom: true, relaxColumnCount: true, skipEmptyLines: true }) as string[][];
  } catch (cause) {
    throw new AppError("BAD_INPUT", { reason: "commentFile", field: "file", cause });
  }
}

type Form = {
  title: string;
  language: "zh-CN" | "en";
  /** Said above the table: document, stage, date. */
  lines: readonly string[];
  rows: readonly (readonly string[])[];
};

export async function writeCommentFile(format: CommentFileFormat, form: Form): Promise<{ type: string; body: Buffer }> {
  switch (format) {
    case "csv":
      // With a byte order mark, or spreadsheets read the Chinese as something else.
      return { type: "text/csv; charset=utf-8", body: Buffer.from(`\uFEFF${csvOf(form.rows)}`) };
    case "xlsx":
      return {
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        body: await writeXlsx([{ name: form.language === "en" ? "Comments" : "意见", rows: form.rows }]),
      };
    case "docx":
      return {
        type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        body: await docxOf(form),
      };
    case "pdf": {
      const [head = [], ...rows] = form.rows;
      const body = await renderPdf({
        title: form.title,
        language: form.language,
        landscape: true,
        runningHead: form.title,
        content: [
          { text: form.title, style: "title" },
          ...form.lines.map((text) => ({ text, style: "muted" })),
          pdfTable(
            head,
            rows.map((row) => row.map((text) => ({ text, fontSize: 8 }))),
          ),
        ],
      });
      return { type: "application/pdf", body };
    }
  }
}

function docxOf({ title, lines, rows }: Form): Promise<Buffer> {
  const cell = (text: string, header: boolean) =>
    new TableCell({
      children: text
        .split("\n")
        .map((line) => new Paragraph({ children: [new TextRun({ text: line, bold: header })] })),
    });
  return Packer.toBuffer(
    new Document({
      title,
      creator: "Lianfang 联防",
      sections: [
        {
          properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
          children: [
            new Paragraph({ text: title, heading: HeadingLevel.HEADING_1, alignment: AlignmentType.CENTER }),
            ...lines.map((text) => new Paragraph({ text })),
            new Table({
              width: { size: 100, type: WidthType.PERCENTAGE },
              rows: rows.map(
                (row, index) =>
                  new TableRow({
                    tableHeader: index === 0,
                    cantSplit: index === 0,
                    children: row.map((text) => cell(text, index === 0)),
                  }),
              ),
            }),
          ],
        },
      ],
    }),
  );
}
