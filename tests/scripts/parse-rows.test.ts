import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRows } from "../../scripts/support/parse-rows";

const utf8 = (text: string) => new TextEncoder().encode(text);

/** 标题,预算 / 水厂,50万 in GB 18030. */
const gb18030 = Uint8Array.from([
  ...[0xb1, 0xea, 0xcc, 0xe2, 0x2c, 0xd4, 0xa4, 0xcb, 0xe3, 0x0d, 0x0a],
  ...[0xcb, 0xae, 0xb3, 0xa7, 0x2c, 0x35, 0x30, 0xcd, 0xf2, 0x0d, 0x0a],
]);
const utf16 = Uint8Array.from([
  0xff,
  0xfe,
  ...new Uint8Array(new Uint16Array([..."a\tb\r\n1\t2"].map((c) => c.charCodeAt(0))).buffer),
]);

function read(bytes: Uint8Array) {
  const parsed = parseRows(bytes);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed;
}

describe("a list is read", () => {
  test.each<[string, Uint8Array, string, string, [number, object][]]>([
    [
      "CSV",
      utf8("a,b\n1,2\n3,4\n"),
      "csv",
      "utf-8",
      [
        [2, { a: "1", b: "2" }],
        [3, { a: "3", b: "4" }],
      ],
    ],
    ["with a byte order mark", utf8("\ufeffa,b\r\n1,2"), "csv", "utf-8", [[2, { a: "1", b: "2" }]]],
    ["with semicolons", utf8("a;b\n1,5;2"), "csv", "utf-8", [[2, { a: "1,5", b: "2" }]]],
    ["from a spreadsheet in GB 18030", gb18030, "csv", "gb18030", [[2, { 标题: "水厂", 预算: "50万" }]]],
    ["from a spreadsheet as Unicode text", utf16, "csv", "utf-16le", [[2, { a: "1", b: "2" }]]],
    [
      "with line breaks in quotes, and blank lines",
      utf8('a,b\n"x\ny",2\n\n,\n3,"4 ""four"""\n'),
      "csv",
      "utf-8",
      [
        [2, { a: "x\ny", b: "2" }],
        [6, { a: "3", b: '4 "four"' }],
      ],
    ],
    ["with a nameless column", utf8("a,\n1,2"), "csv", "utf-8", [[2, { a: "1" }]]],
    [
      "a JSON list",
      utf8('[{"a":1},{"b":[2]}]'),
      "json",
      "utf-8",
      [
        [1, { a: 1 }],
        [2, { b: [2] }],
      ],
    ],
    [
      "a JSON object around a list",
      utf8('{"source":"x","none":[],"topics":[{"a":1}]}'),
      "json",
      "utf-8",
      [[1, { a: 1 }]],
    ],
    [
      "JSON lines",
      utf8('{"a":1}\n\n{"a":2}\n'),
      "jsonLines",
      "utf-8",
      [
        [1, { a: 1 }],
        [3, { a: 2 }],
      ],
    ],
    [
      "one JSON line that holds a list of words",
      utf8('{"a":1,"tags":["x"]}'),
      "jsonLines",
      "utf-8",
      [[1, { a: 1, tags: ["x"] }]],
    ],
  ])("%s", (_, bytes, format, encoding, rows) => {
    const parsed = read(bytes);
    expect([parsed.format, parsed.encoding]).toEqual([format, encoding]);
    expect(parsed.rows.map(({ line, row }) => [line, row])).toEqual(rows);
    expect(parsed.refused).toEqual([]);
  });

  test("columns are those of all rows", () => {
    expect(read(utf8('[{"a":1},{"b":2,"a":3}]')).columns).toEqual(["a", "b"]);
  });
});

describe("a line that is no row is refused, the others are read", () => {
  test.each([
    ["a cell too many", "a,b\n1,2,3\n4,5", 2, "ROWS_CELLS", 1],
    ["a cell too few", 'a,b\n"x\ny",2\n1\n4,5', 4, "ROWS_CELLS", 2],
    ["a number in a JSON list", '[{"a":1},7]', 2, "ROWS_NOT_OBJECT", 1],
    ["a broken JSON line", '{"a":1}\n{"a":\n{"a":3}', 2, "IMPORT_NOT_JSON", 2],
    ["a list among JSON lines", '{"a":1}\n[1]\n', 2, "ROWS_NOT_OBJECT", 1],
  ])("%s", (_, text, line, code, rows) => {
    const parsed = read(utf8(text));
    expect(parsed.refused.map((one) => [one.line, one.code])).toEqual([[line, code]]);
    expect(parsed.rows).toHaveLength(rows);
  });
});

describe("a file is refused as a whole", () => {
  test.each<[string, Uint8Array, string]>([
    ["nothing in it", utf8(" \n"), "IMPORT_EMPTY"],
    ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), "ROWS_ENCODING"],
    ["column names and nothing else", utf8("a,b\n"), "ROWS_NONE"],
    ["a column named twice", utf8("a,b,a\n1,2,3"), "ROWS_COLUMN_TWICE"],
    ["no column names", utf8(",\n1,2"), "ROWS_NO_HEADER"],
    ["a quote that nobody closes", utf8('a,b\n"1,2\n3,4'), "ROWS_QUOTES"],
    ["broken JSON", utf8('[{"a":1},\n{"b":}]'), "IMPORT_NOT_JSON"],
    ["a JSON object with two lists, over several lines", utf8('{\n"a":[{}],\n"b":[{}]}'), "ROWS_NO_LIST"],
    ["an empty JSON list", utf8("[]"), "ROWS_NONE"],
  ])("%s", (_, bytes, code) => {
    const parsed = parseRows(bytes);
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.code)).toEqual([code]);
  });
});

const topics = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", "needs/sbir-topics.json");

test.skipIf(!existsSync(topics))("94 real topics (skipped where the file is missing)", () => {
  const parsed = read(readFileSync(topics));
  expect(parsed.rows).toHaveLength(94);
  expect(parsed.columns).toEqual(["id", "agency", "program", "title", "objective", "description", "keywords", "areas"]);
});
