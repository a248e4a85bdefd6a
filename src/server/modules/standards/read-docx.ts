import mammoth from "mammoth";
import { AppError } from "@/domain/shared/errors";
import { type ContentNode, textOf } from "@/domain/standards/content";
import { readZip } from "@/server/platform/archives";
import type { ReadDraft } from "./read-markdown";

/** A Word document's tree as mammoth reads it; only what a standard can hold is looked at. */
type Element = {
  type: string;
  children?: Element[];
  value?: string;
  styleName?: string | null;
  styleId?: string | null;
  numbering?: { level?: string | number; isOrdered?: boolean } | null;
  isBold?: boolean;
  isItalic?: boolean;
  verticalAlignment?: string;
  altText?: string | null;
  colSpan?: number;
  rowSpan?: number;
};

/**
 * Blocks of a Word document: headings by their style, lists, tables, bold and italic; every other style is left behind.
 * @throws AppError UNSUPPORTED_FILE where the bytes are no such document
 */
export async function readDocx(bytes: Buffer): Promise<ReadDraft> {
  const body = await documentOf(bytes);
  const notes: ReadDraft["notes"] = [];
  const blocks: ReadDraft["blocks"] = [];
  body.forEach((element, index) => {
    const at = index + 1;
    const leave = (code: string, name: string) => notes.push({ at, code, name: name.slice(0, 60) });
    if (element.type === "paragraph") {
      const content = inline(element, leave);
      // A table of contents is made anew from the clauses.
      if (/^(?:toc|目录)/iu.test(element.styleName ?? element.styleId ?? "")) return;
      const level = levelOf(element);
      const item = element.numbering && level === null;
      if (!item) {
        blocks.push({ at, level, node: { type: "paragraph", content } });
        return;
      }
      addItem(blocks, at, element, content);
    } else for (const node of blocksOf(element, leave)) blocks.push({ at, level: null, node });
  });
  return { blocks, notes };
}

/** Every table's cells as text, row by row; for comment forms. */
export async function readDocxTables(bytes: Buffer): Promise<string[][][]> {
  const tables: string[][][] = [];
  const visit = (element: Element): void => {
    if (element.type === "table")
      tables.push(
        (element.children ?? []).map((row) =>
          (row.children ?? []).map((cell) =>
            (cell.children ?? [])
              .map((paragraph) =>
                inline(paragraph, () => {})
                  .map(textOf)
                  .join(""),
              )
              .join("\n")
              .trim(),
          ),
        ),
      );
    else for (const child of element.children ?? []) visit(child);
  };
  for (const element of await documentOf(bytes)) visit(element);
  return tables;
}

async function documentOf(bytes: Buffer): Promise<Element[]> {
  // Unpacked once under the limits, so that what mammoth unpacks cannot fill the memory.
  const files = await readZip(bytes);
  if (!files.has("word/document.xml")) throw new AppError("UNSUPPORTED_FILE", { reason: "docx" });
  let found: Element[] = [];
  try {
    await mammoth.convertToHtml(
      { buffer: bytes },
      {
        transformDocument: (document: Element) => {
          found = document.children ?? [];
          return { ...document, children: [] };
        },
      },
    );
  } catch (cause) {
    throw new AppError("UNSUPPORTED_FILE", { reason: "docx", cause });
  }
  return found;
}

function levelOf({ styleName, styleId }: Element): number | null {
  const name = `${styleName ?? ""} ${styleId ?? ""}`;
  const level = /(?:heading|标题)\s*([1-9])/iu.exec(name)?.[1];
  return level ? Number(level) : null;
}

function addItem(blocks: ReadDraft["blocks"], at: number, element: Element, content: ContentNode[]): void {
  const type = element.numbering?.isOrdered ? "orderedList" : "bulletList";
  const item: ContentNode = { type: "listItem", content: [{ type: "paragraph", content }] };
  const last = blocks.at(-1)?.node;
  if (last?.type === type && last.content) last.content.push(item);
  else blocks.push({ at, level: null, node: { type, content: [item] } });
}

type Leave = (code: string, name: string) => void;

function blocksOf(element: Element, leave: Leave): ContentNode[] {
  if (element.type === "paragraph") return [{ type: "paragraph", content: inline(element, leave) }];
  if (element.type !== "table") return (element.children ?? []).flatMap((child) => blocksOf(child, leave));
  return [
    {
      type: "table",
      content: (element.children ?? []).map((row, index) => ({
        type: "tableRow",
        content: (row.children ?? []).map((cell) => ({
          type: "tableCell",
          attrs: cellAttributes(cell, index === 0),
          content: (cell.children ?? []).flatMap((child) => blocksOf(child, leave)),
        })),
      })),
    },
  ];
}

function cellAttributes({ colSpan = 1, rowSpan = 1 }: Element, header: boolean) {
  return {
    ...(header ? { header: true } : {}),
    ...(colSpan > 1 ? { colspan: colSpan } : {}),
    ...(rowSpan > 1 ? { rowspan: rowSpan } : {}),
  };
}

function inline(element: Element, leave: Leave): ContentNode[] {
  const walk = (node: Element, marks: NonNullable<ContentNode["marks"]>): ContentNode[] => {
    if (node.type === "text")
      return node.value ? [{ type: "text", text: node.value, ...(marks[0] ? { marks } : {}) }] : [];
    if (node.type === "tab") return [{ type: "text", text: " " }];
    if (node.type === "break") return [{ type: "hardBreak" }];
    if (node.type === "image") {
      leave("PICTURE_LEFT", node.altText ?? "");
      return [];
    }
    const own: NonNullable<ContentNode["marks"]> = node.type === "run" ? marksOf(node) : marks;
    return (node.children ?? []).flatMap((child) => walk(child, own));
  };
  return merged(walk(element, []));
}

function marksOf({ isBold, isItalic, verticalAlignment }: Element): NonNullable<ContentNode["marks"]> {
  return [
    ...(isBold ? [{ type: "bold" as const }] : []),
    ...(isItalic ? [{ type: "italic" as const }] : []),
    ...(verticalAlignment === "superscript" ? [{ type: "superscript" as const }] : []),
    ...(verticalAlignment === "subscript" ? [{ type: "subscript" as const }] : []),
  ];
}

/** Word cuts text into runs wherever somebody once clicked; neighbours that look alike are one piece here. */
function merged(nodes: readonly ContentNode[]): ContentNode[] {
  const result: ContentNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (last?.type === "text" && node.type === "text" && JSON.stringify(last.marks) === JSON.stringify(node.marks))
      last.text = `${last.text ?? ""}${node.text ?? ""}`;
    else result.push({ ...node });
  }
  return result;
}
