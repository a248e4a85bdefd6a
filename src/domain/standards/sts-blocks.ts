import { xmlText } from "@/domain/shared/xml";
import { type ContentNode, textOf } from "./content";
import type { VersionClauseView } from "./views";

/** What a clause holds, as elements of NISO STS 1.0 in the places where its tag set (and JATS 1.1 below it) has them. */

/** Ids that the document has, and who may still take one: an id that stands twice makes XML invalid. */
export type StsIds = {
  /** What a reference to this id is called, or null when nothing here has it. */
  typeOf(id: string): string | null;
  /** @returns the wished id the first time it is a name of XML and free, the other one otherwise */
  take(wished: string, otherwise: string): string;
};

const nameOfXml = /^[A-Za-z_][\w.-]*$/u;

const elementRefs: Readonly<Record<string, readonly [refType: string, prefix: string]>> = {
  table: ["table", "t"],
  figure: ["fig", "g"],
  formula: ["disp-formula", "f"],
};

const lines: readonly ContentNode["type"][] = ["paragraph", "note", "example", "term"];

/** @returns the ids of all clauses and of all elements below them that references may name */
export function stsIds(clauses: readonly VersionClauseView[]): StsIds {
  const types = new Map<string, string>();
  for (const clause of clauses) {
    const top = clause.depth === 1;
    const type = top && clause.kind === "annex" ? "app" : clause.kind === "bibliography" ? "other" : "sec";
    types.set(`sec_${clause.id}`, type);
    const walk = (node: ContentNode): void => {
      const [refType, prefix] = elementRefs[node.type] ?? [];
      const elementId = word(node, "elementId");
      if (refType && elementId) types.set(`${prefix}_${elementId}`, refType);
      // Within a line there are words only.
      if (!lines.includes(node.type)) for (const child of node.content ?? []) walk(child);
    };
    for (const node of clause.content) walk(node);
  }
  const taken = new Set<string>();
  return {
    typeOf: (id) => (nameOfXml.test(id) ? (types.get(id) ?? null) : null),
    take(wished, otherwise) {
      const id = nameOfXml.test(wished) && !taken.has(wished) ? wished : otherwise;
      taken.add(id);
      return id;
    },
  };
}

/**
 * Blocks of a section in order. References that follow each other are one list. Terms are entries of the terminology,
 * each with what follows it, since a section takes no text after them (`sec-model`).
 */
export function sectionBlocks(clause: VersionClauseView, ids: StsIds): string {
  let terms = 0;
  let open: "ref-list" | "term-sec" | null = null;
  const parts = clause.content.map((node, index) => {
    const id = `${clause.id}-${index}`;
    if (node.type === "term") {
      const before = open ? `</${open}>` : "";
      open = "term-sec";
      terms += 1;
      const label = clause.number ? `${clause.number}.${terms}` : String(terms);
      return `${before}<term-sec id="ts_${id}"><label>${label}</label>${termEntry(node, id, ids)}`;
    }
    if (open === "term-sec") return block(node, id, ids);
    const list = node.type === "reference";
    const before = list === (open === "ref-list") ? "" : list ? openList(clause) : "</ref-list>";
    open = list ? "ref-list" : null;
    return before + (list ? ref(node, id) : block(node, id, ids));
  });
  return parts.join("") + (open ? `</${open}>` : "");
}

const openList = ({ kind }: VersionClauseView) =>
  kind === "references" ? '<ref-list content-type="norm-refs">' : "<ref-list>";

/** What a `ref-list` holds: blocks, then references (`ref-list-model`); the caller keeps that order. */
export function listBlocks(content: readonly ContentNode[], id: (position: number) => string, ids: StsIds): string {
  return content
    .map((node, index) => (node.type === "reference" ? ref(node, id(index)) : block(node, id(index), ids)))
    .join("");
}

function ref(node: ContentNode, id: string): string {
  const [number, title] = [word(node, "number"), word(node, "title")];
  const type = /[:—–-](?:19|20)\d{2}$/u.test(number) ? "dated" : "undated";
  const name = title ? `, <title>${xmlText(title)}</title>` : "";
  return `<ref id="r_${id}"><std type="${type}"><std-ref>${xmlText(number)}</std-ref>${name}</std></ref>`;
}

/**
 * TBX as NISO STS takes it: one language set a language, the definition in that of the text where the term has a name
 * in it. A term with neither name nor definition has no entry.
 */
function termEntry(node: ContentNode, id: string, ids: StsIds): string {
  const definition = inline(node.content, ids);
  const names = { zh: word(node, "zh"), en: word(node, "en") };
  const inChinese = /\p{Script=Han}/u.test((node.content ?? []).map(textOf).join(""));
  const [own, other] = inChinese ? (["zh", "en"] as const) : (["en", "zh"] as const);
  const definedIn = names[own] || !names[other] ? own : other;
  const sets = (["zh", "en"] as const).map((lang) => {
    const defined = definition && lang === definedIn ? `<tbx:definition>${definition}</tbx:definition>` : "";
    if (!names[lang] && !defined) return "";
    return `<tbx:langSet xml:lang="${lang}">${defined}<tbx:tig><tbx:term>${xmlText(names[lang])}</tbx:term><tbx:partOfSpeech value="noun"/></tbx:tig></tbx:langSet>`;
  });
  return sets.some(Boolean) ? `<tbx:termEntry id="te_${id}">${sets.join("")}</tbx:termEntry>` : "";
}

function caption(node: ContentNode): string {
  const [label, title] = [word(node, "label"), word(node, "caption")];
  return `${label ? `<label>${xmlText(label)}</label>` : ""}${title ? `<caption><title>${xmlText(title)}</title></caption>` : ""}`;
}

/** One block where the tag set takes any (`para-level`); "" for a list without items. */
function block(node: ContentNode, id: string, ids: StsIds): string {
  const children = (take: (child: ContentNode, id: string) => string) =>
    (node.content ?? []).map((child, index) => take(child, `${id}-${index}`)).join("");
  const named = (prefix: string) => {
    const own = word(node, prefix === "p" ? "provisionId" : "elementId");
    return `id="${ids.take(`${prefix}_${own || id}`, `${prefix}_${id}`)}"`;
  };
  switch (node.type) {
    case "bulletList":
    case "orderedList": {
      const items = children((child, at) => listItem(child, at, ids));
      return items && `<list list-type="${node.type === "bulletList" ? "bullet" : "order"}">${items}</list>`;
    }
    case "table": {
      const rows = children((child, at) => tableRow(child, at, ids));
      return `<table-wrap ${named("t")}>${caption(node)}${rows && `<table><tbody>${rows}</tbody></table>`}</table-wrap>`;
    }
    case "note":
      return `<non-normative-note><p>${inline(node.content, ids)}</p></non-normative-note>`;
    case "example":
      return `<non-normative-example><p>${inline(node.content, ids)}</p></non-normative-example>`;
    case "formula":
      return `<disp-formula ${named("f")}>${word(node, "label") ? `<label>${xmlText(word(node, "label"))}</label>` : ""}${formulaOf(node)}</disp-formula>`;
    case "figure":
      return `<fig ${named("g")}>${caption(node)}${word(node, "fileId") ? `<graphic xlink:href="${xmlText(word(node, "fileId"))}"/>` : ""}</fig>`;
    case "reference":
      return `<p><ref-list>${ref(node, id)}</ref-list></p>`;
    case "paragraph":
      return `<p ${named("p")}>${inline(node.content, ids)}</p>`;
    case "term":
      return `<p><bold>${xmlText([word(node, "zh"), word(node, "en")].filter(Boolean).join(" "))}</bold> ${inline(node.content, ids)}</p>`;
    default:
      // A word outside a paragraph.
      return `<p>${inline([node], ids)}</p>`;
  }
}

const containers: readonly ContentNode["type"][] = ["listItem", "tableRow", "tableCell"];

/** Blocks, also of what stands outside its list or table. */
export function unwrapped(nodes: readonly ContentNode[]): ContentNode[] {
  return nodes.flatMap((node) => (containers.includes(node.type) ? unwrapped(node.content ?? []) : [node]));
}

/** A block where only some may stand: the others within a paragraph, which takes all but another paragraph. */
function among(bare: readonly ContentNode["type"][], node: ContentNode, id: string, ids: StsIds): string {
  const made = block(node, id, ids);
  return bare.includes(node.type) || made === "" || made.startsWith("<p") ? made : `<p>${made}</p>`;
}

const inItems: readonly ContentNode["type"][] = ["bulletList", "orderedList", "note", "example"];
const inCells: readonly ContentNode["type"][] = [...inItems, "formula", "figure"];

function listItem(node: ContentNode, id: string, ids: StsIds): string {
  const blocks = unwrapped([node]);
  const inner = blocks.map((child, index) => among(inItems, child, `${id}-${index}`, ids)).join("");
  return `<list-item>${inner || "<p/>"}</list-item>`;
}

function tableRow(node: ContentNode, id: string, ids: StsIds): string {
  const cells = node.type === "tableRow" ? (node.content ?? []) : [node];
  return `<tr>${cells.map((cell, index) => tableCell(cell, `${id}-${index}`, ids)).join("") || "<td/>"}</tr>`;
}

function tableCell(node: ContentNode, id: string, ids: StsIds): string {
  const blocks = unwrapped([node]);
  const [only, ...more] = blocks;
  const content =
    more.length === 0 && only?.type === "paragraph"
      ? inline(only.content, ids)
      : blocks.map((child, index) => among(inCells, child, `${id}-${index}`, ids)).join("");
  const spans = ["colspan", "rowspan"].map((name) => {
    const cells = Number(node.attrs?.[name] ?? 1);
    return Number.isInteger(cells) && cells > 1 ? ` ${name}="${cells}"` : "";
  });
  const tag = node.attrs?.header === true ? "th" : "td";
  return `<${tag}${spans.join("")}>${content}</${tag}>`;
}

/** Both forms where there are both: readers with and without MathML take the one they know. */
function formulaOf(node: ContentNode): string {
  const tex = `<tex-math>${xmlText(word(node, "tex"))}</tex-math>`;
  const mathml = word(node, "mathml");
  return mathml ? `<alternatives>${tex}${mathOf(mathml)}</alternatives>` : tex;
}

/** MathML under the prefix that the tag set gives it. */
function mathOf(mathml: string): string {
  return mathml
    .replaceAll(/<(\/?)([a-z]+)/gu, "<$1mml:$2")
    .replace(/ xmlns="[^"]*"/u, ' xmlns:mml="http://www.w3.org/1998/Math/MathML"');
}

/** What stands within a line. A block that somebody's program put there keeps its words. */
function inline(nodes: readonly ContentNode[] | undefined, ids: StsIds): string {
  return (nodes ?? []).map((node) => (node.type === "hardBreak" ? "<break/>" : marked(node, ids))).join("");
}

const elements = { bold: "bold", italic: "italic", superscript: "sup", subscript: "sub" } as const;

function marked(node: ContentNode, ids: StsIds): string {
  const links = (node.marks ?? []).filter(({ type }) => type === "clauseLink");
  // A link within a link is none.
  const marks = (node.marks ?? []).filter((mark) => mark.type !== "clauseLink" || mark === links[0]);
  return marks.reduce(
    (text, { type, attrs }) => {
      if (type !== "clauseLink") return `<${elements[type]}>${text}</${elements[type]}>`;
      const [, prefix] = elementRefs[String(attrs?.elementType)] ?? [];
      const id = prefix ? `${prefix}_${String(attrs?.elementId)}` : `sec_${String(attrs?.clauseId)}`;
      const refType = ids.typeOf(id);
      return refType ? `<xref ref-type="${refType}" rid="${id}">${text}</xref>` : text;
    },
    xmlText(textOf(node)),
  );
}
/** An attribute that is text; "" when it is missing or something else. */
export function word(node: ContentNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === "string" ? value : "";
}
