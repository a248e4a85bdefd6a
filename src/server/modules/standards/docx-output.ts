import {
  AlignmentType,
  DeletedTextRun,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  InsertedTextRun,
  LevelFormat,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { ContentNode } from "@/domain/standards/content";
import { asideLabels, citationOf, coverOf, headingOf, wordsOf } from "@/domain/standards/cover";
import type { ClauseChange } from "@/domain/standards/redline";
import type { OutputFacts } from "@/domain/standards/sts";
import type { VersionClauseView } from "@/domain/standards/views";

/** A picture of the text with its kind, by file id. */
export type Figures = ReadonlyMap<string, { bytes: Buffer; type: "png" | "jpg" }>;
type Block = Paragraph | Table;

const levels = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;
const levelOf = (depth: number) => levels[Math.min(depth, levels.length) - 1] ?? HeadingLevel.HEADING_1;

/** The whole text as a Word document with cover, contents, running head and page numbers. */
export function docxOf(facts: OutputFacts, clauses: readonly VersionClauseView[], figures: Figures): Promise<Buffer> {
  const body = clauses.flatMap((clause) => [
    new Paragraph({ text: headingOf(clause, facts.language), heading: levelOf(clause.depth) }),
    ...blocksOf(clause.content, facts.language, figures),
  ]);
  return pack(facts, body);
}

/**
 * What changed between two versions as true tracked changes: Word's reviewer accepts or rejects each of them.
 * @param at when the later version was made, ISO 8601
 */
export function redlineDocxOf(
  facts: OutputFacts,
  changes: readonly ClauseChange[],
  author: string,
  at: string,
): Promise<Buffer> {
  let id = 1;
  const mark = () => ({ id: id++, author, date: at });
  const body = changes.flatMap(({ number, change, paragraphs }) =>
    paragraphs.map((pieces, index) => {
      const heading = index === 0 ? { heading: levelOf(Math.max(1, number.split(".").length)) } : {};
      const whole =
        pieces.length > 0 && pieces.every(({ kind }) => kind === pieces[0]?.kind) ? pieces[0]?.kind : "same";
      // The paragraph's own end is tracked too, or an inserted paragraph would leave an empty line when it is rejected.
      const run = whole === "added" ? { insertion: mark() } : whole === "removed" ? { deletion: mark() } : null;
      const label = index === 0 && number && change !== "removed" ? [new TextRun(`${number} `)] : [];
      return new Paragraph({
        ...heading,
        ...(run ? { run } : {}),
        children: [
          ...label,
          ...pieces.map(({ kind, text }) => {
            if (kind === "added") return new InsertedTextRun({ text, ...mark() });
            return kind === "removed" ? new DeletedTextRun({ text, ...mark() }) : new TextRun(text);
          }),
        ],
      });
    }),
  );
  return pack(facts, body);
}

function pack(facts: OutputFacts, body: readonly Block[]): Promise<Buffer> {
  const cover = coverOf(facts);
  const [title = "", second = ""] = cover.titles;
  const centre = (text: string, size: number, bold = false, before = 200) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before, after: 200 },
      children: [new TextRun({ text, size, bold })],
    });
  const number = citationOf(facts);
  return Packer.toBuffer(
    new Document({
      title: `${number} ${title}`,
      creator: "Lianfang 联防",
      features: { updateFields: true },
      styles: { default: { document: { run: { font: { ascii: "Times New Roman", eastAsia: "SimSun" }, size: 21 } } } },
      numbering: {
        config: [
          {
            reference: "ordered",
            levels: [{ level: 0, format: LevelFormat.LOWER_LETTER, text: "%1)", alignment: AlignmentType.START }],
          },
        ],
      },
      sections: [
        {
          children: [
            new Paragraph({
              alignment: AlignmentType.RIGHT,
              children: [new TextRun({ text: cover.number, bold: true, size: 28 })],
            }),
            centre(cover.kind, 32),
            centre(title, 52, true, 2_400),
            centre(second, 26),
            centre(cover.status, 24, false, 1_600),
            centre(cover.issuer, 28, true, 2_400),
            centre(cover.authority, 18),
          ],
        },
        {
          headers: {
            default: new Header({ children: [new Paragraph({ alignment: AlignmentType.RIGHT, text: number })] }),
          },
          footers: {
            default: new Footer({
              children: [
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  children: [new TextRun({ children: [PageNumber.CURRENT] })],
                }),
              ],
            }),
          },
          children: [
            centre(wordsOf(facts.language).contents, 32, true),
            new TableOfContents(wordsOf(facts.language).contents, { hyperlink: true, headingStyleRange: "1-3" }),
            new Paragraph({ children: [new PageBreak()] }),
            ...body,
          ],
        },
      ],
    }),
  );
}

function blocksOf(content: readonly ContentNode[], language: OutputFacts["language"], figures: Figures): Block[] {
  const labels = asideLabels(content, language);
  return content.flatMap((node, index) => block(node, labels[index] ?? null, language, figures));
}

function block(node: ContentNode, label: string | null, language: OutputFacts["language"], figures: Figures): Block[] {
  const word = (name: string) => (typeof node.attrs?.[name] === "string" ? String(node.attrs[name]) : "");
  const caption = () =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text: [word("label"), word("caption")].filter(Boolean).join(" "), bold: true })],
    });
  switch (node.type) {
    case "bulletList":
    case "orderedList":
      return (node.content ?? []).flatMap((item) =>
        (item.content ?? []).flatMap((child, index): Block[] =>
          index === 0 && child.type === "paragraph"
            ? [
                new Paragraph({
                  ...(node.type === "bulletList"
                    ? { bullet: { level: 0 } }
                    : { numbering: { reference: "ordered", level: 0 } }),
                  children: runs(child),
                }),
              ]
            : block(child, null, language, figures),
        ),
      );
    case "table":
      return [...(word("label") || word("caption") ? [caption()] : []), tableOf(node, language, figures)];
    case "note":
    case "example":
      return [
        new Paragraph({
          indent: { left: 420 },
          children: [new TextRun({ text: label ?? "", bold: true, size: 18 }), ...runs(node)],
        }),
      ];
    case "formula":
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [new TextRun(word("tex")), new TextRun(word("label") ? `    (${word("label")})` : "")],
        }),
      ];
    case "figure": {
      const figure = figures.get(word("fileId"));
      const picture = figure
        ? [
            new Paragraph({
              alignment: AlignmentType.CENTER,
              children: [
                new ImageRun({ type: figure.type, data: figure.bytes, transformation: { width: 420, height: 280 } }),
              ],
            }),
          ]
        : [];
      return [...picture, caption()];
    }
    case "reference":
      return [new Paragraph({ text: [word("number"), word("title")].filter(Boolean).join("  ") })];
    case "term":
      return [
        new Paragraph({
          children: [new TextRun({ text: [word("zh"), word("en")].filter(Boolean).join("  "), bold: true })],
        }),
        new Paragraph({ indent: { left: 420 }, children: runs(node) }),
      ];
    default:
      return [new Paragraph({ indent: { firstLine: 420 }, children: runs(node) })];
  }
}

function tableOf(node: ContentNode, language: OutputFacts["language"], figures: Figures): Block {
  const rows = (node.content ?? []).filter((row) => (row.content ?? []).length > 0);
  if (rows.length === 0) return new Paragraph("");
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row) =>
        new TableRow({
          tableHeader: (row.content ?? []).every((cell) => cell.attrs?.header === true),
          children: (row.content ?? []).map((cell) => {
            const inner = (cell.content ?? []).flatMap((child) => block(child, null, language, figures));
            const [colspan, rowspan] = [Number(cell.attrs?.colspan ?? 1), Number(cell.attrs?.rowspan ?? 1)];
            return new TableCell({
              children: inner.length > 0 ? inner : [new Paragraph("")],
              ...(colspan > 1 ? { columnSpan: colspan } : {}),
              ...(rowspan > 1 ? { rowSpan: rowspan } : {}),
            });
          }),
        }),
    ),
  });
}

function runs(node: ContentNode): TextRun[] {
  return (node.content ?? []).map((child) => {
    const marks = new Set((child.marks ?? []).map(({ type }) => type));
    if (child.type === "hardBreak") return new TextRun({ break: 1 });
    return new TextRun({
      text: child.text ?? "",
      bold: marks.has("bold"),
      italics: marks.has("italic"),
      superScript: marks.has("superscript"),
      subScript: marks.has("subscript"),
    });
  });
}
