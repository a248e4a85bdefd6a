import { xmlText } from "@/domain/shared/xml";
import { numberParts } from "./citations";
import type { ContentNode } from "./content";
import { citationOf } from "./cover";
import { listBlocks, type StsIds, sectionBlocks, stsIds, unwrapped, word } from "./sts-blocks";
import type { VersionClauseView } from "./views";

/** What the front of an output says. */
export type OutputFacts = {
  readonly id: string;
  readonly number: number;
  readonly officialNumber: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly language: "zh-CN" | "en";
  readonly profile: string;
  readonly stage: string;
  readonly version: number | null;
  readonly publishedAt: string | null;
};

const sectionTypes: Partial<Record<VersionClauseView["kind"], string>> = {
  foreword: "foreword",
  introduction: "intro",
  scope: "scope",
  references: "norm-refs",
  terms: "terms",
};

/**
 * NISO STS 1.0 (ANSI/NISO Z39.102-2017), interchange tag set: one `sec` a clause, ids as in the clause tree. Valid for
 * every text that the editor or an import can make; what stands where the tag set has no place for it is wrapped in a
 * paragraph, never left out.
 */
export function stsOf(
  facts: OutputFacts,
  written: readonly VersionClauseView[],
  formulas: ReadonlyMap<string, string> = new Map(),
): string {
  const clauses = written.map((clause) => ({
    ...clause,
    content: unwrapped(clause.content).map((node) => drawn(node, formulas)),
  }));
  const ids = stsIds(clauses);
  const lang = facts.language === "en" ? "en" : "zh";
  const titles = [
    ["zh", facts.titleZh],
    ["en", facts.titleEn],
  ].filter(([, title]) => title);
  const wraps = titles
    .map(([code, title = ""]) => {
      const text = xmlText(title);
      return `<title-wrap xml:lang="${code}"><main>${text}</main><full>${text}</full></title-wrap>`;
    })
    .join("");
  const roots = clauses.filter(({ depth }) => depth === 1);
  const ofKind = (...kinds: VersionClauseView["kind"][]) => roots.filter(({ kind }) => kinds.includes(kind));
  const front = ofKind("foreword", "introduction");
  const annexes = ofKind("annex");
  const lists = ofKind("bibliography");
  const body = roots.filter((clause) => ![...front, ...annexes, ...lists].includes(clause));
  const reference = citationOf(facts);
  const { originator, number, year } = numberParts(reference);
  const release = facts.publishedAt ? `<release-date>${facts.publishedAt.slice(0, 10)}</release-date>` : "";
  const sections = (some: readonly VersionClauseView[], tag: "sec" | "app" = "sec") =>
    some.map((clause) => section(clause, clauses, ids, tag)).join("");
  const back = [
    annexes.length > 0 ? `<app-group>${sections(annexes, "app")}</app-group>` : "",
    ...lists.map((clause) => bibliography(clause, clauses, ids)),
  ].join("");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<standard xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:tbx="urn:iso:std:iso:30042:ed-1" xml:lang="${lang}">`,
    `<front><std-meta>${wraps}<std-ident><originator>${xmlText(originator)}</originator><doc-number>${xmlText(number)}</doc-number>`,
    `<version>${xmlText(facts.stage)}</version></std-ident><content-language>${lang}</content-language>`,
    `<std-ref type="${year ? "dated" : "undated"}">${xmlText(reference)}</std-ref><doc-ref>${xmlText(reference)}</doc-ref>${release}`,
    `<permissions><copyright-holder>Lianfang</copyright-holder></permissions></std-meta>`,
    sections(front),
    `</front><body>${sections(body)}</body>`,
    back ? `<back>${back}</back>` : "",
    "</standard>",
  ].join("\n");
}

/** Formulas with their MathML beside the TeX, wherever they stand. */
function drawn(node: ContentNode, formulas: ReadonlyMap<string, string>): ContentNode {
  const mathml = node.type === "formula" ? formulas.get(word(node, "tex")) : undefined;
  return {
    ...node,
    ...(mathml ? { attrs: { ...node.attrs, mathml } } : {}),
    ...(node.content ? { content: node.content.map((child) => drawn(child, formulas)) } : {}),
  };
}

const childrenOf = (clause: VersionClauseView, clauses: readonly VersionClauseView[]) =>
  clauses.filter(({ parentId }) => parentId === clause.id);

function section(
  clause: VersionClauseView,
  clauses: readonly VersionClauseView[],
  ids: StsIds,
  tag: "sec" | "app" = "sec",
): string {
  const type = sectionTypes[clause.kind];
  const label = clause.number ? `<label>${xmlText(clause.number)}</label>` : "";
  const attributes = `id="sec_${clause.id}"${type && tag === "sec" ? ` sec-type="${type}"` : ""}`;
  const below = childrenOf(clause, clauses).map((child) => section(child, clauses, ids));
  return `<${tag} ${attributes}>${label}<title>${xmlText(clause.title)}</title>${sectionBlocks(clause, ids)}${below.join("")}</${tag}>`;
}

/** A list holds text, then references, then further lists: text that follows a reference begins the next list. */
function bibliography(clause: VersionClauseView, clauses: readonly VersionClauseView[], ids: StsIds): string {
  const groups = clause.content.reduce<ContentNode[][]>(
    (made, node) => {
      const last = made.at(-1);
      if (!last || (node.type !== "reference" && last.at(-1)?.type === "reference")) made.push([node]);
      else last.push(node);
      return made;
    },
    [[]],
  );
  let from = 0;
  const [own = "", ...more] = groups.map((content) => {
    const start = from;
    from += content.length;
    return listBlocks(content, (position) => `${clause.id}-${start + position}`, ids);
  });
  const below = childrenOf(clause, clauses).map((child) => bibliography(child, clauses, ids));
  const nested = more.map((content) => `<ref-list>${content}</ref-list>`);
  return `<ref-list content-type="bibl" id="sec_${clause.id}"><title>${xmlText(clause.title)}</title>${own}${nested.join("")}${below.join("")}</ref-list>`;
}
