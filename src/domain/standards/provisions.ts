import { type BlockType, type ContentNode, textOf } from "./content";
import { type ProvisionKind, provisionKind } from "./linter-verbs";

/**
 * Provisions (条文): the paragraphs of a clause's running text and of its list items. Notes, examples, tables and
 * definitions hold none (GB/T 1.1-2020, 8 and 9.12; ISO/IEC Directives part 2, 3.3).
 */
export const chosenKinds = ["requirement", "recommendation", "permission", "instruction", "statement"] as const;

const walked: readonly BlockType[] = ["bulletList", "orderedList", "listItem"];

/**
 * Gives each provision an id that stays with it through every later edit. Of two with one id (a paragraph was split or
 * copied) the first keeps it.
 * @param newId makes an id
 * @returns the same array where every provision already has an id of its own
 */
export function withProvisionIds(blocks: ContentNode[], newId: () => string, taken = new Set<string>()): ContentNode[] {
  let changed = false;
  const result = blocks.map((block) => {
    if (walked.includes(block.type as BlockType) && block.content) {
      const content = withProvisionIds(block.content, newId, taken);
      if (content === block.content) return block;
      changed = true;
      return { ...block, content };
    }
    if (block.type !== "paragraph" || textOf(block).trim() === "") return block;
    const id = block.attrs?.provisionId;
    if (typeof id === "string" && id !== "" && !taken.has(id)) {
      taken.add(id);
      return block;
    }
    changed = true;
    const provisionId = newId();
    taken.add(provisionId);
    return { ...block, attrs: { ...block.attrs, provisionId } };
  });
  return changed ? result : blocks;
}

export type Provision = {
  readonly id: string;
  readonly kind: ProvisionKind;
  readonly text: string;
  /** The same provision in the other language, where somebody wrote it. */
  readonly translation: string;
};

/** The kind somebody chose for it, else the one its first verb makes. */
export function kindOf(block: ContentNode, language: "zh-CN" | "en"): ProvisionKind {
  const chosen = chosenKinds.find((kind) => kind === block.attrs?.provisionKind);
  return chosen ?? provisionKind(textOf(block), language);
}

/** Every provision in reading order that has an id. */
export function provisionsOf(blocks: readonly ContentNode[], language: "zh-CN" | "en"): Provision[] {
  return blocks.flatMap((block): Provision[] => {
    if (walked.includes(block.type as BlockType)) return provisionsOf(block.content ?? [], language);
    const id = block.attrs?.provisionId;
    if (block.type !== "paragraph" || typeof id !== "string" || id === "") return [];
    const translation = block.attrs?.translation;
    return [
      {
        id,
        kind: kindOf(block, language),
        text: textOf(block),
        translation: typeof translation === "string" ? translation : "",
      },
    ];
  });
}
