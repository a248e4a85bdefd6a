import { readFileSync } from "node:fs";
import { sentence } from "@/i18n/sentences";
import { CommandError } from "./arguments";
import { decodeFile } from "./decode-file";
import { type ParsedRows, parseRows } from "./parse-rows";

/** The bytes of a file that somebody named. @throws CommandError when there is none */
function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new CommandError(`there is no file ${file} that can be read`);
  }
}

/** Text of a file in UTF-8, UTF-16 or GB 18030. @throws CommandError when it is no text */
export function readText(file: string): string {
  const decoded = decodeFile(readBytes(file));
  if (decoded === null) throw new CommandError(`${file}: ${inBoth("ROWS_ENCODING")}`);
  return decoded.text;
}

/** Rows of a list. @throws CommandError that says what is wrong with the file as a whole */
export function readRows(file: string): Extract<ParsedRows, { ok: true }> {
  const read = parseRows(readBytes(file));
  if (read.ok) return read;
  throw new CommandError(read.problems.map(({ code, facts }) => `${file}: ${inBoth(code, facts)}`).join("\n"));
}

/** The sentence for a code in both languages, for people at a terminal whose language nobody knows. */
export function inBoth(code: string, facts: Readonly<Record<string, string | number>> = {}): string {
  return `${sentence("en", "errors", code, facts)} ${sentence("zh-CN", "errors", code, facts)}`;
}
