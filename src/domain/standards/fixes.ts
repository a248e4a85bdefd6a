import type { ContentNode } from "./content";

type Fix = { readonly from: string; readonly to: string; readonly excerpt: string };
/** Attributes in which words stand that a finding can be about. */
const written = ["translation", "number", "title", "zh", "en", "caption"] as const;

/**
 * Replaces a finding's word in the first run of text that belongs to its excerpt, or in a translation or reference that
 * does.
 * @returns null when nothing in the clause says so any more
 */
export function applyFixOnce(blocks: readonly ContentNode[], fix: Fix): ContentNode[] | null {
  let done = false;
  const visit = (node: ContentNode): ContentNode => {
    if (done) return node;
    if (node.type === "text" && node.text !== undefined && belongs(node.text, fix)) {
      done = true;
      return { ...node, text: replaced(node.text, fix) };
    }
    const content = node.content?.map(visit);
    if (done) return { ...node, content };
    for (const name of written) {
      const value = node.attrs?.[name];
      if (typeof value !== "string" || !belongs(value, fix)) continue;
      done = true;
      return { ...node, attrs: { ...node.attrs, [name]: replaced(value, fix) } };
    }
    return node;
  };
  const result = blocks.map(visit);
  return done ? result : null;
}

function belongs(text: string, { from, excerpt }: Fix): boolean {
  return text.includes(from) && (excerpt.includes(text.trim()) || text.includes(excerpt));
}

/** A full stop is taken from the end, an article from the beginning, a verb from where its sentence stands. */
function replaced(text: string, { from, to, excerpt }: Fix): string {
  const start = Math.max(0, text.indexOf(excerpt));
  const at = /^[.。]$/u.test(from) ? text.lastIndexOf(from) : text.indexOf(from, start);
  return text.slice(0, at) + to + text.slice(at + from.length);
}
