import { CsvError, parse } from "csv-parse/sync";
import type { Row } from "@/domain/needs/import-rows";
import { type ImportProblem, isJsonObject, parseJsonText } from "@/domain/shared/import-problem";
import { decodeFile } from "./decode-file";

/** One row with the line of the file it begins at; for a JSON list the place in it, from 1. */
export type PlacedRow = { readonly line: number; readonly row: Row };
export type ParsedRows =
  | {
      readonly ok: true;
      readonly format: "csv" | "json" | "jsonLines";
      readonly encoding: string;
      readonly columns: readonly string[];
      readonly rows: readonly PlacedRow[];
      /** Lines that are no rows, each with its reason; the others are read. */
      readonly refused: readonly (ImportProblem & { readonly line: number })[];
    }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] };

const separators = [",", ";", "\t", "|"] as const;

/**
 * Rows of a list: CSV with a line of column names (separated by comma, semicolon, tab or stroke), a JSON list of
 * objects, a JSON object that holds exactly one such list, or one JSON object a line. What the file is, its content
 * says, not its name.
 */
export function parseRows(bytes: Uint8Array): ParsedRows {
  const decoded = decodeFile(bytes);
  if (decoded === null) return refuse("ROWS_ENCODING");
  const text = decoded.text.replace(/^\ufeff/u, "");
  if (text.trim() === "") return refuse("IMPORT_EMPTY");
  const read = /^\s*[[{]/u.test(text) ? parseJsonRows(text) : parseCsvRows(text);
  if ("problems" in read) return { ok: false, problems: read.problems };
  if (read.rows.length === 0 && read.refused.length === 0) return refuse("ROWS_NONE");
  return { ok: true, encoding: decoded.encoding, columns: columnsOf(read.rows), ...read };
}

type Read = Pick<Extract<ParsedRows, { ok: true }>, "format" | "rows" | "refused">;
type Refusal = { readonly problems: readonly ImportProblem[] };

function refuse(code: string, facts: ImportProblem["facts"] = {}): { ok: false } & Refusal {
  return { ok: false, problems: [{ path: "", code, facts }] };
}

/** Every column that some row has, in the order of first use: JSON rows may leave fields out. */
function columnsOf(rows: readonly PlacedRow[]): string[] {
  return [...new Set(rows.flatMap(({ row }) => Object.keys(row)))];
}

function parseJsonRows(text: string): Read | Refusal {
  const parsed = parseJsonText(text);
  if (!parsed.ok) return looksLikeLines(text) ? parseJsonLines(text) : { problems: [parsed.problem] };
  const list = listIn(parsed.value);
  if (list === null) return looksLikeLines(text) ? parseJsonLines(text) : refuse("ROWS_NO_LIST");
  const rows: PlacedRow[] = [];
  const refused: (ImportProblem & { line: number })[] = [];
  for (const [index, row] of list.entries()) {
    const line = index + 1;
    if (isJsonObject(row)) rows.push({ line, row });
    else refused.push({ line, path: `[${index}]`, code: "ROWS_NOT_OBJECT", facts: {} });
  }
  return { format: "json", rows, refused };
}

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return null;
  const lists = Object.values(value).filter((one) => Array.isArray(one) && one.some(isJsonObject));
  const [only] = lists;
  return lists.length === 1 && Array.isArray(only) ? only : null;
}

/** One object a line: the first line alone is a whole object. */
function looksLikeLines(text: string): boolean {
  const first = parseJsonText(text.trimStart().split(/\r?\n/u)[0] ?? "");
  return first.ok && isJsonObject(first.value);
}

function parseJsonLines(text: string): Read {
  const rows: PlacedRow[] = [];
  const refused: (ImportProblem & { line: number })[] = [];
  for (const [index, content] of text.split(/\r?\n/u).entries()) {
    if (content.trim() === "") continue;
    const line = index + 1;
    const parsed = parseJsonText(content);
    if (!parsed.ok) refused.push({ line, ...parsed.problem, facts: { ...parsed.problem.facts, line } });
    else if (!isJsonObject(parsed.value)) refused.push({ line, path: "", code: "ROWS_NOT_OBJECT", facts: {} });
    else rows.push({ line, row: parsed.value });
  }
  return { format: "jsonLines", rows, refused };
}

type CsvRecord = { record: string[]; info: { lines: number } };

function parseCsvRows(text: string): Read | Refusal {
  const records = readCsv(text);
  if ("problems" in records) return records;
  const [header, ...body] = records;
  const names = (header?.record ?? []).map((name) => name.replace(/\s+/gu, " ").trim());
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  if (twice !== undefined) return refuse("ROWS_COLUMN_TWICE", { column: twice });
  if (names.every((name) => name === "")) return refuse("ROWS_NO_HEADER");
  const rows: PlacedRow[] = [];
  const refused: (ImportProblem & { line: number })[] = [];
  let before = header?.info.lines ?? 1;
  for (const { record, info } of body) {
    // csv-parse counts the lines read so far; a row with line breaks in it begins right after the row before.
    const line = before + 1;
    before = info.lines;
    if (record.every((cell) => cell.trim() === "")) continue;
    if (record.length === names.length) {
      rows.push({
        line,
        row: Object.fromEntries(names.flatMap((name, at) => (name === "" ? [] : [[name, record[at] ?? ""]]))),
      });
    } else {
      refused.push({ line, path: "", code: "ROWS_CELLS", facts: { found: record.length, expected: names.length } });
    }
  }
  return { format: "csv", rows, refused };
}

function readCsv(text: string): CsvRecord[] | Refusal {
  const options = { delimiter: separatorOf(text), info: true, relax_column_count: true, trim: true } as const;
  try {
    // With `info` every record comes with the count of lines, which the types of csv-parse do not tell.
    return parse(text, options) as unknown as CsvRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 0);
    return refuse("ROWS_QUOTES", { line });
  }
}

/** The separator that the line of column names holds most often, outside of quotes. */
function separatorOf(text: string): string {
  const header = (text.split(/\r?\n/u)[0] ?? "").replace(/"[^"]*"/gu, "");
  const counted = separators.map((sign) => ({ sign, count: header.split(sign).length }));
  return counted.toSorted((one, other) => other.count - one.count)[0]?.sign ?? ",";
}
