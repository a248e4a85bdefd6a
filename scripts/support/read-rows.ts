import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Row } from "@/domain/needs/import-rows";
import { CommandError } from "./arguments";

/** Text of a file in UTF-8 or GB 18030, which Chinese spreadsheets still write. */
function readText(file: string): string {
  const bytes = (() => {
    try {
      return readFileSync(file);
    } catch {
      throw new CommandError(`there is no file ${file} that can be read`);
    }
  })();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

export function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Rows of a list: CSV with a header line, a JSON array of objects, or a JSON object that holds exactly one such array. */
export function readRows(file: string): Row[] {
  if (/\.csv$/iu.test(file)) {
    try {
      return parse(readText(file), { columns: true, bom: true, skip_empty_lines: true, trim: true }) as Row[];
    } catch (error) {
      throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const json = readJson(file);
  const lists = Array.isArray(json) ? [json] : Object.values(json as object).filter((value) => Array.isArray(value));
  const [list] = lists;
  if (lists.length !== 1 || !list || !list.every((row: unknown) => typeof row === "object" && row !== null)) {
    throw new CommandError(`${file} holds no list of objects`);
  }
  return list as Row[];
}
