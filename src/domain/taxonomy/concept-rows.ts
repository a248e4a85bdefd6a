import type { Concept } from "../shared/concept";

/**
 * One line of a table: code, English title, Chinese title, other names in either language set apart by `|`, id of the
 * broader concept, ids of near concepts.
 */
export type ConceptRow = readonly [
  code: string,
  en: string,
  zh: string,
  aliases?: string,
  parent?: string,
  related?: readonly string[],
];

/** @param framework what stands before the colon in every id of the table; it never changes once published */
export function conceptsFrom(framework: string, rows: readonly ConceptRow[]): readonly Concept[] {
  return rows.map(([code, en, zh, aliases = "", parent, related]) => ({
    id: `${framework}:${code}`,
    titles: { en, "zh-CN": zh },
    aliases: aliases.split("|").filter((alias) => alias !== ""),
    ...(parent === undefined ? {} : { parent }),
    ...(related === undefined ? {} : { related }),
  }));
}
