import {
  AlignmentType,
  Bookmark,
  DeletedTextRun,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  InsertedTextRun,
  InternalHyperlink,
  type IParagraphOptions,
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
  Math as WordMath,
} from "docx";
import type { Piece } from "@/domain/shared/redline";
import { type ContentNode, textOf } from "@/domain/standards/content";
import { asideLabels, citationOf, coverOf, headingOf, wordsOf } from "@/domain/standards/cover";
import { type BlockChange, type ClauseChange, partsOf, type RowChange } from "@/domain/standards/redline";
import type { OutputFacts } from "@/domain/standards/sts";
import type { VersionClauseView } from "@/domain/standards/views";
import { wordMathOf } from "./formulas";
import { fitted, pictureSize } from "./picture-size";

/** A picture of the text with its kind, by file id. */
export type Figures = ReadonlyMap<string, { bytes: Buffer; type: "png" | "jpg" }>;
/** What the text alone does not hold: its pictures, and MathML by TeX. */
type Drawn = { readonly figures: Figures; readonly formulas: ReadonlyMap<string, string> };
type Block = Paragraph | Table;
/** The most that a picture takes of a page, in pixels of 1/96 inch. */
const pictureBox = { width: 560, height: 480 };

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
export function docxOf(facts: OutputFacts, clauses: readonly VersionClauseView[], drawn: Drawn): Promise<Buffer> {
  const body = clauses.flatMap((clause) => [
    new Paragraph({
      heading: levelOf(clause.depth),
      children: [marked(`c-${clause.id}`, new TextRun(headingOf(clause, facts.language)))],
    }),
    ...blocksOf(clause.content, facts.language, drawn),
  ]);
  return pack(facts, body);
}

type Made = { readonly author: string; readonly at: string };
type Marks = () => { id: number; author: string; date: string };

/**
 * What changed between two versions as true tracked changes: Word's reviewer accepts or rejects each of them. Tables
 * stay tables, and what did not change is printed as in the document itself.
 * @param made who made the later version and when, ISO 8601
 */
export function redlineDocxOf(
  facts: OutputFacts,
  changes: readonly ClauseChange[],
  made: Made,
  drawn: Drawn,
): Promise<Buffer> {
  let id = 1;
  const mark: Marks = () => ({ id: id++, author: made.author, date: made.at });
  const body = changes.flatMap(({ number, depth, change, heading, blocks }): Block[] => {
    const label = number && change !== "removed" ? [new TextRun(`${number} `)] : [];
    return [
      tracked(heading, mark, { heading: levelOf(depth) }, label),
      ...blocks.flatMap((one) => blockChange(one, mark, facts.language, drawn)),
    ];
  });
  return pack(facts, body);
}

/** A paragraph of pieces; one that is wholly new or gone is tracked to its end, or rejecting it would leave a line. */
function tracked(
  pieces: readonly Piece[],
  mark: Marks,
  options: IParagraphOptions = {},
  label: readonly TextRun[] = [],
): Paragraph {
  const [first] = pieces;
  const whole = first && pieces.every(({ kind }) => kind === first.kind) ? first.kind : "same";
  const run = whole === "added" ? { insertion: mark() } : whole === "removed" ? { deletion: mark() } : null;
  return new Paragraph({
    ...options,
    ...(run ? { run } : {}),
    children: [
      ...label,
      ...pieces.map(({ kind, text }) => {
        if (kind === "added") return new InsertedTextRun({ text, ...mark() });
        return kind === "removed" ? new DeletedTextRun({ text, ...mark() }) : new TextRun(text);
      }),
    ],
  });
}

function blockChange(change: BlockChange, mark: Marks, language: OutputFacts["language"], drawn: Drawn): Block[] {
  if (change.kind === "same") return blocksOf([change.node], language, drawn);
  const told = partsOf(change);
  if (told.kind === "changed") return [tracked(told.pieces, mark)];
  if (told.kind === "list") return told.lines.map((pieces) => tracked(pieces, mark, itemOf(told.node)));
  const caption = tracked(told.caption, mark, { alignment: AlignmentType.CENTER });
  return [...(told.caption.length > 0 ? [caption] : []), trackedTable(told.rows, mark)];
}

/** How an item of this list begins. */
function itemOf({ type }: ContentNode): IParagraphOptions {
  return type === "bulletList" ? { bullet: { level: 0 } } : { numbering: { reference: "ordered", level: 0 } };
}

function trackedTable(rows: readonly RowChange[], mark: Marks): Block {
  const filled = rows.filter(({ cells }) => cells.length > 0);
  if (filled.length === 0) return new Paragraph("");
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: filled.map(
      ({ kind, cells }) =>
        new TableRow({
          ...(kind === "added" ? { insertion: mark() } : kind === "removed" ? { deletion: mark() } : {}),
          children: cells.map(
            ({ cell, pieces }) => new TableCell({ children: [tracked(pieces, mark)], ...spansOf(cell) }),
          ),
        }),
    ),
  });
}

function spansOf(cell: ContentNode): { columnSpan?: number; rowSpan?: number } {
  const [colspan, rowspan] = [Number(cell.attrs?.colspan ?? 1), Number(cell.attrs?.rowspan ?? 1)];
  return { ...(colspan > 1 ? { columnSpan: colspan } : {}), ...(rowspan > 1 ? { rowSpan: rowspan } : {}) };
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

function blocksOf(content: readonly ContentNode[], language: OutputFacts["language"], drawn: Drawn): Block[] {
  const labels = asideLabels(content, language);
  return content.flatMap((node, index) => block(node, labels[index] ?? null, language, drawn));
}

function block(node: ContentNode, label: string | null, language: OutputFacts["language"], drawn: Drawn): Block[] {
  const word = (name: string) => (typeof node.attrs?.[name] === "string" ? String(node.attrs[name]) : "");
  const pointedTo = (run: TextRun) => (word("elementId") ? marked(`e-${word("elementId")}`, run) : run);
  const caption = () =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [
        pointedTo(new TextRun({ text: [word("label"), word("caption")].filter(Boolean).join(" "), bold: true })),
      ],
    });
  switch (node.type) {
    case "bulletList":
    case "orderedList":
      return (node.content ?? []).flatMap((item) =>
        (item.content ?? []).flatMap((child, index): Block[] =>
          index === 0 && child.type === "paragraph"
            ? [
                new Paragraph({
                  ...itemOf(node),
                  children: runs(child),
                }),
              ]
            : block(child, null, language, drawn),
        ),
      );
    case "table":
      return [...(word("label") || word("caption") ? [caption()] : []), tableOf(node, language, drawn)];
    case "note":
    case "example":
      return [
        new Paragraph({
          indent: { left: 420 },
          children: [new TextRun({ text: label ?? "", bold: true, size: 18 }), ...runs(node)],
        }),
      ];
    case "formula": {
      const math = wordMathOf(drawn.formulas.get(word("tex")) ?? "");
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          children: [
            math ? new WordMath({ children: math }) : new TextRun(word("tex")),
            pointedTo(new TextRun(word("label") ? `    (${word("label")})` : "")),
          ],
        }),
      ];
    }
    case "figure": {
      const figure = drawn.figures.get(word("fileId"));
      const picture = figure
        ? [
            new Paragraph({
              alignment: AlignmentType.CENTER,
              children: [
                new ImageRun({
                  type: figure.type,
                  data: figure.bytes,
                  transformation: fitted(pictureSize(figure.bytes) ?? pictureBox, pictureBox),
                }),
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

function tableOf(node: ContentNode, language: OutputFacts["language"], drawn: Drawn): Block {
  const rows = (node.content ?? []).filter((row) => (row.content ?? []).length > 0);
  if (rows.length === 0) return new Paragraph("");
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      (row) =>
        new TableRow({
          tableHeader: (row.content ?? []).every((cell) => cell.attrs?.header === true),
          children: (row.content ?? []).map((cell) => {
            const inner = (cell.content ?? []).flatMap((child) => block(child, null, language, drawn));
            return new TableCell({
              children: inner.length > 0 ? inner : [new Paragraph("")],
              ...spansOf(cell),
            });
          }),
        }),
    ),
  });
}

/** A place that references point to; Word's names hold forty letters, digits and low lines. */
function marked(name: string, run: TextRun): Bookmark {
  return new Bookmark({ id: anchorOf(name), children: [run] });
}

const anchorOf = (name: string) => name.replaceAll(/[^A-Za-z0-9]/gu, "_").slice(0, 40);

function runs(node: ContentNode): (TextRun | InternalHyperlink)[] {
  return (node.content ?? []).map((child) => {
    const marks = new Set((child.marks ?? []).map(({ type }) => type));
    if (child.type === "hardBreak") return new TextRun({ break: 1 });
    const link = child.marks?.find(({ type }) => type === "clauseLink")?.attrs;
    const run = new TextRun({
      text: textOf(child),
      bold: marks.has("bold"),
      italics: marks.has("italic"),
      superScript: marks.has("superscript"),
      subScript: marks.has("subscript"),
    });
    const to = link?.elementId ? `e-${link.elementId}` : `c-${link?.clauseId}`;
    return link ? new InternalHyperlink({ anchor: anchorOf(to), children: [run] }) : run;
  });
}
