import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Content, ContentTable, TDocumentDefinitions } from "pdfmake/interfaces";

/**
 * pdfmake's content as plain data: no functions, because it crosses into a worker thread. Beside pdfmake's own nodes
 * `{ tex }` is a formula, which the worker draws.
 */
export type PdfContent = Content;

export type PdfDocument = {
  readonly title: string;
  /** BCP 47: screen readers speak the text in it. */
  readonly language: "zh-CN" | "en";
  readonly content: PdfContent;
  /** Above each numbered page but the first of them. */
  readonly runningHead?: string;
  /** The physical page that bears number 1; pages before it (cover, contents) bear none. 1 unless told. */
  readonly numberedFrom?: number;
  readonly landscape?: boolean;
  /** The first page bears neither number nor head, but counts: contents and printed numbers agree. */
  readonly bareCover?: boolean;
  /** Styles of this document beside the common ones. */
  readonly styles?: TDocumentDefinitions["styles"];
};

/** The styles that every document may name; sizes in points. */
const styles: TDocumentDefinitions["styles"] = {
  title: { fontSize: 20, bold: true, margin: [0, 0, 0, 12] },
  heading: { fontSize: 14, bold: true, margin: [0, 16, 0, 6] },
  subheading: { fontSize: 11.5, bold: true, margin: [0, 10, 0, 4] },
  muted: { color: "#555555", fontSize: 9 },
  hash: { fontSize: 8, color: "#333333" },
  cellHead: { bold: true, fillColor: "#eef2f6" },
};

/**
 * A paged A4 document with Chinese and Latin letters, page numbers at the foot, and nothing fetched from anywhere:
 * images are data addresses. It is made in a thread of its own, so that a long one holds nobody up.
 * @throws Error where the content is no document (a fault of the caller, not of a person)
 */
export async function renderPdf(document: PdfDocument): Promise<Buffer> {
  const definition: TDocumentDefinitions = {
    pageSize: "A4",
    pageOrientation: document.landscape ? "landscape" : "portrait",
    pageMargins: [56, 64, 56, 60],
    language: document.language,
    info: { title: document.title, creator: "Lianfang 联防" },
    defaultStyle: { font: "Noto", fontSize: 10.5, lineHeight: 1.35 },
    styles: { ...styles, ...document.styles },
    content: document.content,
  };
  const worker = new Worker(join(process.cwd(), "src/server/platform/pdf-worker.mjs"), {
    workerData: {
      definition,
      runningHead: document.runningHead ?? "",
      numberedFrom: document.numberedFrom ?? 1,
      bareCover: document.bareCover ?? false,
    },
    execArgv: [],
  });
  const [bytes] = (await once(worker, "message")) as [Uint8Array];
  return Buffer.from(bytes);
}

/** A table with a heading row that returns on each page. Widths as pdfmake's: `"*"`, `"auto"` or points. */
export function pdfTable(
  head: readonly string[],
  rows: readonly (readonly PdfContent[])[],
  widths: ContentTable["table"]["widths"] = head.map(() => "*"),
): PdfContent {
  return {
    layout: "lightHorizontalLines",
    table: {
      headerRows: 1,
      widths,
      body: [head.map((text) => ({ text, style: "cellHead" })), ...rows.map((row) => [...row])],
    },
    margin: [0, 4, 0, 8],
  };
}
