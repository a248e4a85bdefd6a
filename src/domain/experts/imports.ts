import { z } from "zod";
import { foldName } from "../shared/folding";
import { repairText } from "../shared/repair-text";
import { day } from "../shared/storable";
import { prose } from "../shared/text";
import { conceptById } from "../taxonomy/all-concepts";
import { evidenceKinds } from "./schema";

/** Evidence on its way into a profile, whatever file it came from. */
export const evidenceDraft = z.strictObject({
  kind: z.enum(evidenceKinds),
  title: prose(300).refine((title) => title !== "", "TITLE_MISSING"),
  body: prose(5_000).default(""),
  language: z.enum(["zh-CN", "en"]),
  /** A year counts as its last day. */
  date: day("DATE_UNREADABLE"),
  url: z
    .url({ protocol: /^https?$/u, error: "URL_UNREADABLE" })
    .max(500)
    .nullable()
    .default(null),
  people: z.array(prose(200).min(1)).max(200).default([]),
  doi: prose(200).nullable().default(null),
  conceptIds: z.array(prose(80)).max(30).default([]),
  supports: z.int().min(1).max(4, "SUPPORTS_RANGE").default(3),
});
export type EvidenceDraft = z.output<typeof evidenceDraft>;

export type ImportProblem = {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
};
export type Imported = { readonly drafts: EvidenceDraft[]; readonly problems: ImportProblem[] };

/** The same work in two files or two profiles: by DOI, else by folded title and year. */
export function workKeyOf({ doi, title, date }: Pick<EvidenceDraft, "doi" | "title" | "date">): string {
  return doi ? `doi:${doi.toLowerCase()}` : `title:${foldName(title)}|${date.slice(0, 4)}`.slice(0, 500).toWellFormed();
}

export function doiIn(text: string): string | null {
  return (
    /10\.\d{4,9}\/[^\s"<>]+/u
      .exec(text)?.[0]
      .replace(/[.,;)]+$/u, "")
      .toLowerCase() ?? null
  );
}

const han = /\p{Script=Han}/u;
export const languageIn = (text: string): "zh-CN" | "en" => (han.test(text) ? "zh-CN" : "en");

/** One item through the schema, or what is wrong with it in its row. */
export function checked(candidate: unknown, row: number): { draft?: EvidenceDraft; problems: ImportProblem[] } {
  const parsed = evidenceDraft.safeParse(candidate);
  if (parsed.success) return { draft: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.map((issue) => ({
      row,
      column: String(issue.path[0] ?? ""),
      code: /^[A-Z_]+$/u.test(issue.message) ? issue.message : "CELL_UNREADABLE",
      facts: factsOf(issue),
    })),
  };
}

function factsOf(issue: z.core.$ZodIssue): ImportProblem["facts"] {
  const { code: _, ...facts } = issue.code === "custom" ? (issue.params ?? {}) : {};
  return facts as ImportProblem["facts"];
}

const columns: Readonly<Record<string, readonly string[]>> = {
  kind: ["kind", "type", "类型", "类别"],
  title: ["title", "name", "标题", "名称"],
  body: ["body", "description", "说明", "描述"],
  date: ["date", "year", "日期", "年份"],
  url: ["url", "link", "链接", "网址"],
  people: ["people", "authors", "team", "作者", "人员"],
  doi: ["doi"],
  conceptIds: ["skills", "tags", "concepts", "能力", "标签"],
  supports: ["supports", "level", "等级"],
};
const kindWords: Readonly<Record<string, string>> = {
  论文: "paper",
  项目: "project",
  交付: "delivery",
  证书: "credential",
  课程: "course",
  成绩: "result",
};
const known = new Set<string>(evidenceKinds);

/**
 * A table with a header row as evidence: good rows go in, each bad one is reported by its number as a spreadsheet shows
 * it, empty ones counted. @param rows cells as text, the header first. @param tags local tags that exist
 */
export function evidenceRows(rows: readonly (readonly string[])[], tags: ReadonlySet<string>): Imported {
  const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell.trim() === "");
  const first = rows.findIndex((cells) => !isEmpty(cells));
  const header = rows[first] ?? [];
  const at = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const name = cell.normalize("NFKC").trim().toLowerCase();
    const field = Object.keys(columns).find((key) => columns[key]?.includes(name));
    if (field && !at.has(field)) at.set(field, index);
  }
  if (!at.has("title"))
    return { drafts: [], problems: [{ row: 1, column: "title", code: "TITLE_COLUMN_MISSING", facts: {} }] };
  const drafts: EvidenceDraft[] = [];
  const problems: ImportProblem[] = [];
  for (const [index, cells] of rows.entries()) {
    if (index <= first || isEmpty(cells)) continue;
    const cell = (field: string) =>
      repairText(cells[at.get(field) ?? -1] ?? "")
        .normalize("NFC")
        .trim();
    const list = (field: string) =>
      cell(field)
        .split(/[;；|]/u)
        .map((one) => one.trim())
        .filter(Boolean);
    const row = index + 1;
    const kind = kindWords[cell("kind")] ?? (cell("kind").toLowerCase() || "project");
    if (!known.has(kind)) {
      problems.push({ row, column: "kind", code: "KIND_UNKNOWN", facts: { found: cell("kind") } });
      continue;
    }
    const unknown = list("conceptIds").find((id) => !conceptById(id) && !tags.has(id));
    if (unknown !== undefined) {
      problems.push({ row, column: "skills", code: "CONCEPT_UNKNOWN", facts: { id: unknown } });
      continue;
    }
    const { draft, problems: wrong } = checked(
      {
        kind,
        title: cell("title"),
        body: cell("body"),
        language: languageIn(`${cell("title")}${cell("body")}`),
        date: wholeDate(cell("date")),
        url: cell("url") || null,
        people: list("people"),
        doi: doiIn(cell("doi")),
        conceptIds: list("conceptIds"),
        ...(cell("supports") ? { supports: Number(cell("supports")) } : {}),
      },
      row,
    );
    if (draft) drafts.push(draft);
    problems.push(...wrong);
  }
  return { drafts, problems };
}

/** `2024`, `2024-05`, `2024/5/1`: the last day of what is said. */
export function wholeDate(text: string): string {
  const [, year, month, day] = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?)?年?$/u.exec(text.trim()) ?? [];
  if (!year || year.startsWith("0") || Number(month ?? 1) < 1 || Number(month ?? 1) > 12) return text;
  if (!month) return `${year}-12-31`;
  if (day) return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** An entry of a BibTeX file as a parser gives it: field names in capitals. */
export type BibtexEntry = Readonly<Record<string, unknown>>;

export function bibtexEvidence(entries: readonly BibtexEntry[]): Imported {
  const drafts: EvidenceDraft[] = [];
  const problems: ImportProblem[] = [];
  for (const [index, entry] of entries.entries()) {
    const field = (name: string) => plainTex(String(entry[name] ?? ""));
    const title = field("TITLE");
    const { draft, problems: wrong } = checked(
      {
        kind: "paper",
        title,
        body: [field("JOURNAL") || field("BOOKTITLE") || field("PUBLISHER"), field("ABSTRACT")]
          .filter(Boolean)
          .join("\n")
          .slice(0, 5_000)
          .toWellFormed(),
        language: languageIn(title),
        date: wholeDate(field("DATE") || field("YEAR")),
        url: /^https?:/u.test(field("URL")) ? field("URL") : null,
        people: field("AUTHOR")
          .split(/\s+and\s+/u)
          .map(turnedName)
          .filter(Boolean),
        doi: doiIn(field("DOI")) ?? doiIn(field("URL")),
      },
      index + 1,
    );
    if (draft) drafts.push(draft);
    problems.push(...wrong);
  }
  return { drafts, problems };
}

const accents: Readonly<Record<string, string>> = {
  "'": "\u0301",
  "`": "\u0300",
  "^": "\u0302",
  '"': "\u0308",
  "~": "\u0303",
  "=": "\u0304",
  ".": "\u0307",
  v: "\u030c",
  c: "\u0327",
  u: "\u0306",
  H: "\u030b",
  k: "\u0328",
  r: "\u030a",
};
const signs: Readonly<Record<string, string>> = {
  ss: "ß",
  o: "ø",
  O: "Ø",
  l: "ł",
  L: "Ł",
  ae: "æ",
  AE: "Æ",
  aa: "å",
  AA: "Å",
  i: "ı",
};

/** TeX accents and letters as Unicode, in a whole file before it is parsed: parsers drop the backslash. */
export function texLetters(text: string): string {
  const marked = (_: string, mark: string, braced: string | undefined, bare: string | undefined) =>
    `${braced ?? bare ?? ""}${accents[mark] ?? ""}`;
  return text
    .replace(/\{(\\(?:['`^"~=.]\s*|[vcuHkr]\s+)\\?[a-zA-Z]|\\[a-zA-Z]{1,2})\}/gu, "$1 ")
    .replace(/\\(['`^"~=.])\s*(?:\{\\?([a-zA-Z])\}|\\?([a-zA-Z])) ?/gu, marked)
    .replace(/\\([vcuHkr])(?:\{\\?([a-zA-Z])\}|\s+\\?([a-zA-Z])) ?/gu, marked)
    .replace(/\\(ss|ae|AE|aa|AA|o|O|l|L|i)\b ?/gu, (_, sign: string) => signs[sign] ?? "")
    .normalize("NFC");
}

/** Braces and the commonest commands away. */
function plainTex(text: string): string {
  return text
    .replace(/\\([&%$#_{}])/gu, "$1")
    .replace(/\\[a-zA-Z]+\s*/gu, "")
    .replace(/[{}]/gu, "")
    .replaceAll("--", "–")
    .replace(/\s+/gu, " ")
    .trim();
}

/** BibTeX's "Family, Given" as people write it. */
function turnedName(name: string): string {
  const [family = "", given] = name.split(",").map((part) => part.trim());
  if (!given) return family;
  return han.test(family) ? `${family}${given}` : `${given} ${family}`;
}

type Loose = Readonly<Record<string, unknown>>;
const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Loose)[key] : undefined),
    value,
  );
const word = (value: unknown): string =>
  typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed().trim() : "";
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export type OrcidRecord = Imported & {
  readonly orcid: string;
  readonly nameEn: string;
  readonly summaryEn: string;
  readonly affiliations: { organisation: string; role: string; from: string; until: string | null }[];
  readonly education: { institution: string; degree: string; field: string; from: string; until: string | null }[];
  readonly links: string[];
};

/**
 * A record as ORCID's public API gives it in JSON (record schema 3.0). Null where it is none. Works become evidence;
 * what lacks a title or a year is reported by its place in the list.
 */
export function orcidRecord(record: unknown): OrcidRecord | null {
  const orcid = word(at(record, "orcid-identifier", "path"));
  if (!/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/u.test(orcid)) return null;
  const name = at(record, "person", "name");
  const nameEn =
    word(at(name, "credit-name", "value")) ||
    [word(at(name, "given-names", "value")), word(at(name, "family-name", "value"))].filter(Boolean).join(" ");
  const drafts: EvidenceDraft[] = [];
  const problems: ImportProblem[] = [];
  for (const [index, group] of list(at(record, "activities-summary", "works", "group")).entries()) {
    const summary = at(group, "work-summary", 0);
    const title = word(at(summary, "title", "title", "value"));
    const date = at(summary, "publication-date");
    const ids = list(at(summary, "external-ids", "external-id"));
    const doi = ids.find((id) => word(at(id, "external-id-type")) === "doi");
    const { draft, problems: wrong } = checked(
      {
        kind: "paper",
        title,
        body: word(at(summary, "journal-title", "value")),
        language: languageIn(title),
        date: wholeDate(
          [at(date, "year", "value"), at(date, "month", "value"), at(date, "day", "value")]
            .map(word)
            .filter(Boolean)
            .join("-"),
        ),
        url: /^https?:/u.test(word(at(summary, "url", "value"))) ? word(at(summary, "url", "value")) : null,
        people: nameEn ? [nameEn] : [],
        doi: doi ? doiIn(word(at(doi, "external-id-value"))) : null,
      },
      index + 1,
    );
    if (draft) drafts.push(draft);
    problems.push(...wrong);
  }
  return {
    orcid,
    nameEn,
    summaryEn: word(at(record, "person", "biography", "content"))
      .slice(0, 5_000)
      .toWellFormed(),
    affiliations: summaries(record, "employments", "employment-summary").map((one) => ({
      organisation: word(at(one, "organization", "name"))
        .slice(0, 200)
        .toWellFormed(),
      role: word(at(one, "role-title")).slice(0, 200).toWellFormed(),
      ...periodOf(one),
    })),
    education: summaries(record, "educations", "education-summary").map((one) => ({
      institution: word(at(one, "organization", "name"))
        .slice(0, 200)
        .toWellFormed(),
      degree: word(at(one, "role-title")).slice(0, 120).toWellFormed(),
      field: word(at(one, "department-name")).slice(0, 200).toWellFormed(),
      ...periodOf(one),
    })),
    links: [`https://orcid.org/${orcid}`],
    drafts,
    problems,
  };
}

function summaries(record: unknown, kind: string, summary: string): unknown[] {
  return list(at(record, "activities-summary", kind, "affiliation-group"))
    .flatMap((group) => list(at(group, "summaries")).map((one) => at(one, summary)))
    .filter((one) => at(one, "start-date", "year") !== undefined);
}

function periodOf(one: unknown): { from: string; until: string | null } {
  const month = (key: string) => {
    const year = word(at(one, key, "year", "value"));
    const told = word(at(one, key, "month", "value")).padStart(2, "0");
    const month = /^(0[1-9]|1[0-2])$/u.test(told) ? told : "01";
    return /^[1-9]\d{3}$/u.test(year) ? `${year}-${month}` : null;
  };
  return { from: month("start-date") ?? "1900-01", until: month("end-date") };
}
