import { expect, test } from "vitest";
import { parseJsonText } from "@/domain/shared/import-problem";

test.each<[string, string, number, number]>([
  ["a comma too many", '{\n "elements": [,]}', 2, 15],
  ["a comma too few", '{"a": 1\n "b": 2}', 2, 2],
  ["a comma at the end", '{"a": 1,\n}', 2, 1],
  ["a quote too few", '{"a": "x,\n "b": 2}', 1, 7],
  ["the end missing", '{"a": [1, 2', 1, 12],
  ["single quotes", "{'a': 1}", 1, 2],
  ["two values", "{}\n{}", 2, 1],
  ["the wrong bracket", '{"a": [1, 2}', 1, 12],
  ["a number with a leading zero", '{"a": 012}', 1, 7],
  ["a comment", "// hello\n{}", 1, 1],
  ["plain text", "Dear colleagues", 1, 1],
])("%s: the place is named", (_, text, line, column) => {
  const result = parseJsonText(text);
  expect(result.ok ? null : result.problem).toEqual({ path: "", code: "IMPORT_NOT_JSON", facts: { line, column } });
});

test.each(["", " \n", "\ufeff"])("an empty file is named so", (text) => {
  const result = parseJsonText(text);
  expect(result.ok ? null : result.problem.code).toBe("IMPORT_EMPTY");
});

test("a byte order mark and escapes do no harm", () => {
  expect(parseJsonText('\ufeff{"a": ["\\u4e2d\\n", -1.5e3, true, null, {}]}')).toEqual({
    ok: true,
    value: { a: ["中\n", -1500, true, null, {}] },
  });
});
