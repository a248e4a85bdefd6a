import { findJsonFault } from "./json-fault";

/**
 * What is wrong with one place of a file that somebody brings. The sentence for `code` lives with the other errors;
 * `path` is written as in JSON (`releases[0].tender.title`), and is empty for the file as a whole.
 */
export type ImportProblem = {
  readonly path: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
};

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns the value, or the place where the text stops being JSON; a byte order mark at the start is passed over */
export function parseJsonText(text: string): { ok: true; value: unknown } | { ok: false; problem: ImportProblem } {
  const bare = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (bare.trim() === "") return { ok: false, problem: { path: "", code: "IMPORT_EMPTY", facts: {} } };
  try {
    return { ok: true, value: JSON.parse(bare) };
  } catch {
    const before = bare.slice(0, findJsonFault(bare)).split("\n");
    const column = (before.at(-1) ?? "").length + 1;
    return { ok: false, problem: { path: "", code: "IMPORT_NOT_JSON", facts: { line: before.length, column } } };
  }
}
