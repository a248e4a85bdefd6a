import { z } from "zod";

/**
 * A clause's text as plain data, the JSON of the editor's document. Permissive on purpose (`para*`, never `para+`):
 * a strict schema lets the editor's binding delete whole clauses when two people edit offline. Rules are the linter's.
 */
export const blockTypes = [
  "paragraph",
  "note",
  "example",
  "bulletList",
  "orderedList",
  "listItem",
  "table",
  "tableRow",
  "tableCell",
  "figure",
  "formula",
  "term",
  "reference",
] as const;
export type BlockType = (typeof blockTypes)[number];
/** What stands within a line. A cross-reference keeps in `text` what it said last, for when its target is gone. */
export const inlineTypes = ["text", "hardBreak", "crossReference"] as const;

export const markTypes = ["bold", "italic", "superscript", "subscript", "clauseLink"] as const;
/** Characters of text in one clause; some forty printed pages. */
export const largestClause = 200_000;
const scalar = z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]);

export type ContentNode = {
  type: BlockType | (typeof inlineTypes)[number];
  text?: string | undefined;
  attrs?: Record<string, string | number | boolean | null> | undefined;
  marks?: { type: (typeof markTypes)[number]; attrs?: Attrs | undefined }[] | undefined;
  content?: ContentNode[] | undefined;
};
type Attrs = Record<string, string | number | boolean | null>;

/** One node; unknown kinds and attributes that are not scalars are refused, so that pasted pages leave no styles. */
export const contentNode: z.ZodType<ContentNode> = z.lazy(() =>
  z.strictObject({
    type: z.enum([...blockTypes, ...inlineTypes]),
    text: z.string().max(largestClause).optional(),
    attrs: z.record(z.string().max(40), scalar).optional(),
    marks: z
      .array(
        z.strictObject({
          type: z.enum(markTypes),
          attrs: z.record(z.string().max(40), scalar).optional(),
        }),
      )
      .max(10)
      .optional(),
    content: z.array(contentNode).max(5_000).optional(),
  }),
);

export const clauseContent = z
  .array(contentNode)
  .max(5_000)
  .superRefine((blocks, ctx) => {
    const size = blocks.reduce((sum, block) => sum + textOf(block).length, 0);
    if (size > largestClause)
      ctx.addIssue({
        code: "custom",
        params: { code: "CLAUSE_TOO_LARGE", size, most: largestClause },
        message: "CLAUSE_TOO_LARGE",
      });
  });

const knownTypes: ReadonlySet<unknown> = new Set([...blockTypes, ...inlineTypes]);

/**
 * What an editor of ours could have written, and nothing else: kinds, marks and attributes that are not of a standard
 * are left out, so that no client can spoil a clause for the others.
 */
export function cleanContent(value: unknown): ContentNode[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((node: Record<string, unknown> | null): ContentNode[] => {
    if (node === null || typeof node !== "object" || !knownTypes.has(node.type)) return [];
    // The kind was looked up in the list just now.
    const type = node.type as ContentNode["type"];
    const attrs = cleanAttributes(node.attrs);
    if (type === "text") {
      if (typeof node.text !== "string" || node.text === "") return [];
      const marks = cleanMarks(node.marks);
      return [{ type, text: node.text, ...(marks.length > 0 ? { marks } : {}) }];
    }
    const content = cleanContent(node.content);
    return [{ type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) }];
  });
}

function cleanAttributes(value: unknown): Attrs | null {
  if (value === null || typeof value !== "object") return null;
  const known = Object.entries(value).filter(
    (entry): entry is [string, Attrs[string]] =>
      entry[0].length <= 40 && entry[1] !== null && scalar.safeParse(entry[1]).success,
  );
  return known.length > 0 ? Object.fromEntries(known) : null;
}

function cleanMarks(value: unknown): NonNullable<ContentNode["marks"]> {
  if (!Array.isArray(value)) return [];
  return value.slice(0, 10).flatMap((mark: { type?: unknown; attrs?: unknown } | null) => {
    const type = markTypes.find((one) => one === mark?.type);
    const attrs = cleanAttributes(mark?.attrs);
    return type ? [{ type, ...(attrs ? { attrs } : {}) }] : [];
  });
}

/** Attributes that readers see as words, in the order in which they are read. */
const shownAttributes: Partial<Record<BlockType, readonly string[]>> = {
  formula: ["label", "tex"],
  figure: ["label", "caption"],
  reference: ["number", "title"],
  term: ["zh", "en"],
};

/** All text below a node, with nothing between inline pieces. */
export function textOf(node: ContentNode): string {
  if (node.type === "text") return node.text ?? "";
  if (node.type === "hardBreak") return "\n";
  if (node.type === "crossReference") return String(node.attrs?.text ?? "");
  const own = shownAttributes[node.type as BlockType];
  if (own) {
    const words = own.map((name) => node.attrs?.[name]).filter((value) => typeof value === "string" && value !== "");
    return [...words, ...(node.content ?? []).map(textOf)].join(" ").trim();
  }
  return (node.content ?? []).map(textOf).join("");
}

/** A block of running text with the kind of place it stands in. */
export type Passage = {
  kind: BlockType;
  text: string;
  provisionId: string | null;
  /** The same passage in the other language, where somebody wrote it. */
  translation: string;
  /** Of a term: what stands after its names. */
  definition: string;
};

/** Every paragraph-like block in reading order; lists and tables are walked into. */
export function passagesOf(blocks: readonly ContentNode[], within: BlockType | null = null): Passage[] {
  return blocks.flatMap((block): Passage[] => {
    switch (block.type) {
      case "bulletList":
      case "orderedList":
      case "listItem":
      case "table":
      case "tableRow":
      case "tableCell":
        return passagesOf(block.content ?? [], within);
      case "text":
      case "hardBreak":
      case "crossReference":
        return [];
      default: {
        const { provisionId, translation } = block.attrs ?? {};
        return [
          {
            kind: within ?? block.type,
            text: textOf(block),
            provisionId: typeof provisionId === "string" ? provisionId : null,
            translation: typeof translation === "string" ? translation : "",
            definition: (block.content ?? []).map(textOf).join(""),
          },
        ];
      }
    }
  });
}

export function plainText(blocks: readonly ContentNode[]): string {
  return passagesOf(blocks)
    .map(({ text }) => text)
    .join("\n");
}

/** Paragraphs from plain text, one a line; what an import or a seed begins with. */
export function paragraphs(text: string): ContentNode[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ type: "paragraph", content: [{ type: "text", text: line }] }));
}
