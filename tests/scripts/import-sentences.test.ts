import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hasSentence, sentence } from "@/i18n/sentences";

/** Files that complain of what people bring; every code they write needs a sentence in both languages. */
const sources = globSync([
  "src/domain/needs/{ocds,import}-*.ts",
  "src/domain/taxonomy/nice-import.ts",
  "src/domain/shared/import-problem.ts",
  "scripts/support/parse-rows.ts",
  "scripts/import-*.ts",
]);
const code = /"((?:OCDS|NICE|IMPORT|ROWS?|MAP)_[A-Z0-9_]+)"/gu;
const codes = new Set(
  sources.flatMap((file) => [...readFileSync(file, "utf8").matchAll(code)].map(([, name]) => name ?? "")),
);

test.each([...codes])("%s can be told in both languages", (name) => {
  expect(hasSentence("zh-CN", "errors", name)).toBe(true);
  expect(hasSentence("en", "errors", name)).toBe(true);
});

test.each([
  ["IMPORT_NOT_JSON", { line: 2, column: 15 }, "第 2 行第 15 列", "line 2, column 15"],
  ["OCDS_TYPE", { expected: "number" }, "应为数字", "a number is expected"],
  ["OCDS_VERSION_MISSING", {}, '"version": "1.1"', '"version": "1.1"'],
  ["MAP_NOT_OBJECT", {}, '{"title": "名称"}', '{"title": "Name"}'],
  ["ROWS_CELLS", { found: 1, expected: 3 }, "1 个单元格", "1 cell for 3 columns"],
  ["ROW_DATE", { found: "月底" }, "日期“月底”", "The date “月底”"],
])("%s with its facts", (name, facts, zh, en) => {
  expect(sentence("zh-CN", "errors", name, facts)).toContain(zh);
  expect(sentence("en", "errors", name, facts)).toContain(en);
});
