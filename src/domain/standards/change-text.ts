import { type ContentNode, textOf } from "./content";

const written = new Set(["paragraph", "note", "example"]);
const isPlain = (block: ContentNode) =>
  written.has(block.type) && (block.content ?? []).every(({ type }) => type === "text");

/** Blocks of running text that a form can offer, by their place; tables, lists, figures and formulas are not among them. */
export function editableBlocks(content: readonly ContentNode[]): { index: number; text: string }[] {
  return content.flatMap((block, index) => (isPlain(block) ? [{ index, text: textOf(block) }] : []));
}

/**
 * The clause with some of its running text rewritten. A block whose text stays keeps its marks; one that is emptied
 * goes; what a form cannot show stays as it is.
 * @param texts new text by the block's place
 * @param added paragraphs for the end, one a line
 */
export function rewrite(
  content: readonly ContentNode[],
  texts: ReadonlyMap<number, string>,
  added: string,
): ContentNode[] {
  const kept = content.flatMap((block, index): ContentNode[] => {
    const text = texts.get(index)?.trim();
    if (text === undefined || !isPlain(block) || text === textOf(block)) return [block];
    return text === "" ? [] : [{ ...block, content: [{ type: "text", text }] }];
  });
  const more = added
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((text): ContentNode => ({ type: "paragraph", content: [{ type: "text", text }] }));
  return [...kept, ...more];
}
