/**
 * The markdown that documents are written in, as data: headings with stable anchors, paragraphs, lists, quotes, tables
 * and code. There is no HTML in it: a tag is shown as the characters it is written with, so nothing can run.
 */
export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly children: readonly Inline[] };
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly anchor: string; readonly children: readonly Inline[] }
  | { readonly kind: "paragraph" | "quote"; readonly children: readonly Inline[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "table"; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: "code"; readonly text: string };
/** A heading with everything up to the next one; the part before the first heading has the anchor `top`. */
export type Section = {
  readonly anchor: string;
  readonly title: string;
  readonly level: number;
  readonly text: string;
};

const heading = /^(#{1,6})\s+(.*?)(?:\s*\{#([a-z][a-z0-9-]{0,40})\})?\s*$/u;
const listMark = /^\s{0,3}(?:[-*+]|(\d{1,3})[.)、])\s+(.*)$/u;

/**
 * Gives every heading that has none an anchor and writes it down (`## Title {#s3}`), so that it stays the same in all
 * later editions whatever is added before it.
 * @param like the same document in its other language: its nth heading lends its anchor to our nth
 */
export function anchorBody(body: string, like = ""): string {
  const borrowed = headingsOf(like).map(({ anchor }) => anchor);
  const taken = new Set(headingsOf(body).flatMap(({ anchor }) => (anchor ? [anchor] : [])));
  let index = -1;
  let inCode = false;
  return body
    .split("\n")
    .map((row) => {
      if (row.startsWith("```")) inCode = !inCode;
      const match = inCode ? null : heading.exec(row);
      if (!match) return row;
      index += 1;
      if (match[3]) return row;
      const lent = borrowed[index];
      const anchor =
        lent && !taken.has(lent) ? lent : freeAnchor(taken, new Set(borrowed.filter((one) => one !== null)));
      taken.add(anchor);
      return `${match[1]} ${match[2]} {#${anchor}}`;
    })
    .join("\n");
}

function freeAnchor(taken: ReadonlySet<string>, reserved: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const anchor = `s${number}`;
    if (!taken.has(anchor) && !reserved.has(anchor)) return anchor;
  }
}

function headingsOf(body: string): { anchor: string | null }[] {
  let inCode = false;
  const found: { anchor: string | null }[] = [];
  for (const row of body.split("\n")) {
    if (row.startsWith("```")) inCode = !inCode;
    const match = inCode ? null : heading.exec(row);
    if (match) found.push({ anchor: match[3] ?? null });
  }
  return found;
}

export function sectionsOf(body: string): Section[] {
  const sections: { anchor: string; title: string; level: number; rows: string[] }[] = [
    { anchor: "top", title: "", level: 0, rows: [] },
  ];
  let inCode = false;
  for (const row of body.split("\n")) {
    if (row.startsWith("```")) inCode = !inCode;
    const match = inCode ? null : heading.exec(row);
    if (match) {
      const [, marks = "#", title = "", anchor] = match;
      sections.push({ anchor: anchor ?? `s${sections.length}`, title, level: marks.length, rows: [] });
    } else sections.at(-1)?.rows.push(row);
  }
  return sections
    .map(({ rows, ...section }) => ({ ...section, text: rows.join("\n").trim() }))
    .filter(({ anchor, text }) => anchor !== "top" || text !== "");
}

export function parseMarkdown(body: string): Block[] {
  const rows = body.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  let headings = 0;
  for (let at = 0; at < rows.length; ) {
    const row = rows[at] ?? "";
    if (row.trim() === "") {
      at += 1;
      continue;
    }
    if (row.startsWith("```")) {
      const end = rows.findIndex((line, index) => index > at && line.startsWith("```"));
      const last = end < 0 ? rows.length : end;
      blocks.push({ kind: "code", text: rows.slice(at + 1, last).join("\n") });
      at = last + 1;
      continue;
    }
    const title = heading.exec(row);
    if (title) {
      headings += 1;
      const [, marks = "#", text = "", anchor = `s${headings}`] = title;
      blocks.push({ kind: "heading", level: marks.length, anchor, children: parseInline(text) });
      at += 1;
      continue;
    }
    const taken = run(rows, at, (line) => kindOf(line) === kindOf(row));
    blocks.push(blockOf(kindOf(row), taken));
    at += taken.length;
  }
  return blocks;
}

type Kind = "paragraph" | "quote" | "unordered" | "ordered" | "table";

function kindOf(row: string): Kind | null {
  if (row.trim() === "" || heading.test(row) || row.startsWith("```")) return null;
  if (row.startsWith(">")) return "quote";
  if (row.trimStart().startsWith("|")) return "table";
  const mark = listMark.exec(row);
  if (mark) return mark[1] ? "ordered" : "unordered";
  return "paragraph";
}

function run(rows: readonly string[], from: number, same: (row: string) => boolean): string[] {
  let to = from;
  while (to < rows.length && same(rows[to] ?? "")) to += 1;
  return rows.slice(from, to);
}

function blockOf(kind: Kind | null, rows: readonly string[]): Block {
  if (kind === "quote")
    return { kind: "quote", children: parseInline(rows.map((row) => row.replace(/^>\s?/u, "")).join("\n")) };
  if (kind === "ordered" || kind === "unordered")
    return {
      kind: "list",
      ordered: kind === "ordered",
      items: rows.map((row) => parseInline(listMark.exec(row)?.[2] ?? row)),
    };
  if (kind === "table")
    return {
      kind: "table",
      rows: rows
        .filter((row) => !/^\s*\|[\s:|-]+\|?\s*$/u.test(row))
        .map((row) =>
          row
            .trim()
            .replace(/^\||\|$/gu, "")
            .split("|")
            .map((cell) => parseInline(cell.trim())),
        ),
    };
  return { kind: "paragraph", children: parseInline(rows.join("\n")) };
}

const mark = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|\[([^\]\n]+)\]\(([^()\s]+)\)/u;

/** Only addresses that lead to a page or within this one are links; `javascript:` and its like stay text. */
function safeHref(href: string): string | null {
  return /^(https?:\/\/|mailto:|#|\/(?!\/))/iu.test(href) ? href : null;
}

function parseInline(text: string): Inline[] {
  const found: Inline[] = [];
  let rest = text;
  for (;;) {
    const match = mark.exec(rest);
    if (!match) break;
    if (match.index > 0) found.push({ kind: "text", text: rest.slice(0, match.index) });
    const [whole, code, strong, emphasis, label, href] = match;
    const safe = href === undefined ? null : safeHref(href);
    if (code !== undefined) found.push({ kind: "code", text: code });
    else if (strong !== undefined) found.push({ kind: "strong", children: parseInline(strong) });
    else if (emphasis !== undefined) found.push({ kind: "emphasis", children: parseInline(emphasis) });
    else if (label !== undefined && safe)
      found.push({ kind: "link", href: safe, children: [{ kind: "text", text: label }] });
    else found.push({ kind: "text", text: whole });
    rest = rest.slice(match.index + whole.length);
  }
  if (rest !== "") found.push({ kind: "text", text: rest });
  return found;
}

/** The words alone, for search, mail and descriptions. */
export function plainText(body: string): string {
  const words = (children: readonly Inline[]): string =>
    children.map((one) => ("text" in one ? one.text : words(one.children))).join("");
  return parseMarkdown(body)
    .map((block) => {
      if (block.kind === "code") return block.text;
      if (block.kind === "list") return block.items.map(words).join("\n");
      if (block.kind === "table") return block.rows.map((row) => row.map(words).join(" ")).join("\n");
      return words(block.children);
    })
    .join("\n");
}
