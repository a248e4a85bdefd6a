import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runMatch } from "../../scripts/match/run-match";

let folder = "";
let said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "match-"));
  said = [];
  put("subjects.jsonl", '{"id":"a","texts":[{"body":"Modbus traffic"}]}\n{"id":"b","texts":[{"body":"bread"}]}\n');
  put("needs.jsonl", '{"id":"n","title":"Modbus","body":""}\n{"id":"m","title":"bread","body":""}\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(name: string, content: string | Buffer): void {
  writeFileSync(join(folder, name), content);
}

function run(change: Record<string, string | null> = {}, language = "en_GB.UTF-8"): Promise<number> {
  const files = { subjects: "subjects.jsonl", needs: "needs.jsonl", out: "scores.jsonl", ...change };
  const argv = Object.entries(files).flatMap(([name, value]) =>
    value === null ? [] : [`--${name}`, name === "top" ? value : join(folder, value)],
  );
  return runMatch({ argv, language, concepts: [], say: (line) => said.push(line) });
}

function scores(): { need: string; subject: string; score: number; reasons: string[] }[] {
  return readFileSync(join(folder, "scores.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("scores are written", () => {
  test("for every pair, with exactly the agreed fields", async () => {
    expect(await run()).toBe(0);
    expect(scores().map(({ need, subject }) => `${need}${subject}`)).toEqual(["na", "nb", "mb", "ma"]);
    expect(Object.keys(scores()[0] ?? {})).toEqual(["need", "subject", "score", "reasons"]);
    expect(readdirSync(folder).sort()).toEqual(["needs.jsonl", "scores.jsonl", "subjects.jsonl"]);
  });

  test("for the top k of each need", async () => {
    expect(await run({ top: "1" })).toBe(0);
    expect(scores().map(({ need, subject }) => `${need}${subject}`)).toEqual(["na", "mb"]);
  });

  test("from files with a byte order mark, Windows line ends, blank lines and no last line end", async () => {
    put("needs.jsonl", '\ufeff{"id":"n","title":"Modbus","body":""}\r\n\r\n{"id":"m","title":"面包","body":""}');
    expect(await run()).toBe(0);
    expect(scores()).toHaveLength(4);
  });

  test("unknown fields are named once and ignored", async () => {
    put("needs.jsonl", '{"id":"n","title":"x","body":"","url":""}\n{"id":"m","title":"x","body":"","url":""}\n');
    expect(await run()).toBe(0);
    expect(said[0]).toContain("“url” is not part of the format and was ignored (2 lines)");
  });

  test("help is no fault", async () => {
    expect(await runMatch({ argv: ["--help"], language: "", concepts: [], say: (line) => said.push(line) })).toBe(0);
    expect(said[0]).toContain("npm run match");
  });
});

describe("faults end with 2, say where, and leave nothing behind", () => {
  test.each<[string, Record<string, string | null>, string]>([
    ["a missing option", { needs: null }, "--subjects, --needs and --out are all needed."],
    ["an unknown option", { seed: "1" }, "not understood"],
    ["no number for top", { top: "0" }, "--top must be a whole number"],
    ["a missing file", { subjects: "nothing.jsonl" }, "nothing.jsonl does not exist."],
    ["a folder", { subjects: "." }, "is a folder, not a file."],
    ["output into a folder that is not there", { out: "no/scores.jsonl" }, "could not be written (ENOENT)."],
    ["output over a folder", { out: "." }, "is a folder, not a file."],
    ["output over an input", { out: "needs.jsonl" }, "is one of the inputs"],
  ])("%s", async (_, change, sentence) => {
    expect(await run(change)).toBe(2);
    expect(said.join("\n")).toContain(sentence);
    expect(readdirSync(folder).sort()).toEqual(["needs.jsonl", "subjects.jsonl"]);
  });

  test.each<[string, string | Buffer, string]>([
    ["no JSON", '{"id":"n","title":"x","body":""}\n{oops\n', "line 2: the line is not valid JSON."],
    ["a JSON array in place of lines", "[\n]", "line 1: the line is not valid JSON."],
    ["a field missing", '\n{"id":"n","title":"x"}\n', "line 2: field “body” is missing."],
    [
      "a field of the wrong type",
      '{"id":"n","title":"x","body":[]}',
      "line 1: field “body” has the wrong type, string expected.",
    ],
    [
      "an id twice",
      '{"id":"n","title":"x","body":""}\n{"id":"n","title":"y","body":""}',
      "line 2: field “id” repeats “n” of line 1.",
    ],
    ["nothing in it", "\n\n", "needs.jsonl holds no line to read."],
    ["another encoding", Buffer.from([0x7b, 0xc4, 0xe3, 0xba, 0xc3]), "line 1: not UTF-8 text."],
  ])("%s", async (_, content, sentence) => {
    put("needs.jsonl", content);
    put("scores.jsonl", "older result");
    expect(await run()).toBe(2);
    expect(said.join("\n")).toContain(sentence);
    expect(readFileSync(join(folder, "scores.jsonl"), "utf8")).toBe("older result");
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test("many faults are told up to twenty, and counted", async () => {
    put("needs.jsonl", "{}\n".repeat(10));
    expect(await run()).toBe(2);
    expect(said).toHaveLength(22);
    expect(said[20]).toContain("and 10 more faults.");
    expect(said[21]).toBe("Nothing was written.");
  });

  test("in Chinese at a Chinese terminal", async () => {
    put("needs.jsonl", '{"id":"n","title":"x"}');
    expect(await run({}, "zh_CN.UTF-8")).toBe(2);
    expect(said[0]).toContain("第 1 行：字段“body”缺失。");
  });
});
