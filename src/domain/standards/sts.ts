import type { ContentNode } from "./content";
import type { VersionClauseView } from "./views";

/** What the front of an output says. */
export type OutputFacts = {
  readonly id: string;
  readonly number: number;
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
export function stsOf(facts: OutputFacts, clauses: readonly VersionClauseView[]): string {
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
  const year = (facts.publishedAt ?? "").slice(0, 4);
  const reference = `LF ${facts.number}${year ? `:${year}` : ""}`;
  const release = facts.publishedAt ? `<release-date>${facts.publishedAt.slice(0, 10)}</release-date>` : "";
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<standard xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="${lang}">`,
    `<front><std-meta>${wraps}<std-ident><originator>LF</originator><doc-number>${facts.number}</doc-number>`,
    `<version>${escapeXml(facts.stage)}</version></std-ident><content-language>${lang}</content-language>`,
    `<std-ref type="dated">${escapeXml(reference)}</std-ref><doc-ref>${escapeXml(reference)}</doc-ref>${release}`,
    `<permissions><copyright-holder>Lianfang</copyright-holder></permissions></std-meta>`,
    front.map((clause) => section(clause, clauses)).join(""),
    `</front><body>${roots.map((clause) => section(clause, clauses)).join("")}</body>`,
    annexes.length > 0
      ? `<back><app-group>${annexes.map((clause) => section(clause, clauses, "app")).join("")}</app-group></back>`
      : "",
    "</standard>",
  ].join("\n");
}

function below(id: string, clauses: readonly VersionClauseView[]): string[] {
  return clauses.filter(({ parentId }) => parentId === id).flatMap((child) => [child.id, ...below(child.id, clauses)]);
}

function section(clause: VersionClauseView, clauses: readonly VersionClauseView[], tag: "sec" | "app" = "sec"): string {
  const type = sectionTypes[clause.kind];
  const children = clauses.filter(({ parentId }) => parentId === clause.id);
  const content = clause.content.map((node, index) => block(node, `${clause.id}-${index}`)).join("");
  const label = clause.number ? `<label>${escapeXml(clause.number)}</label>` : "";
  const attributes = `id="sec_${clause.id}"${type && tag === "sec" ? ` sec-type="${type}"` : ""}`;
  return `<${tag} ${attributes}>${label}<title>${escapeXml(clause.title)}</title>${content}${children.map((child) => section(child, clauses)).join("")}</${tag}>`;
}

function block(node: ContentNode, id: string): string {
  const inner = () => (node.content ?? []).map((child, index) => block(child, `${id}-${index}`)).join("");
  switch (node.type) {
    case "text":
      return marked(node);
    case "hardBreak":
      return "<break/>";
    case "bulletList":
      return `<list list-type="bullet">${inner()}</list>`;
    case "orderedList":
      return `<list list-type="order">${inner()}</list>`;
    case "listItem":
      return `<list-item>${inner()}</list-item>`;
    case "table":
      return `<table-wrap id="t_${id}"><table><tbody>${inner()}</tbody></table></table-wrap>`;
    case "tableRow":
      return `<tr>${inner()}</tr>`;
    case "tableCell":
      return `<td>${inner()}</td>`;
    case "note":
      return `<non-normative-note><p>${inner()}</p></non-normative-note>`;
    case "example":
      return `<non-normative-example><p>${inner()}</p></non-normative-example>`;
    case "formula":
      return `<disp-formula id="f_${id}"><tex-math>${escapeXml(String(node.attrs?.tex ?? ""))}</tex-math></disp-formula>`;
    case "figure":
      return `<fig id="g_${id}"><label>${escapeXml(String(node.attrs?.label ?? ""))}</label><caption><title>${escapeXml(String(node.attrs?.caption ?? ""))}</title></caption></fig>`;
    case "reference":
      return `<ref-list content-type="norm-refs"><ref id="r_${id}"><std><std-ref>${escapeXml(String(node.attrs?.number ?? ""))}</std-ref>, <title>${escapeXml(String(node.attrs?.title ?? ""))}</title></std></ref></ref-list>`;
    case "term":
    case "paragraph":
      return `<p id="p_${id}">${inner()}</p>`;
  }
}

const elements = { bold: "bold", italic: "italic", superscript: "sup", subscript: "sub" } as const;

function marked(node: ContentNode): string {
  return (node.marks ?? []).reduce(
    (text, { type }) => {
      if (type === "clauseLink") return text;
      return `<${elements[type]}>${text}</${elements[type]}>`;
    },
    escapeXml(node.text ?? ""),
  );
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
