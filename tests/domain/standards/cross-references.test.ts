import { describe, expect, it } from "vitest";
import { numberClauses } from "@/domain/standards/clause-tree";
import { type ContentNode, paragraphs, plainText } from "@/domain/standards/content";
import {
  danglingReferences,
  elementsOf,
  indexOf,
  referenceText,
  resolveReferences,
  withElementIds,
  withoutNumbers,
} from "@/domain/standards/cross-references";
import { lint } from "@/domain/standards/linter";
import { htmlOf } from "@/domain/standards/output-html";
import { pdfOf } from "@/domain/standards/output-pdf";
import { type OutputFacts, stsOf } from "@/domain/standards/sts";

const table = (label: string, elementId = "t1"): ContentNode => ({
  type: "table",
  attrs: { elementId, label },
  content: [],
});
const to = (clauseId: string, elementId: string | null = null): ContentNode => ({
  type: "paragraph",
  content: [
    { type: "text", text: "见" },
    { type: "crossReference", attrs: { clauseId, elementId, text: "9.9" } },
    { type: "text", text: "。" },
  ],
});

type Row = { id: string; kind?: "body" | "annex"; parentId?: string; position: number; content: ContentNode[] };
const standard = (...rows: readonly Row[]) =>
  numberClauses(rows.map((row) => ({ kind: "body" as const, parentId: null, title: row.id, ...row })));
const said = (clauses: ReturnType<typeof standard>, id: string) =>
  plainText(resolveReferences(clauses, "zh-CN").find((one) => one.id === id)?.content ?? []);

describe("what a reference says", () => {
  const clause = { id: "c", kind: "body", number: "5", depth: 1, title: "要求", elements: [] };
  const annex = { ...clause, kind: "annex", number: "A" };
  const element = (type: "table" | "figure" | "formula", label: string) => ({ id: "e", type, label });

  it.each([
    [clause, null, "第5章", "Clause 5"],
    [{ ...clause, number: "5.2", depth: 2 }, null, "5.2", "5.2"],
    [annex, null, "附录A", "Annex A"],
    [{ ...annex, number: "A.1", depth: 2 }, null, "A.1", "A.1"],
    [{ ...clause, kind: "foreword", number: "", title: "前言" }, null, "前言", "前言"],
    [clause, element("table", "表1"), "表1", "Table 1"],
    [clause, element("table", "1"), "表1", "Table 1"],
    [clause, element("figure", "A.2"), "图A.2", "Figure A.2"],
    [clause, element("formula", "(3)"), "公式（3）", "Formula (3)"],
    [clause, element("table", "Overview"), "Overview", "Overview"],
  ] as const)("%o, %o: %s, %s", (target, pointed, zh, en) => {
    const bare = pointed && { ...pointed, label: pointed.label.replace(/^表/u, "") };
    expect(referenceText(target, bare, "zh-CN")).toBe(zh);
    expect(referenceText(target, bare, "en")).toBe(en);
  });
});

describe("a reference", () => {
  const first: Row = { id: "a", position: 1, content: [to("b"), to("b", "t1")] };
  const second: Row = { id: "b", position: 2, content: [table("表1")] };

  it("follows its target when clauses are moved, put in between or relabelled", () => {
    expect(said(standard(first, second), "a")).toBe("见第2章。\n见表1。");
    expect(said(standard(first, { ...second, position: 0 }), "a")).toBe("见第1章。\n见表1。");
    expect(said(standard(first, second, { id: "x", position: 1.5, content: [] }), "a")).toContain("见第3章。");
    expect(said(standard(first, { ...second, parentId: "a" }), "a")).toContain("见1.1。");
    expect(said(standard(first, { ...second, kind: "annex", content: [table("表A.1")] }), "a")).toBe(
      "见附录A。\n见表A.1。",
    );
  });

  it("says what it said last when its target is gone, and the checks say so", () => {
    const alone = standard(first);
    expect(said(alone, "a")).toBe("见9.9。\n见9.9。");
    expect(danglingReferences(first.content, indexOf(alone))).toEqual(["9.9", "9.9"]);
    const tableGone = standard(first, { ...second, content: [] });
    expect(danglingReferences(first.content, indexOf(tableGone))).toEqual(["9.9"]);
    const rules = (rows: ReturnType<typeof standard>) =>
      lint(rows, { language: "zh-CN" }).filter(({ rule }) => rule === "danglingReference");
    expect(rules(alone)).toMatchObject([
      { clauseId: "a", excerpt: "9.9", severity: "error" },
      { clauseId: "a", excerpt: "9.9" },
    ]);
    expect(rules(standard(first, second))).toEqual([]);
  });

  it("makes a table cited, and a number alone does not change what a clause is compared by", () => {
    const uncited = (rows: ReturnType<typeof standard>) =>
      lint(rows, { language: "zh-CN" }).filter(({ rule }) => rule === "uncited");
    expect(uncited(standard(first, second))).toEqual([]);
    expect(uncited(standard({ ...first, content: [] }, second))).toMatchObject([{ clauseId: "b", excerpt: "表1" }]);
    const compared = (rows: ReturnType<typeof standard>) =>
      plainText(withoutNumbers(resolveReferences(rows, "zh-CN").find(({ id }) => id === "a")?.content ?? []));
    expect(compared(standard(first, { ...second, position: 0 }))).toBe(compared(standard(first, second)));
  });

  it("leaves a clause without references as the same object", () => {
    const rows = standard({ id: "a", position: 1, content: paragraphs("无引用。") });
    expect(resolveReferences(rows, "zh-CN")[0]).toBe(rows[0]);
  });

  it("links to its target in HTML, NISO STS and PDF, where the target bears the id", () => {
    const facts: OutputFacts = {
      id: "5f0c7a7e-6a9b-4f37-9d3b-2b8f6b1c0001",
      number: 7,
      officialNumber: "",
      titleZh: "远程运维",
      titleEn: "",
      language: "zh-CN",
      profile: "gbt",
      stage: "60.60",
      version: 3,
      publishedAt: null,
    };
    const clauses = resolveReferences(standard(first, second), "zh-CN");
    const html = htmlOf(facts, clauses);
    for (const part of ['<a href="#c-b">第2章</a>', 'id="c-b"', '<a href="#e-t1">表1</a>', '<table id="e-t1">'])
      expect(html).toContain(part);
    const sts = stsOf(facts, clauses);
    for (const part of [
      'ref-type="sec" rid="sec_b">第2章',
      'ref-type="table" rid="t_t1">表1',
      '<table-wrap id="t_t1">',
    ])
      expect(sts).toContain(part);
    const pdf = JSON.stringify(pdfOf(facts, clauses));
    for (const part of ['"text":"第2章","linkToDestination":"c-b"', '"id":"c-b"', '"linkToDestination":"e-t1"'])
      expect(pdf).toContain(part);
    expect(pdf).toContain('"id":"e-t1"');
  });
});

describe("elements", () => {
  it("get an id that stays; of two with one id the first keeps it", () => {
    let next = 0;
    const newId = () => {
      next += 1;
      return `new${next}`;
    };
    const named = withElementIds([table("表1", ""), table("表2", "x"), table("表3", "x"), ...paragraphs("文")], newId);
    expect(elementsOf(named)).toEqual([
      { id: "new1", type: "table", label: "表1" },
      { id: "x", type: "table", label: "表2" },
      { id: "new2", type: "table", label: "表3" },
    ]);
    expect(withElementIds(named, newId)).toBe(named);
  });
});
