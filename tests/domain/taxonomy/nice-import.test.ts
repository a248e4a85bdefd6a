import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type NiceRow, readNiceFile } from "@/domain/taxonomy/nice-import";

/** An invented file in the shape of NIST's. */
const elements: unknown[] = [
  { element_type: "category", element_identifier: "PD", title: "Protection and Defense", text: "Protects." },
  {
    element_type: "work_role",
    element_identifier: "PD-WRL-003",
    title: "Incident Response ",
    text: "x",
    opm_code: "531",
  },
  { element_type: "competency_area", element_identifier: "NF-COM-010", title: "OT Security", text: "x" },
  { element_type: "task", element_identifier: "T0006", title: "", text: "Isolate a compromised controller" },
  { element_type: "knowledge", element_identifier: "K0018", title: "", text: "Knowledge of fieldbuses" },
];
const relationships = [
  link("PD", "PD-WRL-003"),
  link("PD-WRL-003", "T0006"),
  link("NF-COM-010", "T0006"),
  { ...link("PD-WRL-003", "SC-7"), relationship_identifier: "external_reference" },
];

function link(above: string, below: string) {
  return {
    source_element_identifier: above,
    dest_element_identifier: below,
    relationship_identifier: "projection",
  };
}

function read(value: unknown) {
  return readNiceFile(JSON.stringify(value));
}

function rowsOf(value: unknown): readonly NiceRow[] {
  const result = read(value);
  return result.ok ? result.rows : [];
}

describe("a file in NIST's shape", () => {
  test.each([
    ["as published", { elements, relationships }],
    ["as the reference tool exports it", { response: { requestType: 4, elements: { elements, relationships } } }],
  ])("is read %s", (_, file) => {
    const rows = rowsOf(file);
    expect(rows.map(({ elementId, type }) => `${elementId} ${type}`)).toEqual([
      "PD category",
      "PD-WRL-003 workRole",
      "NF-COM-010 competencyArea",
      "T0006 task",
      "K0018 knowledge",
    ]);
    expect(rows[1]).toEqual({
      elementId: "PD-WRL-003",
      type: "workRole",
      title: "Incident Response",
      text: "x",
      opmCode: "531",
      parentIds: ["PD"],
    });
    expect(rows[3]?.parentIds).toEqual(["PD-WRL-003", "NF-COM-010"]);
  });

  test("says what it calls itself", () => {
    const result = read({ documents: [{ name: "NICE Framework", version: "2.0.0" }], elements });
    expect(result.ok && result.document).toBe("NICE Framework 2.0.0");
  });

  test("may hold kinds of elements that are not kept; they are counted", () => {
    const file = {
      elements: [...elements, { element_type: "opm_code", element_identifier: "531", title: "", text: "" }],
    };
    const result = read(file);
    expect(result.ok && result.ignored).toEqual({ opm_code: 1 });
    expect(result.ok && result.refused).toEqual([]);
  });
});

describe("one element or link is refused, the others are kept", () => {
  test.each<[string, unknown, string, string]>([
    ["no object", "T0007", "NICE_ELEMENT_NO_OBJECT", "elements[5]"],
    ["no id", { element_type: "task", text: "x" }, "NICE_ELEMENT_NO_ID", "elements[5].element_identifier"],
    [
      "an id of another kind",
      { element_type: "task", element_identifier: "K0001", text: "x" },
      "NICE_ELEMENT_ID_FORM",
      "elements[5].element_identifier",
    ],
    [
      "no text",
      { element_type: "task", element_identifier: "T0007", text: " " },
      "NICE_ELEMENT_EMPTY",
      "elements[5].text",
    ],
    [
      "a work role without title",
      { element_type: "work_role", element_identifier: "PD-WRL-009", text: "x" },
      "NICE_ELEMENT_EMPTY",
      "elements[5].title",
    ],
    [
      "the same id again",
      { element_type: "task", element_identifier: "T0006", text: "x" },
      "NICE_ELEMENT_TWICE",
      "elements[5].element_identifier",
    ],
    [
      "a text without end",
      { element_type: "task", element_identifier: "T0007", text: "x".repeat(5_001) },
      "NICE_ELEMENT_LONG",
      "elements[5].text",
    ],
  ])("%s", (_, element, code, path) => {
    const result = read({ elements: [...elements, element] });
    expect(result.ok && result.refused.map((one) => [one.code, one.path])).toEqual([[code, path]]);
    expect(result.ok && result.rows.length).toBe(5);
  });

  test("a link to an element that is not there", () => {
    const result = read({ elements, relationships: [link("PD", "PD-WRL-099")] });
    expect(result.ok && result.refused).toEqual([
      { path: "relationships[0]", code: "NICE_LINK_UNKNOWN", facts: { id: "PD-WRL-099" } },
    ]);
  });
});

describe("the whole file is refused", () => {
  test.each<[string, string, string, Record<string, string | number>]>([
    ["nothing in it", " ", "IMPORT_EMPTY", {}],
    ["no JSON", '{\n "elements": [,]}', "IMPORT_NOT_JSON", { line: 2, column: 15 }],
    ["a list", "[]", "NICE_NOT_CPRT", {}],
    ["something else", '{"releases": []}', "NICE_NOT_CPRT", {}],
    [
      "another framework",
      '{"elements": [{"element_type": "function", "element_identifier": "GV"}]}',
      "NICE_NO_ELEMENTS",
      { found: "function" },
    ],
  ])("%s", (_, text, code, facts) => {
    const result = readNiceFile(text);
    expect(result.ok ? [] : result.problems.map((one) => [one.code, one.facts])).toEqual([[code, facts]]);
  });
});

const niceFile = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", "nice/nice_v2_cprt_like.json");

describe.skipIf(!existsSync(niceFile))("NIST's components, version 2 (skipped where the file is missing)", () => {
  const result = existsSync(niceFile) ? readNiceFile(readFileSync(niceFile, "utf8")) : null;

  test("are read whole", () => {
    if (!result?.ok) throw new Error("the file was refused");
    const counts = Map.groupBy(result.rows, ({ type }) => type);
    expect([...counts].map(([type, rows]) => [type, rows.length])).toEqual([
      ["category", 5],
      ["workRole", 41],
      ["competencyArea", 11],
      ["knowledge", 662],
      ["skill", 540],
      ["task", 946],
    ]);
    expect(result.refused).toEqual([]);
    expect(result.rows.reduce((sum, { parentIds }) => sum + parentIds.length, 0)).toBe(5_375);
  });
});
