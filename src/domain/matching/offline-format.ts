import { z } from "zod";

/** The lines `npm run match` reads and writes. Ids may be text or whole numbers and come back as they were. */

const id = z.union([z.string().min(1), z.number().int()]);
const tags = z.array(z.string()).nullish();

export const offlineSubject = z.object({
  id,
  texts: z.array(
    z.object({
      title: z.string().nullish(),
      body: z.string(),
      year: z.number().int().min(1900).max(2200).nullish(),
    }),
  ),
  tags,
});
export type OfflineSubject = z.infer<typeof offlineSubject>;

export const offlineNeed = z.object({ id, title: z.string(), body: z.string(), tags });
export type OfflineNeed = z.infer<typeof offlineNeed>;

export type OfflineScore = {
  readonly need: string | number;
  readonly subject: string | number;
  readonly score: number;
  readonly reasons: readonly string[];
};

/** What is wrong with one field of one line; the sentence is made by whoever shows it. */
export type LineProblem = {
  /** `texts[0].body`; empty for the line as a whole. */
  readonly field: string;
  readonly problem: "notJson" | "notObject" | "missing" | "wrongType" | "outOfRange" | "empty";
  /** The type that was expected: `string`, `array`, `int` …; empty where it says nothing. */
  readonly expected: string;
};

export type ParsedLine<T> =
  | { readonly ok: true; readonly value: T; readonly unknownFields: readonly string[] }
  | { readonly ok: false; readonly problems: readonly LineProblem[] };

/** Reads one line; fields that are not part of the format are named and left out. */
export function parseOfflineLine<T extends object>(schema: z.ZodType<T>, line: string): ParsedLine<T> {
  const raw = parseJson(line);
  if (raw === notJson) return { ok: false, problems: [{ field: "", problem: "notJson", expected: "" }] };
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return { ok: false, problems: [{ field: "", problem: "notObject", expected: "" }] };
  }
  const result = schema.safeParse(raw);
  if (result.success) {
    return { ok: true, value: result.data, unknownFields: Object.keys(raw).filter((key) => !(key in result.data)) };
  }
  return { ok: false, problems: result.error.issues.map((issue) => describeIssue(issue, raw)) };
}

const notJson = Symbol("not JSON");

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return notJson;
  }
}

function describeIssue(issue: z.core.$ZodIssue, raw: object): LineProblem {
  const field = issue.path.reduce<string>(
    (path, part) =>
      typeof part === "number" ? `${path}[${part}]` : path === "" ? String(part) : `${path}.${String(part)}`,
    "",
  );
  const value = valueAt(raw, issue.path);
  if (value === undefined) return { field, problem: "missing", expected: "" };
  if (issue.code === "too_small" || issue.code === "too_big") {
    return { field, problem: value === "" ? "empty" : "outOfRange", expected: "" };
  }
  if (issue.code === "invalid_union") {
    return { field, problem: value === "" ? "empty" : "wrongType", expected: "string" };
  }
  return { field, problem: "wrongType", expected: issue.code === "invalid_type" ? issue.expected : "" };
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    raw,
  );
}
