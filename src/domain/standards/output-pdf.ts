import { type ContentNode, textOf } from "./content";
import { asideLabels, coverOf, headingOf, wordsOf } from "./cover";
import type { OutputFacts } from "./sts";
import type { VersionClauseView } from "./views";

/** pdfmake's content as plain data, as far as a standard needs it. */
export type PdfBlock =
  | string
  | {
      [key: string]: string | number | boolean | null | undefined | readonly number[] | PdfBlock | PdfBlock[] | object;
    };

/**
 * Cover, contents with page numbers, clauses: the order of GB/T 1.1-2020, 6.2. Figures are data addresses.
 * @param figures file id → data address, where the picture could be read
 */
export function pdfOf(
  facts: OutputFacts,
  clauses: readonly VersionClauseView[],
  figures: ReadonlyMap<string, string> = new Map(),
): PdfBlock[] {
  const { language } = facts;
  return [
    ...cover(facts),
    {
      toc: {
        title: { text: wordsOf(language).contents, style: "title", alignment: "center" },
        numberStyle: { bold: false },
      },
      pageBreak: "before",
    },
    ...clauses.flatMap((clause) => section(clause, language, figures)),
  ];
}

function cover(facts: OutputFacts): PdfBlock[] {
  const { kind, number, titles, status, issuer, authority } = coverOf(facts);
  const [first = "", second = ""] = titles;
  return [
    { text: number, alignment: "right", bold: true, fontSize: 14, margin: [0, 0, 0, 60] },
    { text: kind, alignment: "center", fontSize: 16, characterSpacing: 2, margin: [0, 0, 0, 12] },
    { canvas: [{ type: "line", x1: 0, y1: 0, x2: 483, y2: 0, lineWidth: 1 }], margin: [0, 0, 0, 110] },
    { text: first, alignment: "center", bold: true, fontSize: 26, lineHeight: 1.3, margin: [0, 0, 0, 16] },
    { text: second, alignment: "center", fontSize: 13, margin: [0, 0, 0, 90] },
    { text: status, alignment: "center", fontSize: 12, margin: [0, 0, 0, 130] },
    { canvas: [{ type: "line", x1: 0, y1: 0, x2: 483, y2: 0, lineWidth: 1 }], margin: [0, 0, 0, 10] },
    { text: issuer, alignment: "center", bold: true, fontSize: 14, margin: [0, 0, 0, 6] },
    { text: authority, alignment: "center", style: "muted" },
  ];
}

const ownPage: readonly string[] = ["foreword", "introduction", "annex", "bibliography"];

function section(
  clause: VersionClauseView,
  language: OutputFacts["language"],
  figures: ReadonlyMap<string, string>,
): PdfBlock[] {
  const top = clause.depth === 1;
  const heading = {
    text: headingOf(clause, language),
    id: `c-${clause.id}`,
    style: top ? "heading" : "subheading",
    ...(clause.depth <= 3 ? { tocItem: true, tocMargin: [(clause.depth - 1) * 14, 0, 0, 0] } : {}),
    // A heading alone at the foot of a page is turned over with what it names.
    headlineLevel: clause.depth,
    ...(top && (ownPage.includes(clause.kind) || clause.kind === "scope") ? { pageBreak: "before" } : {}),
    ...(top && ownPage.includes(clause.kind) ? { alignment: "center" } : {}),
  };
  const labels = asideLabels(clause.content, language);
  return [heading, ...clause.content.map((node, index) => block(node, labels[index] ?? null, figures))];
}

function block(node: ContentNode, label: string | null, figures: ReadonlyMap<string, string>): PdfBlock {
  const { attrs = {} } = node;
  const word = (name: string) => (typeof attrs[name] === "string" ? String(attrs[name]) : "");
  const inner = () => (node.content ?? []).map((child) => block(child, null, figures));
  const destination = word("elementId") ? { id: `e-${word("elementId")}` } : {};
  const caption = (): PdfBlock => ({
    ...destination,
    text: [word("label"), word("caption")].filter(Boolean).join(" "),
    bold: true,
    alignment: "center",
    margin: [0, 4, 0, 4],
  });
  switch (node.type) {
    case "bulletList":
      return { ul: inner(), margin: [0, 0, 0, 4] };
    case "orderedList":
      return { ol: inner(), margin: [0, 0, 0, 4] };
    case "listItem":
      return { stack: inner() };
    case "table":
      return {
        stack: [...(word("label") || word("caption") ? [caption()] : []), tableOf(node, figures)],
        margin: [0, 4, 0, 8],
      };
    case "note":
    case "example":
      return { text: [{ text: label ?? "", bold: true }, ...runs(node)], fontSize: 9, margin: [21, 0, 0, 4] };
    case "formula":
      return {
        columns: [
          { width: "*", stack: [{ tex: word("tex") }], alignment: "center" },
          { ...destination, text: word("label") ? `(${word("label")})` : "", width: "auto", margin: [0, 6, 0, 0] },
        ],
        margin: [0, 4, 0, 6],
      };
    case "figure": {
      const image = figures.get(word("fileId"));
      return {
        stack: [...(image ? [{ image, fit: [440, 360], alignment: "center" }] : []), caption()],
        margin: [0, 4, 0, 8],
      };
    }
    case "reference":
      return { text: [word("number"), word("title")].filter(Boolean).join("  "), margin: [21, 0, 0, 3] };
    case "term":
      return {
        stack: [
          { text: [word("zh"), word("en")].filter(Boolean).join("  "), bold: true },
          { text: runs(node), margin: [21, 0, 0, 0] },
        ],
        margin: [0, 2, 0, 6],
      };
    default:
      return { text: runs(node), leadingIndent: 21, margin: [0, 0, 0, 5] };
  }
}

/** Short rows get cells, and so does a row that a cell from above reaches into: pdfmake wants every place filled. */
function tableOf(node: ContentNode, figures: ReadonlyMap<string, string>): PdfBlock {
  const rows = (node.content ?? []).map((row) => row.content ?? []);
  const span = (cell: ContentNode, name: "colspan" | "rowspan") => Math.max(1, Number(cell.attrs?.[name] ?? 1));
  const width = Math.max(1, ...rows.map((row) => row.reduce((sum, cell) => sum + span(cell, "colspan"), 0)));
  const grid: (PdfBlock | null)[][] = rows.map(() => Array.from({ length: width }, () => null));
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (x < width && grid[y]?.[x] !== null) x += 1;
      if (x >= width) break;
      const wide = Math.min(span(cell, "colspan"), width - x);
      const high = Math.min(span(cell, "rowspan"), rows.length - y);
      for (let dy = 0; dy < high; dy += 1) for (let dx = 0; dx < wide; dx += 1) (grid[y + dy] ?? [])[x + dx] = "";
      (grid[y] ?? [])[x] = {
        // Only running text begins with an indent.
        stack: (cell.content ?? []).map((child) =>
          child.type === "paragraph" ? { text: runs(child) } : block(child, null, figures),
        ),
        fontSize: 9,
        ...(cell.attrs?.header === true ? { bold: true, fillColor: "#eef2f6" } : {}),
        ...(wide > 1 ? { colSpan: wide } : {}),
        ...(high > 1 ? { rowSpan: high } : {}),
      };
    }
  });
  if (grid.length === 0) return "";
  return {
    table: {
      headerRows: rows[0]?.every((cell) => cell.attrs?.header === true) ? 1 : 0,
      widths: Array.from({ length: width }, () => "*"),
      body: grid.map((row) => row.map((cell) => cell ?? "")),
    },
  };
}

function runs(node: ContentNode): PdfBlock[] {
  return (node.content ?? []).map((child): PdfBlock => {
    const marks = new Set((child.marks ?? []).map(({ type }) => type));
    const text = textOf(child);
    const link = child.marks?.find(({ type }) => type === "clauseLink")?.attrs;
    return {
      text,
      ...(link ? { linkToDestination: link.elementId ? `e-${link.elementId}` : `c-${link.clauseId}` } : {}),
      ...(marks.has("bold") || marks.has("italic") ? { bold: true } : {}),
      ...(marks.has("superscript") ? { sup: true } : {}),
      ...(marks.has("subscript") ? { sub: true } : {}),
    };
  });
}
