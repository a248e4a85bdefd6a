import { describe, expect, it } from "vitest";
import { type ContentNode, paragraphs } from "@/domain/standards/content";
import { kindMismatch, type LintClause, lint } from "@/domain/standards/linter";
import { provisionKind } from "@/domain/standards/linter-verbs";

let next = 0;
function clause(kind: LintClause["kind"], text: string | ContentNode[], change: Partial<LintClause> = {}): LintClause {
  next += 1;
  return {
    id: `c${next}`,
    parentId: null,
    position: next,
    title: "题",
    kind,
    content: typeof text === "string" ? paragraphs(text) : text,
    ...change,
  };
}
const frame = () => [clause("scope", "本文件规定了要求。"), clause("references", ""), clause("terms", "")];
const rulesOf = (clauses: readonly LintClause[], language: "zh-CN" | "en" = "zh-CN") =>
  lint([...frame(), ...clauses], { language }).map(({ rule }) => rule);

describe("the linter", () => {
  it.each([
    ["zh-CN", "系统应记录日志。", "requirement"],
    ["zh-CN", "系统不应记录口令。", "requirement"],
    ["zh-CN", "宜采用双因素。", "recommendation"],
    ["zh-CN", "可采用其他方法。", "permission"],
    ["zh-CN", "不必重复。", "permission"],
    ["zh-CN", "设备不能联网。", "possibility"],
    ["zh-CN", "设备能联网。", "possibility"],
    ["zh-CN", "故障可能发生。", "possibility"],
    ["zh-CN", "故障不可能发生。", "possibility"],
    ["zh-CN", "不宜共用口令。", "recommendation"],
    ["en", "Devices can fail.", "possibility"],
    ["en", "Devices cannot fail.", "possibility"],
    ["en", "Passwords should not be shared.", "recommendation"],
    ["en", "Passwords shall not be shared.", "requirement"],
    ["zh-CN", "应用系统具有可靠的性能和响应能力。", "statement"],
    ["en", "The system shall log.", "requirement"],
    ["en", "The system should log.", "recommendation"],
    ["en", "Other means may be used.", "permission"],
  ] as const)("%s: %s is a %s", (language, text, kind) => expect(provisionKind(text, language)).toBe(kind));

  it.each([
    ["zh-CN", "系统必须记录日志。", "verbMust", "应"],
    ["zh-CN", "系统应该记录日志。", "verbReplace", "应"],
    ["zh-CN", "用户不得共享口令。", "verbReplace", "不应"],
    ["zh-CN", "口令不可共享。", "verbReplace", "不应"],
    ["zh-CN", "该步骤能省略。", "verbReplace", "可"],
    ["en", "The device must restart.", "verbMust", "shall"],
    ["en", "Passwords may not be shared.", "verbReplace", "shall not"],
  ] as const)("%s: “%s” is flagged %s with the fix “%s”", (language, text, rule, to) => {
    const [found] = lint([...frame(), clause("body", text)], { language }).filter((finding) => finding.rule === rule);
    expect(found?.fix?.to).toBe(to);
  });

  it("more than one kind of provision in a sentence, requirements where none belong", () => {
    expect(rulesOf([clause("body", "系统应加密且宜签名。")])).toContain("manyVerbs");
    expect(rulesOf([clause("introduction", "系统应加密。")])).toContain("requirementHere");
    const note: ContentNode[] = [{ type: "note", content: [{ type: "text", text: "系统应加密。" }] }];
    expect(rulesOf([clause("body", note)])).toContain("requirementHere");
  });

  it("structure: missing clauses, a single subclause, mixed titles, depth", () => {
    expect(lint([clause("body", "x")], { language: "en" }).filter(({ rule }) => rule === "clauseMissing")).toHaveLength(
      3,
    );
    const parent = clause("body", "甲");
    expect(rulesOf([parent, clause("body", "乙", { parentId: parent.id })])).toContain("singleSubclause");
    expect(
      rulesOf([
        parent,
        clause("body", "乙", { parentId: parent.id }),
        clause("body", "丙", { parentId: parent.id, title: "" }),
      ]),
    ).toContain("titlesMixed");
  });

  it("references: dangling, undated with an element; definitions; abbreviations; two languages", () => {
    expect(rulesOf([clause("body", "见 9.9。")])).toContain("danglingReference");
    expect(rulesOf([clause("body", "符合 IEC 62443-3-3 第5.1条。")])).toContain("undatedElement");
    expect(rulesOf([clause("body", "采用 XQZ 协议。")])).toContain("abbreviation");
    expect(rulesOf([clause("body", "采用扩展队列区（XQZ）协议。")])).not.toContain("abbreviation");
    const term: ContentNode[] = [{ type: "term", content: [{ type: "text", text: "the set of assets." }] }];
    expect(lint([clause("terms", term)], { language: "en" }).map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["definitionArticle", "definitionStop"]),
    );
    expect(kindMismatch("系统应加密。", "The system should encrypt.", "zh-CN")).toBe(true);
    expect(kindMismatch("系统应加密。", "The system shall encrypt.", "zh-CN")).toBe(false);
  });
});
