import { xmlText } from "@/domain/shared/xml";
import { type ContentNode, textOf } from "./content";
import { asideLabels, coverOf, headingOf, wordsOf } from "./cover";
import type { OutputFacts } from "./sts";
import type { VersionClauseView } from "./views";

const style = `body{font:16px/1.7 "Noto Serif SC","Songti SC",SimSun,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111}
h1,h2,h3{font-family:"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;line-height:1.35}
header{border-bottom:2px solid #111;margin-bottom:2rem;padding-bottom:1.5rem;text-align:center}
.number{text-align:right;font-weight:700}table{border-collapse:collapse;width:100%}td,th{border:1px solid #777;padding:.3rem .5rem;text-align:left;vertical-align:top}
aside,blockquote{font-size:.9em;margin:.5rem 0 .5rem 2em}caption,figcaption{font-weight:700}figure{text-align:center;margin:1rem 0}img{max-width:100%}.formula{display:flex;align-items:center;gap:1rem}.formula span:first-child{flex:1;text-align:center;overflow-x:auto}nav ol{list-style:none;padding:0}
@media print{section.top{break-before:page}}`;

/** What the text alone does not hold: pictures as data addresses by file id, MathML by TeX. */
export type Drawn = { readonly figures: ReadonlyMap<string, string>; readonly formulas: ReadonlyMap<string, string> };
const nothingDrawn: Drawn = { figures: new Map(), formulas: new Map() };

/** A page of its own that needs no script, no network and no reader's account. */
export function htmlOf(facts: OutputFacts, clauses: readonly VersionClauseView[], drawn: Drawn = nothingDrawn): string {
  const cover = coverOf(facts);
  const { language } = facts;
  const [title = "", second = ""] = cover.titles;
  const contents = clauses
    .filter(({ depth }) => depth <= 3)
    .map(
      (clause) =>
        `<li style="padding-left:${(clause.depth - 1) * 1.5}em"><a href="#c-${clause.id}">${xmlText(headingOf(clause, language))}</a></li>`,
    )
    .join("");
  const body = clauses.map((clause) => section(clause, language, drawn)).join("\n");
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${xmlText(`${cover.number} ${title}`)}</title><style>${style}</style></head><body>
<header><p class="number">${xmlText(cover.number)}</p><p>${xmlText(cover.kind)}</p><h1>${xmlText(title)}</h1>
<p lang="${language === "en" ? "zh-CN" : "en"}">${xmlText(second)}</p><p>${xmlText(cover.status)}</p><p>${xmlText(cover.issuer)}</p></header>
<nav aria-label="${wordsOf(language).contents}"><h2>${wordsOf(language).contents}</h2><ol>${contents}</ol></nav>
<main>${body}</main><footer><p>${xmlText(cover.authority)}</p></footer></body></html>`;
}

function section(clause: VersionClauseView, language: OutputFacts["language"], drawn: Drawn): string {
  const level = Math.min(clause.depth + 1, 6);
  const labels = asideLabels(clause.content, language);
  const blocks = clause.content.map((node, index) => block(node, drawn, labels[index] ?? null)).join("");
  return `<section id="c-${clause.id}"${clause.depth === 1 ? ' class="top"' : ""}><h${level}>${xmlText(headingOf(clause, language))}</h${level}>${blocks}</section>`;
}

function text(value: unknown): string {
  return typeof value === "string" ? xmlText(value) : "";
}

function block(node: ContentNode, drawn: Drawn, label: string | null = null): string {
  const inner = () => (node.content ?? []).map((child) => block(child, drawn)).join("");
  const { attrs = {} } = node;
  switch (node.type) {
    case "text":
      return marked(node);
    case "hardBreak":
      return "<br>";
    case "crossReference":
      return xmlText(textOf(node));
    case "bulletList":
      return `<ul>${inner()}</ul>`;
    case "orderedList":
      return `<ol>${inner()}</ol>`;
    case "listItem":
      return `<li>${inner()}</li>`;
    case "table": {
      const caption = [attrs.label, attrs.caption].map(text).filter(Boolean).join(" ");
      return `<table${named(node)}>${caption ? `<caption>${caption}</caption>` : ""}<tbody>${inner()}</tbody></table>`;
    }
    case "tableRow":
      return `<tr>${inner()}</tr>`;
    case "tableCell": {
      const spans = ["colspan", "rowspan"].map((name) => (attrs[name] ? ` ${name}="${Number(attrs[name])}"` : ""));
      const tag = attrs.header === true ? "th" : "td";
      return `<${tag}${spans.join("")}>${inner()}</${tag}>`;
    }
    case "note":
      return `<aside><b>${xmlText(label ?? "")}</b>${inner()}</aside>`;
    case "example":
      return `<blockquote><b>${xmlText(label ?? "")}</b>${inner()}</blockquote>`;
    case "formula":
      return `<p class="formula"${named(node)}><span>${drawn.formulas.get(String(attrs.tex)) ?? `<code>${text(attrs.tex)}</code>`}</span>${attrs.label ? `<span>(${text(attrs.label)})</span>` : ""}</p>`;
    case "figure": {
      const image = drawn.figures.get(String(attrs.fileId));
      const picture = image ? `<img src="${image}" alt="${text(attrs.caption)}">` : "";
      return `<figure${named(node)}>${picture}<figcaption>${text(attrs.label)} ${text(attrs.caption)}</figcaption></figure>`;
    }
    case "reference":
      return `<p>${text(attrs.number)} ${text(attrs.title)}</p>`;
    case "term":
      return `<p><b>${[attrs.zh, attrs.en].map(text).filter(Boolean).join(" ")}</b><br>${inner()}</p>`;
    case "paragraph": {
      const id = typeof attrs.provisionId === "string" ? ` id="p-${text(attrs.provisionId)}"` : "";
      return `<p${id}>${inner()}</p>`;
    }
  }
}

/** What a reference to a table, figure or formula points to. */
function named({ attrs }: ContentNode): string {
  return typeof attrs?.elementId === "string" ? ` id="e-${text(attrs.elementId)}"` : "";
}

const tags = { bold: "b", italic: "i", superscript: "sup", subscript: "sub" } as const;

function marked(node: ContentNode): string {
  return (node.marks ?? []).reduce(
    (inner, { type, attrs }) =>
      type === "clauseLink"
        ? `<a href="#${attrs?.elementId ? `e-${text(attrs.elementId)}` : `c-${text(attrs?.clauseId)}`}">${inner}</a>`
        : `<${tags[type]}>${inner}</${tags[type]}>`,
    xmlText(node.text ?? ""),
  );
}
