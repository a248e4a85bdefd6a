import { numberParts } from "./citations";
import { type ContentNode, textOf } from "./content";
import { citationOf } from "./cover";
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

/** NISO STS 1.0 (ANSI/NISO Z39.102-2017), interchange tag set: one `sec` a clause, ids as in the clause tree. */
export function stsOf(
  facts: OutputFacts,
  written: readonly VersionClauseView[],
  formulas: ReadonlyMap<string, string> = new Map(),
): string {
  const clauses = written.map((clause) => ({
    ...clause,
    content: clause.content.map((node) => drawn(node, formulas)),
  }));
  const lang = facts.language === "en" ? "en" : "zh";
  const titles = [
    ["zh", facts.titleZh],
    ["en", facts.titleEn],
  ].filter(([, title]) => title);
  const wraps = titles
    .map(([code, title = ""]) => {
      const text = escapeXml(title);
      return `<title-wrap xml:lang="${code}"><main>${text}</main><full>${text}</full></title-wrap>`;
    })
    .join("");
  const front = clauses.filter(({ kind }) => kind === "foreword" || kind === "introduction");
  const annexes = clauses.filter((clause) => clause.kind === "annex" && clause.depth === 1);
  const annexIds = new Set(annexes.flatMap(({ id }) => [id, ...below(id, clauses)]));
  const roots = clauses.filter(
    (clause) =>
      clause.depth === 1 && !front.includes(clause) && !annexIds.has(clause.id) && clause.kind !== "bibliography",
  );
  const reference = citationOf(facts);
  const { originator, number, year } = numberParts(reference);
  const release = facts.publishedAt ? `<release-date>${facts.publishedAt.slice(0, 10)}</release-date>` : "";
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<standard xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:tbx="urn:iso:std:iso:30042:ed-1" xml:lang="${lang}">`,
    `<front><std-meta>${wraps}<std-ident><originator>${escapeXml(originator)}</originator><doc-number>${escapeXml(number)}</doc-number>`,
    `<version>${escapeXml(facts.stage)}</version></std-ident><content-language>${lang}</content-language>`,
    `<std-ref type="${year ? "dated" : "undated"}">${escapeXml(reference)}</std-ref><doc-ref>${escapeXml(reference)}</doc-ref>${release}`,
    `<permissions><copyright-holder>Lianfang</copyright-holder></permissions></std-meta>`,
    front.map((clause) => section(clause, clauses)).join(""),
    `</front><body>${roots.map((clause) => section(clause, clauses)).join("")}</body>`,
    back(annexes, clauses),
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

/** MathML under the prefix that the tag set gives it. */
function mathOf(mathml: string): string {
  return mathml
    .replaceAll(/<(\/?)([a-z]+)/gu, "<$1mml:$2")
    .replace(/ xmlns="[^"]*"/u, ' xmlns:mml="http://www.w3.org/1998/Math/MathML"');
}

function back(annexes: readonly VersionClauseView[], clauses: readonly VersionClauseView[]): string {
  const parts = [
    annexes.length > 0
      ? `<app-group>${annexes.map((clause) => section(clause, clauses, "app")).join("")}</app-group>`
      : "",
    ...clauses
      .filter(({ kind, depth }) => kind === "bibliography" && depth === 1)
      .map(
        ({ id, title, content }) =>
          `<ref-list content-type="bibl" id="sec_${id}"><title>${escapeXml(title)}</title>${content
            .map((node, index) =>
              node.type === "reference" ? ref(node, `${id}-${index}`) : block(node, `${id}-${index}`),
            )
            .join("")}</ref-list>`,
      ),
  ].join("");
  return parts ? `<back>${parts}</back>` : "";
}

function below(id: string, clauses: readonly VersionClauseView[]): string[] {
  return clauses.filter(({ parentId }) => parentId === id).flatMap((child) => [child.id, ...below(child.id, clauses)]);
}

function section(clause: VersionClauseView, clauses: readonly VersionClauseView[], tag: "sec" | "app" = "sec"): string {
  const type = sectionTypes[clause.kind];
  const children = clauses.filter(({ parentId }) => parentId === clause.id);
  const content = blocksOf(clause);
  const label = clause.number ? `<label>${escapeXml(clause.number)}</label>` : "";
  const attributes = `id="sec_${clause.id}"${type && tag === "sec" ? ` sec-type="${type}"` : ""}`;
  return `<${tag} ${attributes}>${label}<title>${escapeXml(clause.title)}</title>${content}${children.map((child) => section(child, clauses)).join("")}</${tag}>`;
}

/** Blocks in order; references that follow each other are one list, terms are entries of the terminology. */
function blocksOf(clause: VersionClauseView): string {
  let terms = 0;
  let open = false;
  const parts = clause.content.map((node, index) => {
    const id = `${clause.id}-${index}`;
    const list = node.type === "reference";
    const before = list === open ? "" : list ? '<ref-list content-type="norm-refs">' : "</ref-list>";
    open = list;
    if (list) return before + ref(node, id);
    if (node.type !== "term") return before + block(node, id);
    terms += 1;
    return before + term(node, id, clause.number ? `${clause.number}.${terms}` : String(terms));
  });
  return parts.join("") + (open ? "</ref-list>" : "");
}

function ref(node: ContentNode, id: string): string {
  const [number, title] = [word(node, "number"), word(node, "title")];
  const type = /[:—–-](?:19|20)\d{2}$/u.test(number) ? "dated" : "undated";
  const name = title ? `, <title>${escapeXml(title)}</title>` : "";
  return `<ref id="r_${id}"><std type="${type}"><std-ref>${escapeXml(number)}</std-ref>${name}</std></ref>`;
}

/** TBX as NISO STS takes it: one language set a language, the definition in that of the text. */
function term(node: ContentNode, id: string, label: string): string {
  const definition = (node.content ?? []).map((child, index) => block(child, `${id}-${index}`)).join("");
  const inChinese = /\p{Script=Han}/u.test((node.content ?? []).map(({ text }) => text ?? "").join(""));
  const set = (lang: "zh" | "en", name: string) => {
    const defined = definition && (lang === "zh") === inChinese ? `<tbx:definition>${definition}</tbx:definition>` : "";
    if (!name && !defined) return "";
    return `<tbx:langSet xml:lang="${lang}">${defined}<tbx:tig><tbx:term>${escapeXml(name)}</tbx:term><tbx:partOfSpeech value="noun"/></tbx:tig></tbx:langSet>`;
  };
  return `<term-sec id="ts_${id}"><label>${label}</label><tbx:termEntry id="te_${id}">${set("zh", word(node, "zh"))}${set("en", word(node, "en"))}</tbx:termEntry></term-sec>`;
}

function word(node: ContentNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === "string" ? value : "";
}

function caption(node: ContentNode): string {
  const [label, title] = [word(node, "label"), word(node, "caption")];
  return `${label ? `<label>${escapeXml(label)}</label>` : ""}${title ? `<caption><title>${escapeXml(title)}</title></caption>` : ""}`;
}

function block(node: ContentNode, id: string): string {
  const inner = () => (node.content ?? []).map((child, index) => block(child, `${id}-${index}`)).join("");
  switch (node.type) {
    case "text":
      return marked(node);
    case "hardBreak":
      return "<break/>";
    case "crossReference":
      return escapeXml(textOf(node));
    case "bulletList":
      return `<list list-type="bullet">${inner()}</list>`;
    case "orderedList":
      return `<list list-type="order">${inner()}</list>`;
    case "listItem":
      return `<list-item>${inner()}</list-item>`;
    case "table":
      return `<table-wrap id="t_${word(node, "elementId") || id}">${caption(node)}<table><tbody>${inner()}</tbody></table></table-wrap>`;
    case "tableRow":
      return `<tr>${inner()}</tr>`;
    case "tableCell": {
      const [only, ...more] = node.content ?? [];
      const content =
        more.length === 0 && only?.type === "paragraph"
          ? (only.content ?? []).map((child, index) => block(child, `${id}-${index}`)).join("")
          : inner();
      const spans = ["colspan", "rowspan"].map((name) =>
        node.attrs?.[name] ? ` ${name}="${Number(node.attrs[name])}"` : "",
      );
      const tag = node.attrs?.header === true ? "th" : "td";
      return `<${tag}${spans.join("")}>${content}</${tag}>`;
    }
    case "note":
      return `<non-normative-note><p>${inner()}</p></non-normative-note>`;
    case "example":
      return `<non-normative-example><p>${inner()}</p></non-normative-example>`;
    case "formula":
      return `<disp-formula id="f_${word(node, "elementId") || id}">${word(node, "label") ? `<label>${escapeXml(word(node, "label"))}</label>` : ""}${formulaOf(node)}</disp-formula>`;
    case "figure":
      return `<fig id="g_${word(node, "elementId") || id}">${caption(node)}${word(node, "fileId") ? `<graphic xlink:href="${escapeXml(word(node, "fileId"))}"/>` : ""}</fig>`;
    case "reference":
      return `<ref-list>${ref(node, id)}</ref-list>`;
    case "term":
    case "paragraph":
      return `<p id="p_${word(node, "provisionId") || id}">${inner()}</p>`;
  }
}

/** Both forms where there are both: readers with and without MathML take the one they know. */
function formulaOf(node: ContentNode): string {
  const tex = `<tex-math>${escapeXml(word(node, "tex"))}</tex-math>`;
  const mathml = word(node, "mathml");
  return mathml ? `<alternatives>${tex}${mathOf(mathml)}</alternatives>` : tex;
}

const elements = { bold: "bold", italic: "italic", superscript: "sup", subscript: "sub" } as const;

function marked(node: ContentNode): string {
  return (node.marks ?? []).reduce(
    (text, { type, attrs }) => {
      if (type === "clauseLink") return `<xref ${targetOf(attrs)}>${text}</xref>`;
      return `<${elements[type]}>${text}</${elements[type]}>`;
    },
    escapeXml(node.text ?? ""),
  );
}

const elementRefs: Readonly<Record<string, readonly [refType: string, prefix: string]>> = {
  table: ["table", "t"],
  figure: ["fig", "g"],
  formula: ["disp-formula", "f"],
};

function targetOf(attrs: Record<string, unknown> | undefined): string {
  const [type, prefix] = elementRefs[String(attrs?.elementType)] ?? ["sec", "sec"];
  const id = prefix === "sec" ? attrs?.clauseId : attrs?.elementId;
  return `ref-type="${type}" rid="${prefix}_${escapeXml(String(id ?? ""))}"`;
}

/** Also leaves out characters that XML 1.0 cannot carry at all. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
