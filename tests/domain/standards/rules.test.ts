import { describe, expect, it } from "vitest";
import { csvOf } from "@/domain/shared/csv";
import { atMostHalf } from "@/domain/standards/balance";
import { annexLetter, numberClauses } from "@/domain/standards/clause-tree";
import { commentRows, readCommentRows, type TemplateComment } from "@/domain/standards/comment-template";
import { clauseContent } from "@/domain/standards/content";
import { follow, profiles } from "@/domain/standards/profiles";

describe("stages", () => {
  it.each([
    ["20", "20", "close", "20.60"],
    ["20", "60", "approve", "20.99 30.00 30.20"],
    ["30", "60", "return", "30.92 20.20"],
    ["30", "60", "repeat", "30.93 30.20"],
    ["40", "20", "drop", "40.98"],
    ["40", "98", "close", null],
    ["20", "20", "approve", null],
    ["60", "60", "repeat", null],
  ] as const)("%s.%s, %s → %s", (stage, substage, act, leads) => {
    const to = follow(profiles.gbt, { stage, substage }, act);
    expect(to?.map((at) => `${at.stage}.${at.substage}`).join(" ") ?? null).toBe(leads);
  });
});

describe("the working group", () => {
  it.each([
    [["government", "vendor"], true],
    [["vendor", "vendor", "research"], false],
    [["vendor", "vendor", "research", "testing"], true],
    [[], false],
  ] as const)("%o is balanced: %s", (categories, holds) => expect(atMostHalf(categories).holds).toBe(holds));
});

describe("numbering", () => {
  it("numbers the body, annexes by letter, nothing before the scope", () => {
    const node = (id: string, kind: "foreword" | "scope" | "body" | "annex", parentId: string | null = null) => ({
      id,
      kind,
      parentId,
      position: 1,
    });
    const tree = [
      node("x", "annex"),
      node("s", "scope"),
      node("f", "foreword"),
      node("b", "body"),
      node("b1", "body", "b"),
      node("x1", "annex", "x"),
    ];
    expect(numberClauses(tree).map(({ id, number }) => `${id}:${number}`)).toEqual([
      "f:",
      "s:1",
      "b:2",
      "b1:2.1",
      "x:A",
      "x1:A.1",
    ]);
    expect([annexLetter(0), annexLetter(25), annexLetter(26)]).toEqual(["A", "Z", "AA"]);
  });
});

describe("comment templates", () => {
  const comment: TemplateComment = {
    body: "DE",
    number: "002",
    line: "12",
    clause: "5.1",
    element: "Table 2",
    kind: "te",
    comment: '=A formula, "quoted"\nand two lines',
    proposedChange: "Add “∈A”",
    observation: "",
  };
  it.each(["iso", "zh"] as const)("%s comes back as it went out", (template) => {
    expect(readCommentRows(commentRows(template, [comment]))).toEqual({
      comments: [{ row: 2, ...comment }],
      problems: [],
    });
  });
  it("a missing column and a bad row are named", () => {
    expect(readCommentRows([["Number", "Comments"]]).problems).toEqual([
      { row: 1, code: "COLUMN_MISSING", name: "Clause/Subclause" },
    ]);
    expect(
      readCommentRows([
        ["Clause/Subclause", "Comments", "Type of comment"],
        ["1", "x", "zz"],
        ["1", "", "te"],
      ]).problems,
    ).toEqual([
      { row: 2, code: "TYPE_UNKNOWN", name: "zz" },
      { row: 3, code: "CELL_EMPTY", name: "Comments" },
    ]);
  });
  it("formulas are inert in a spreadsheet", () => expect(csvOf([["=1+1"]])).toBe("'=1+1"));
});

describe("content", () => {
  it("refuses kinds that are not of a standard, and a clause beyond its size", () => {
    expect(clauseContent.safeParse([{ type: "iframe" }]).success).toBe(false);
    expect(clauseContent.safeParse([{ type: "paragraph", style: "color:red" }]).success).toBe(false);
    const text = { type: "paragraph", content: [{ type: "text", text: "x".repeat(150_000) }] };
    expect(clauseContent.safeParse([text, text]).success).toBe(false);
  });
});
