import type { ClauseKind } from "./clause-tree";
import { type ContentNode, textOf } from "./content";

/** One block of a file that somebody wrote elsewhere, whatever format it came in. */
export type DraftBlock = {
  /** Line or paragraph of the file, from 1, for what has to be told about it. */
  readonly at: number;
  /** 1 to 9 for a heading, null for everything else. */
  readonly level: number | null;
  readonly node: ContentNode;
};

export type DraftClause = {
  readonly kind: ClauseKind;
  readonly title: string;
  /** 1 for the top. */
  readonly depth: number;
  readonly content: ContentNode[];
};

const names: readonly (readonly [RegExp, ClauseKind])[] = [
  [/^(?:前\s*言|foreword)$/iu, "foreword"],
  [/^(?:引\s*言|introduction)$/iu, "introduction"],
  [/^(?:范\s*围|scope)$/iu, "scope"],
  [/^(?:规范性引用文件|normative references?)$/iu, "references"],
  [/^(?:术语和定义|术语与定义|terms and definitions)$/iu, "terms"],
  [/^(?:参考文献|bibliography)$/iu, "bibliography"],
];
const annexName = /^(?:附\s*录|annex|appendix)\s*[A-Z](?![A-Za-z])\s*/iu;
const annexQualifier = /^[（(](?:规范性|资料性|规范性附录|资料性附录|normative|informative)[）)]\s*/iu;
/** "5.1.2 Title" or "第5章 Title"; a year or a document's number is none. */
const numbered = /^((?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3}){0,8})(?:[\s　.、]+)(?=\S)/u;
const documentNumber =
  /^(?:\[\d+\]\s*)?((?:GB\/T|GB|GB\/Z|ISO\/IEC|ISO|IEC|YD\/T|NIST SP|IEEE|RFC|ITU-T|ETSI)\s?[A-Z]?\d[\w./:—–-]*)(?:[\s　,，]+(.*))?$/u;
const longestTitle = 80;

/**
 * Recognises the clauses of a draft: headings by their level, numbered short lines where the file has no headings,
 * the elements with a fixed name, annexes. Text before the first clause becomes a foreword, so that nothing is lost.
 */
export function clausesOf(blocks: readonly DraftBlock[]): DraftClause[] {
  const hasHeadings = blocks.some(({ level }) => level !== null);
  const clauses: (Omit<DraftClause, "content"> & { content: ContentNode[] })[] = [];
  for (const { level, node } of blocks) {
    const heading = headingOf(node, level, hasHeadings);
    const here = clauses.at(-1);
    if (heading && here?.kind === "terms" && heading.depth > 1) {
      here.content.push(termOf(heading.title, []));
    } else if (heading?.kind === "foreword" && here?.kind === "foreword" && here.title === "")
      clauses.splice(-1, 1, { ...here, title: heading.title });
    else if (heading) clauses.push({ ...heading, content: [] });
    else if (textOf(node).trim() === "" && node.type === "paragraph") continue;
    else if (here) here.content.push(...shaped(node, here));
    else clauses.push({ kind: "foreword", title: "", depth: 1, content: [node] });
  }
  return clauses.map((clause) => ({ ...clause, content: joined(clause.content) }));
}

function headingOf(node: ContentNode, level: number | null, hasHeadings: boolean): Omit<DraftClause, "content"> | null {
  if (node.type !== "paragraph") return null;
  const text = textOf(node).replaceAll(/\s+/gu, " ").trim();
  const number = numbered.exec(text)?.[1] ?? "";
  const title = text
    .replace(numbered, "")
    .replace(/^第\s*\d+\s*章\s*/u, "")
    .trim();
  const fixed = names.find(([pattern]) => pattern.test(title))?.[1];
  if (fixed && (level !== null || !hasHeadings)) return { kind: fixed, title, depth: 1 };
  if (annexName.test(text) && (level !== null || !hasHeadings)) {
    const rest = text.replace(annexName, "").replace(annexQualifier, "").trim();
    return { kind: "annex", title: rest, depth: 1 };
  }
  if (level !== null) return { kind: "body", title, depth: number ? number.split(".").length : level };
  if (hasHeadings || !number || title.length > longestTitle || /[。；;:：.]$/u.test(title)) return null;
  return { kind: "body", title, depth: number.split(".").length };
}

/** A paragraph as the element it is in its clause: term, reference, note, example. */
function shaped(node: ContentNode, clause: { kind: ClauseKind; content: ContentNode[] }): ContentNode[] {
  if (node.type !== "paragraph") return [node];
  const text = textOf(node).trim();
  const aside = /^(?:注\s*\d*\s*[:：]|NOTE(?:\s\d+)?(?:\sto entry)?\s*[:：—-])\s*/iu.exec(text);
  if (aside) return [inner("note", text.slice(aside[0].length))];
  const example = /^(?:示例\s*\d*\s*[:：]|EXAMPLE(?:\s\d+)?\s*[:：—-]?)\s*/iu.exec(text);
  if (example) return [inner("example", text.slice(example[0].length))];
  if (clause.kind === "references" || clause.kind === "bibliography") {
    const [, number, title = ""] = documentNumber.exec(text) ?? [];
    const relation = clause.kind === "references" ? "normative" : "informative";
    if (number) return [{ type: "reference", attrs: { number, title: title.trim(), relation } }];
  }
  if (clause.kind === "terms") {
    const number = /^3(?:\.\d+)+$/u.test(text);
    if (number) return [];
    const open = clause.content.at(-1);
    if (open?.type === "term" && (open.content ?? []).length === 0) {
      open.content = node.content;
      return [];
    }
    const named =
      /^(?:3(?:\.\d+)+\s+)?(\p{Script=Han}[\p{Script=Han}\d（）()]{1,30})\s+([A-Za-z][A-Za-z0-9 ,()/-]{1,80})$/u.exec(
        text,
      );
    if (named) return [termOf(`${named[1]} ${named[2]}`, [])];
  }
  return [node];
}

function inner(type: "note" | "example", text: string): ContentNode {
  return { type, content: text ? [{ type: "text", text }] : [] };
}

/** 安全域 zone: the Chinese and the English name of one term. */
function termOf(title: string, content: ContentNode[]): ContentNode {
  const [, zh = "", en = ""] = /^([^A-Za-z]*)(.*)$/u.exec(title.trim()) ?? [];
  return { type: "term", attrs: { zh: zh.trim(), en: en.trim() }, content };
}

/** A caption before or after its table becomes the table's own. */
function joined(content: readonly ContentNode[]): ContentNode[] {
  const result: ContentNode[] = [];
  for (let at = 0; at < content.length; at += 1) {
    const node = content[at];
    if (!node) continue;
    const caption = node.type === "paragraph" ? captionOf(textOf(node)) : null;
    const next = content[at + 1];
    if (caption && next?.type === "table") {
      result.push({ ...next, attrs: { ...next.attrs, ...caption } });
      at += 1;
    } else result.push(node);
  }
  return result;
}

function captionOf(text: string): { label: string; caption: string } | null {
  const [, label, caption = ""] =
    /^\s*((?:表|Table)\s*(?:[A-Z]\.)?\d+)\s*(?:[—–:：-]\s*)?(.{0,200})$/u.exec(text) ?? [];
  return label ? { label: label.replaceAll(/\s+/gu, " "), caption: caption.trim() } : null;
}
