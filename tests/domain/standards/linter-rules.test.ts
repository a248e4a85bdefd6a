import { describe, expect, it } from "vitest";
import { type ContentNode, paragraphs } from "@/domain/standards/content";
import { applyFixOnce } from "@/domain/standards/fixes";
import { type LintClause, lint } from "@/domain/standards/linter";
import { type LintRule, lintRules, ruleSources } from "@/domain/standards/linter-rules";
import { withdrawnElsewhere } from "@/domain/standards/withdrawn";

/** Each rule with a text that breaks it, one that keeps it, and what the quick fix makes of the first. */
type Kind = LintClause["kind"];
type Case = {
  rule: LintRule;
  language: "zh-CN" | "en";
  kind: Kind;
  broken: string | ContentNode[];
  kept: string | ContentNode[];
  fixed?: string;
};

const block = (type: ContentNode["type"], text: string, attrs: ContentNode["attrs"] = {}): ContentNode[] => [
  { type, attrs, content: text ? [{ type: "text", text }] : [] },
];
const bilingual = (text: string, translation: string): ContentNode[] => block("paragraph", text, { translation });

const cases: readonly Case[] = [
  {
    rule: "verbMust",
    language: "zh-CN",
    kind: "body",
    broken: "系统必须记录日志。",
    kept: "系统应记录日志。",
    fixed: "系统应记录日志。",
  },
  {
    rule: "verbMust",
    language: "en",
    kind: "body",
    broken: "The device must restart.",
    kept: "The device shall restart.",
    fixed: "The device shall restart.",
  },
  {
    rule: "verbMust",
    language: "en",
    kind: "body",
    broken: "Must the device restart, it waits.",
    kept: "Shall the device restart, it waits.",
    fixed: "Shall the device restart, it waits.",
  },
  {
    rule: "verbReplace",
    language: "zh-CN",
    kind: "body",
    broken: "系统应该记录日志。",
    kept: "系统应记录日志。",
    fixed: "系统应记录日志。",
  },
  {
    rule: "verbReplace",
    language: "zh-CN",
    kind: "body",
    broken: "用户不得共享口令。",
    kept: "用户不应共享口令。",
    fixed: "用户不应共享口令。",
  },
  {
    rule: "verbReplace",
    language: "zh-CN",
    kind: "body",
    broken: "口令不可共享。",
    kept: "不可抵赖的记录由平台保存。",
    fixed: "口令不应共享。",
  },
  {
    rule: "verbReplace",
    language: "zh-CN",
    kind: "body",
    broken: "该步骤能省略。",
    kept: "该步骤可省略，功能不变。",
    fixed: "该步骤可省略。",
  },
  {
    rule: "verbReplace",
    language: "en",
    kind: "body",
    broken: "Passwords may not be shared.",
    kept: "Passwords shall not be shared.",
    fixed: "Passwords shall not be shared.",
  },
  { rule: "manyVerbs", language: "zh-CN", kind: "body", broken: "系统应加密且宜签名。", kept: "系统应能加密。" },
  {
    rule: "manyVerbs",
    language: "zh-CN",
    kind: "body",
    broken: "系统应加密，并应签名。",
    kept: "系统应加密。系统应签名。",
  },
  {
    rule: "manyVerbs",
    language: "en",
    kind: "body",
    broken: "It shall log and should warn.",
    kept: "It shall log what can fail.",
  },
  {
    rule: "requirementHere",
    language: "zh-CN",
    kind: "scope",
    broken: "系统应加密。",
    kept: "本文件规定了加密的要求。",
  },
  {
    rule: "requirementHere",
    language: "zh-CN",
    kind: "introduction",
    broken: "系统应加密。",
    kept: "加密有助于保密。",
  },
  {
    rule: "requirementHere",
    language: "en",
    kind: "terms",
    broken: block("term", "zone that shall be guarded"),
    kept: block("term", "guarded zone"),
  },
  {
    rule: "requirementHere",
    language: "zh-CN",
    kind: "body",
    broken: block("note", "系统应加密。"),
    kept: block("note", "加密的方法很多。"),
  },
  {
    rule: "requirementHere",
    language: "en",
    kind: "body",
    broken: block("example", "The pump shall stop."),
    kept: block("example", "The pump stops."),
  },
  { rule: "danglingReference", language: "zh-CN", kind: "body", broken: "见 9.9。", kept: "见 1。" },
  { rule: "danglingReference", language: "zh-CN", kind: "body", broken: "按照第 9 章。", kept: "按照第 1 章。" },
  {
    rule: "danglingReference",
    language: "zh-CN",
    kind: "body",
    broken: "见附录 Q。",
    kept: "见 GB/T 22239—2019 的附录 Q。",
  },
  {
    rule: "danglingReference",
    language: "zh-CN",
    kind: "body",
    broken: "见表 7。",
    kept: [...block("paragraph", "见表 1。"), { type: "table", attrs: { label: "表 1" } }],
  },
  {
    rule: "danglingReference",
    language: "en",
    kind: "body",
    broken: "It follows clause 9.",
    kept: "Nine clauses follow.",
  },
  {
    rule: "undatedElement",
    language: "zh-CN",
    kind: "body",
    broken: "符合 GB/T 22239 的第 8.1 条。",
    kept: "符合 GB/T 22239—2019 的第 8.1 条。",
    fixed: "符合 GB/T 22239—2019 的第 8.1 条。",
  },
  {
    rule: "undatedElement",
    language: "en",
    kind: "body",
    broken: "See IEC 62443-3-3, Table 1.",
    kept: "See IEC 62443-3-3:2013, Table 1.",
  },
  {
    rule: "withdrawnReference",
    language: "zh-CN",
    kind: "body",
    broken: "依据 GB/T 22239-2008 定级。",
    kept: "依据 GB/T 22239—2019 定级。",
    fixed: "依据 GB/T 22239—2019 定级。",
  },
  {
    rule: "withdrawnReference",
    language: "en",
    kind: "references",
    broken: block("reference", "", { number: "ISO/IEC 27001:2013", title: "x" }),
    kept: block("reference", "", { number: "ISO/IEC 27001:2022", title: "x" }),
  },
  {
    rule: "uncited",
    language: "zh-CN",
    kind: "body",
    broken: [{ type: "figure", attrs: { label: "图 1", caption: "结构" } }],
    kept: [...block("paragraph", "结构见图1。"), { type: "figure", attrs: { label: "图 1", caption: "结构" } }],
  },
  {
    rule: "uncited",
    language: "en",
    kind: "body",
    broken: [{ type: "table", attrs: { label: "Table 1" } }],
    kept: [...block("paragraph", "Table 1 lists them."), { type: "table", attrs: { label: "Table 1" } }],
  },
  {
    rule: "uncited",
    language: "en",
    kind: "body",
    broken: [{ type: "formula", attrs: { label: "(1)", tex: "a" } }],
    kept: [...block("paragraph", "By formula (1)."), { type: "formula", attrs: { label: "(1)", tex: "a" } }],
  },
  {
    rule: "labelOrder",
    language: "zh-CN",
    kind: "body",
    broken: ["表1", "表3"].map((label): ContentNode => ({ type: "table", attrs: { label } })),
    kept: [
      { type: "table", attrs: { label: "表1" } },
      { type: "figure", attrs: { label: "图 1" } },
      { type: "formula", attrs: { label: "（1）", tex: "a" } },
      { type: "table", attrs: { label: "表2" } },
    ],
  },
  {
    rule: "labelOrder",
    language: "en",
    kind: "annex",
    broken: [{ type: "figure", attrs: { label: "Figure 1" } }],
    kept: ["Figure A.1", "Figure A.2"].map((label): ContentNode => ({ type: "figure", attrs: { label } })),
  },
  {
    rule: "definitionArticle",
    language: "en",
    kind: "terms",
    broken: block("term", "the set of assets", { en: "zone" }),
    kept: block("term", "set of assets", { en: "zone" }),
    fixed: "set of assets",
  },
  {
    rule: "definitionStop",
    language: "zh-CN",
    kind: "terms",
    broken: block("term", "资产的集合。", { zh: "安全域" }),
    kept: block("term", "资产的集合", { zh: "安全域" }),
    fixed: "资产的集合",
  },
  {
    rule: "abbreviation",
    language: "zh-CN",
    kind: "body",
    broken: "采用 XQZ 协议。",
    kept: "采用扩展队列区（XQZ）协议，XQZ 另行规定。",
  },
  {
    rule: "requirementHere",
    language: "zh-CN",
    kind: "terms",
    broken: block("term", "应受保护的区域", { zh: "安全域" }),
    kept: block("term", "受保护的区域", { zh: "安全域" }),
  },
  {
    rule: "requirementHere",
    language: "zh-CN",
    kind: "body",
    broken: block("example", "泵应停止。"),
    kept: block("example", "泵停止。"),
  },
  {
    rule: "requirementHere",
    language: "en",
    kind: "scope",
    broken: "Systems shall be encrypted.",
    kept: "This document specifies encryption.",
  },
  {
    rule: "requirementHere",
    language: "en",
    kind: "introduction",
    broken: "Systems shall be encrypted.",
    kept: "Encryption keeps secrets.",
  },
  {
    rule: "requirementHere",
    language: "en",
    kind: "body",
    broken: block("note", "Systems shall be encrypted."),
    kept: block("note", "Encryption keeps secrets."),
  },
  {
    rule: "danglingReference",
    language: "zh-CN",
    kind: "body",
    broken: [{ type: "paragraph", content: [{ type: "crossReference", attrs: { clauseId: "gone", text: "5.2" } }] }],
    kept: "见 1。",
  },
  {
    rule: "danglingReference",
    language: "en",
    kind: "body",
    broken: [{ type: "paragraph", content: [{ type: "crossReference", attrs: { clauseId: "gone", text: "5.2" } }] }],
    kept: "See Clause 1.",
  },
  {
    rule: "danglingReference",
    language: "en",
    kind: "body",
    broken: "See Annex Q.",
    kept: "See IEC 62443-3-3:2013, Annex Q.",
  },
  {
    rule: "uncited",
    language: "zh-CN",
    kind: "body",
    broken: [{ type: "table", attrs: { label: "表 1" } }],
    kept: [...block("paragraph", "期限见表1。"), { type: "table", attrs: { label: "表 1" } }],
  },
  {
    rule: "uncited",
    language: "zh-CN",
    kind: "body",
    broken: [...block("paragraph", "共有 1 项。"), { type: "formula", attrs: { label: "1", tex: "a" } }],
    kept: [...block("paragraph", "按公式（1）计算。"), { type: "formula", attrs: { label: "1", tex: "a" } }],
  },
  {
    rule: "uncited",
    language: "en",
    kind: "body",
    broken: [{ type: "figure", attrs: { label: "Figure 1", caption: "Zones" } }],
    kept: [...block("paragraph", "Figure 1 shows them."), { type: "figure", attrs: { label: "Figure 1" } }],
  },
  {
    rule: "definitionArticle",
    language: "zh-CN",
    kind: "terms",
    broken: block("term", "a group of assets", { zh: "安全域", en: "zone" }),
    kept: block("term", "group of assets", { zh: "安全域", en: "zone" }),
    fixed: "group of assets",
  },
  {
    rule: "definitionStop",
    language: "en",
    kind: "terms",
    broken: block("term", "group of assets.", { en: "zone" }),
    kept: block("term", "group of assets", { en: "zone" }),
    fixed: "group of assets",
  },
  {
    rule: "abbreviation",
    language: "en",
    kind: "body",
    broken: "The XQZ protocol is used.",
    kept: "The extended queue zone (XQZ) protocol is used; XQZ is defined elsewhere.",
  },
  {
    rule: "kindMismatch",
    language: "zh-CN",
    kind: "body",
    broken: bilingual("系统应加密。", "The system should encrypt."),
    kept: bilingual("系统应加密。", "The system shall encrypt."),
  },
  {
    rule: "kindMismatch",
    language: "en",
    kind: "body",
    broken: bilingual("The system may warn.", "系统应告警。"),
    kept: bilingual("The system may warn.", "系统可告警。"),
  },
];

let next = 0;
function clause(kind: Kind, text: string | ContentNode[], change: Partial<LintClause> = {}): LintClause {
  next += 1;
  const content = typeof text === "string" ? paragraphs(text) : text;
  return { id: `c${next}`, parentId: null, position: next, title: "题", kind, content, ...change };
}

/** A text with everything that must stand in one, except what the case brings itself. */
function findings(kind: Kind, text: string | ContentNode[], language: "zh-CN" | "en") {
  const frame: LintClause[] = (["scope", "references", "terms"] as const)
    .filter((one) => one !== kind)
    .map((one) => clause(one, one === "references" ? block("reference", "", { number: "GB/T 22239—2019" }) : ""));
  const tested = clause(kind, text);
  return lint([...frame, tested], { language, withdrawn: withdrawnElsewhere }).filter(
    ({ clauseId }) => clauseId === tested.id,
  );
}

describe("every rule of the linter", () => {
  it.each(cases)("$rule ($language, $kind): $broken", ({ rule, language, kind, broken, kept, fixed }) => {
    const found = findings(kind, broken, language).filter((finding) => finding.rule === rule);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.excerpt).not.toBe("");
    expect(findings(kind, kept, language).filter((finding) => finding.rule === rule)).toEqual([]);
    if (fixed === undefined) return;
    const fix = found[0]?.fix;
    const content = typeof broken === "string" ? paragraphs(broken) : broken;
    const mended = fix && applyFixOnce(content, { ...fix, excerpt: found[0]?.excerpt ?? "" });
    expect(JSON.stringify(mended)).toContain(fixed);
    expect(findings(kind, mended ?? [], language).filter((finding) => finding.rule === rule)).toEqual([]);
  });

  it.each(["zh-CN", "en"] as const)(
    "structure (%s): what is missing, doubled, alone, half titled, too deep",
    (language) => {
      const rules = (clauses: LintClause[]) => lint(clauses, { language }).map(({ rule }) => rule);
      const whole = () => [clause("scope", "x"), clause("references", "x"), clause("terms", "x")];
      expect(rules(whole())).toEqual([]);
      expect(rules([clause("scope", "x")]).filter((rule) => rule === "clauseMissing")).toHaveLength(2);
      expect(rules([...whole(), clause("scope", "again")])).toContain("clausePlace");
      const parent = clause("body", "x");
      const child = (change: Partial<LintClause> = {}) => clause("body", "x", { parentId: parent.id, ...change });
      expect(rules([...whole(), parent, child()])).toContain("singleSubclause");
      expect(rules([...whole(), parent, child(), child()])).toEqual([]);
      expect(rules([...whole(), parent, child(), child({ title: "" })])).toContain("titlesMixed");
      expect(rules([...whole(), clause("body", "x", { title: "" })])).toContain("titlesMixed");
      const chain = Array.from({ length: 8 }, (_, depth) => ({ ...clause("body", "x"), id: `d${depth}` }));
      const deep = chain.map((one, depth) => ({ ...one, parentId: depth === 0 ? null : `d${depth - 1}` }));
      expect(rules([...whole(), ...deep])).toContain("tooDeep");
      expect(rules([...whole(), ...deep.slice(0, 7)])).not.toContain("tooDeep");
    },
  );

  it("has a case for each rule and a source for each", () => {
    const structural: LintRule[] = ["clauseMissing", "clausePlace", "singleSubclause", "titlesMixed", "tooDeep"];
    const tested = new Set([...cases.map(({ rule }) => rule), ...structural]);
    expect(lintRules.filter((rule) => !tested.has(rule))).toEqual([]);
    // And in both languages.
    const inLanguage = (language: Case["language"]) =>
      new Set([...cases.filter((one) => one.language === language).map(({ rule }) => rule), ...structural]);
    for (const language of ["zh-CN", "en"] as const)
      expect([language, lintRules.filter((rule) => !inLanguage(language).has(rule))]).toEqual([language, []]);
    expect(Object.keys(ruleSources).toSorted()).toEqual([...lintRules].toSorted());
  });
});
