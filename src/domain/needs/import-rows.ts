import { languageOf } from "../shared/language-of";
import type { Locale } from "../shared/locale";
import { repairText } from "../shared/repair-text";
import { invisibleCharacter } from "../shared/text";
import { regionByCode, regions } from "../taxonomy/regions";
import { sectors } from "../taxonomy/sectors";
import { suggestTags } from "../taxonomy/suggest-tags";
import { type BudgetFault, currencyIn, readBudget, scaleOfColumn } from "./import-budgets";
import type { ColumnMap, ImportField } from "./import-columns";
import { readDate } from "./import-dates";
import { type currencies, type NeedContent, type NeedVisibility, needContent, type needKinds } from "./schema";

/** Lists of needs as rows: a draft, or every reason why there is none, for each row. */

export type Row = Readonly<Record<string, unknown>>;
/** What is wrong with a cell, or what was left out of it; the sentence for `code` lives with the other errors. */
export type RowProblem = {
  readonly column: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
};
export type RowDraft = {
  /** What tells this row from the others of its list, so that a second import knows it. */
  readonly key: string;
  readonly content: NeedContent;
  /** What could not be taken over and was left open: no reason to refuse the row. */
  readonly notes: readonly RowProblem[];
};
export type RowResult =
  | { readonly draft: RowDraft; readonly problems: null }
  | { readonly draft: null; readonly problems: readonly RowProblem[] };

export type RowOptions = {
  /** For amounts that name no currency, in the cell, in its column's name or in a column of their own. */
  readonly currency?: (typeof currencies)[number];
  /** Zone of dates that name none, in minutes east of UTC; China's where nothing is said. */
  readonly offsetMinutes?: number;
};

const chinaOffset = 480;
const mostTags = 15;
const lengths = { title: 200, summary: 2_000, description: 20_000, key: 200 } as const;

const kinds: ReadonlyMap<string, (typeof needKinds)[number]> = new Map([
  ["procurement", "procurement"],
  ["采购", "procurement"],
  ["采购需求", "procurement"],
  ["jointresearch", "jointResearch"],
  ["research", "jointResearch"],
  ["揭榜挂帅", "jointResearch"],
  ["联合攻关", "jointResearch"],
  ["技术攻关", "jointResearch"],
  ["pilot", "pilot"],
  ["试点", "pilot"],
  ["试点示范", "pilot"],
  ["crowdtest", "crowdTest"],
  ["众测", "crowdTest"],
  ["安全众测", "crowdTest"],
  ["training", "training"],
  ["培训", "training"],
  ["expertadvice", "expertAdvice"],
  ["advice", "expertAdvice"],
  ["专家咨询", "expertAdvice"],
  ["咨询", "expertAdvice"],
]);
const visibilities: ReadonlyMap<string, NeedVisibility> = new Map([
  ["public", "public"],
  ["公开", "public"],
  ["members", "members"],
  ["会员", "members"],
  ["登录用户", "members"],
  ["verified", "verified"],
  ["认证单位", "verified"],
  ["已认证单位", "verified"],
  ["invited", "invited"],
  ["定向邀请", "invited"],
  ["邀请", "invited"],
]);

/** @param position 1-based place of the row, its key where the list gives none */
export function draftFromRow(row: Row, map: ColumnMap, position: number, options: RowOptions = {}): RowResult {
  const problems: RowProblem[] = [];
  const notes: RowProblem[] = [];
  const cells = cellsOf(row, map, problems);

  const title = cells.text("title", lengths.title, "line");
  if (title === "") cells.refuse("title", "ROW_TITLE_MISSING");
  const summary = cells.text("summary", lengths.summary, "prose");
  const body = cells.text("description", lengths.description, "prose");
  if (summary === "" && body === "") cells.refuse("description", "ROW_TEXT_MISSING");
  const keywords = cells.text("keywords", lengths.summary, "prose");
  const kind = cells.oneOf("kind", kinds, "ROW_KIND") ?? "procurement";
  // A row that says who may see it, in words unknown here, must not become public by default.
  const visibility = cells.oneOf("visibility", visibilities, "ROW_VISIBILITY") ?? "public";
  const budget = readRowBudget(cells, problems, options);
  const offset = options.offsetMinutes ?? chinaOffset;
  const proposalDeadline = readRowDate("deadline", cells, offset);
  const questionsDeadline = readRowDate("questionsDeadline", cells, offset);
  if (proposalDeadline && questionsDeadline && questionsDeadline > proposalDeadline)
    cells.refuse("questionsDeadline", "ROW_DEADLINES_ORDER");
  if (problems.length > 0) return { draft: null, problems };

  const everything = [title, summary, body, keywords].join("\n");
  const tags = suggestTags(everything, { frameworks: ["protocol", "asset", "skill"], most: mostTags });
  const description = [body, keywords].filter((text) => text !== "").join("\n\n");
  const content = needContent.safeParse({
    kind,
    language: readLanguage(cells, everything),
    title,
    summary: summary || body.slice(0, lengths.summary),
    description: (description || summary).slice(0, lengths.description),
    sector: readSector(cells, notes),
    region: readRegion(cells, notes),
    tags: tags.map(({ id }) => id),
    budget,
    visibility,
    proposalDeadline,
    questionsDeadline,
  });
  if (!content.success) {
    const column = content.error.issues[0]?.path.join(".") ?? "";
    return { draft: null, problems: [{ column, code: "IMPORT_FIELD", facts: {} }] };
  }
  const key = cells.text("key", lengths.key, "line") || `row ${position}`;
  return { draft: { key, content: content.data, notes }, problems: null };
}

type Cells = ReturnType<typeof cellsOf>;

function cellsOf(row: Row, map: ColumnMap, problems: RowProblem[]) {
  const columnsOf = (field: ImportField): readonly string[] => {
    const columns = map[field];
    return columns === undefined ? [] : typeof columns === "string" ? [columns] : columns;
  };
  const column = (field: ImportField): string => columnsOf(field).join(", ") || field;
  const raw = (field: ImportField): string =>
    columnsOf(field)
      .map((name) => cellText(Object.hasOwn(row, name) ? row[name] : ""))
      .filter((part) => part !== "")
      .join("\n\n");
  const refuse = (field: ImportField, code: string, facts: RowProblem["facts"] = {}): void => {
    problems.push({ column: column(field), code, facts });
  };
  const text = (field: ImportField, most: number, kind: "line" | "prose"): string => {
    const found = kind === "line" ? raw(field).replace(/\s+/gu, " ") : raw(field).replace(/\r\n?/gu, "\n");
    if (found.length > most) refuse(field, "ROW_TOO_LONG", { length: found.length, most });
    const hidden = invisibleCharacter(found, kind);
    if (hidden) refuse(field, "TEXT_INVISIBLE", hidden);
    return found;
  };
  const oneOf = <T>(field: ImportField, values: ReadonlyMap<string, T>, code: string): T | null => {
    const found = raw(field);
    if (found === "") return null;
    const value = values.get(
      found
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[\s_-]/gu, ""),
    );
    if (value === undefined) refuse(field, code, { found: found.slice(0, 60), allowed: [...values.keys()].join(", ") });
    return value ?? null;
  };
  return { column, raw, refuse, text, oneOf };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value))
    return value
      .map(cellText)
      .filter((part) => part !== "")
      .join(", ");
  return typeof value === "object" ? JSON.stringify(value) : repairText(String(value)).trim();
}

function readRowDate(field: "deadline" | "questionsDeadline", cells: Cells, offset: number): string | undefined {
  const found = cells.raw(field);
  if (found === "") return undefined;
  const date = readDate(found, offset);
  if (date !== null && date !== "ambiguous") return date.instant;
  cells.refuse(field, date === null ? "ROW_DATE" : "ROW_DATE_AMBIGUOUS", { found: found.slice(0, 60) });
  return undefined;
}

function readRowBudget(cells: Cells, problems: RowProblem[], options: RowOptions): NeedContent["budget"] {
  const ends = (["budget", "budgetMin", "budgetMax"] as const).filter((field) => cells.raw(field) !== "");
  const [first] = ends;
  if (first === undefined) return undefined;
  const told = [cells.raw("currency"), ...ends.map(cells.raw), ...ends.map(cells.column)];
  const currency = told.map(currencyIn).find((one) => one !== null) ?? options.currency;
  if (cells.raw("currency") !== "" && currencyIn(cells.raw("currency")) === null) {
    cells.refuse("currency", "ROW_CURRENCY", { found: cells.raw("currency").slice(0, 20) });
    return undefined;
  }
  const before = problems.length;
  const figures = ends.map((field) => {
    const result = readBudget(cells.raw(field), currency ?? "CNY", scaleOfColumn(cells.column(field)));
    if (typeof result === "string")
      cells.refuse(field, result satisfies BudgetFault, { found: cells.raw(field).slice(0, 60) });
    return typeof result === "string" ? null : { field, result };
  });
  const at = (field: ImportField) => figures.find((one) => one?.field === field)?.result ?? null;
  const whole = at("budget");
  const min = at("budgetMin")?.max ?? at("budgetMin")?.min ?? whole?.min ?? null;
  const max = at("budgetMax")?.max ?? whole?.max ?? null;
  if (problems.length > before || (min === null && max === null)) return undefined;
  if (min !== null && max !== null && min > max) cells.refuse(first, "ROW_BUDGET_ORDER", { found: cells.raw(first) });
  if (currency === undefined) {
    cells.refuse(first, "ROW_CURRENCY_MISSING");
    return undefined;
  }
  return { currency, min, max };
}

function readLanguage(cells: Cells, text: string): Locale {
  const told = cells.raw("language").toLowerCase();
  if (/^zh|中文|汉语|chinese/u.test(told)) return "zh-CN";
  return /^en|英文|英语/u.test(told) ? "en" : languageOf(text);
}

/** The field's own sector, by id, title or one of its other names; anything else stays open and is noted. */
function readSector(cells: Cells, notes: RowProblem[]): string | undefined {
  const found = cells.raw("sector");
  if (found === "") return undefined;
  const direct = sectors.find(({ id, titles }) =>
    [id, id.slice("sector:".length), titles.en.toLowerCase(), titles["zh-CN"]].includes(found.toLowerCase()),
  );
  const id = direct?.id ?? suggestTags(found, { frameworks: ["sector"], most: 1 })[0]?.id;
  if (id === undefined)
    notes.push({ column: cells.column("sector"), code: "ROW_SECTOR", facts: { found: found.slice(0, 60) } });
  return id?.slice("sector:".length);
}

/** `CN-35` for a province named by code or name, or by one of its cities; another ISO 3166-2 code as it stands. */
function readRegion(cells: Cells, notes: RowProblem[]): string | undefined {
  const found = cells.raw("region");
  if (found === "") return undefined;
  const direct = regionByCode(found) ?? regions.find(({ titles }) => Object.values(titles).includes(found));
  const id = direct?.id ?? suggestTags(found, { frameworks: ["region"], most: 1 })[0]?.id;
  if (id !== undefined) return id.slice("region:".length);
  if (/^[A-Z]{2}-[A-Z0-9]{1,3}$/u.test(found)) return found;
  notes.push({ column: cells.column("region"), code: "ROW_REGION", facts: { found: found.slice(0, 60) } });
  return undefined;
}
