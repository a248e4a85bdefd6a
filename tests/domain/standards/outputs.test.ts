import { describe, expect, it } from "vitest";
import type { ContentNode } from "@/domain/standards/content";
import { oscalOf } from "@/domain/standards/oscal";
import { htmlOf } from "@/domain/standards/output-html";
import { type OutputFacts, stsOf } from "@/domain/standards/sts";
import type { VersionClauseView } from "@/domain/standards/views";

const facts: OutputFacts = {
  id: "5f0c7a7e-6a9b-4f37-9d3b-2b8f6b1c0001",
  number: 7,
  officialNumber: "",
  titleZh: "远程运维 <安全>",
  titleEn: "Remote maintenance & security",
  language: "zh-CN",
  profile: "gbt",
  stage: "60.60",
  version: 3,
  publishedAt: "2026-11-23T00:00:00.000Z",
};

function clause(id: string, text: string, change: Partial<VersionClauseView> = {}): VersionClauseView {
  const content = [{ type: "paragraph" as const, content: [{ type: "text" as const, text }] }];
  return { id, parentId: null, kind: "body", number: "4", depth: 1, title: "要求", content, ...change };
}

/** Every tag that opens also closes, in order. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, end, name = "", self] of xml.matchAll(/<(\/?)([a-z][\w:-]*)[^<>]*?(\/?)>/gu)) {
    if (self) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

describe("outputs of one text", () => {
  const clauses = [
    clause("f", "按照 GB/T 1.1—2020 起草。", { kind: "foreword", number: "" }),
    clause("a", "系统应记录 a<b & c。\u0001"),
    clause("a1", "可省略。", { parentId: "a", number: "4.1", depth: 2 }),
    clause("x", "示例。", { kind: "annex", number: "A" }),
  ];

  it("NISO STS: well formed, markup in the text is text, every clause once and in its place", () => {
    const xml = stsOf(facts, clauses);
    expect(wellFormed(xml)).toBe(true);
    expect(xml).toContain("系统应记录 a&lt;b &amp; c。</p>");
    expect(xml).not.toContain("\u0001");
    for (const { id } of clauses) expect(xml.split(`id="sec_${id}"`)).toHaveLength(2);
    expect(xml.indexOf('id="sec_f"')).toBeLessThan(xml.indexOf("<body>"));
    expect(xml.indexOf('id="sec_x"')).toBeGreaterThan(xml.indexOf("</body>"));
    expect(xml).toMatch(/<sec id="sec_a">.*<sec id="sec_a1">.*<\/sec><\/sec>/u);
  });

  it("OSCAL: provisions are controls with token ids, statements are none", () => {
    const json = JSON.stringify(oscalOf(facts, clauses, "2026-11-23T00:00:00Z", (name) => name));
    const ids = [...json.matchAll(/"id":"([^"]+)"/gu)].map(([, id = ""]) => id);
    // OSCAL's token datatype.
    expect(ids.filter((id) => !/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(json).toContain('"class":"requirement"');
    expect(json).toContain('"class":"permission"');
    expect(json).not.toContain('"prose":"示例');
  });

  it("HTML: formulas as MathML, pictures inside the page; without them, what was written", () => {
    const content: ContentNode[] = [
      { type: "formula", attrs: { tex: "a < b", label: "1" } },
      { type: "figure", attrs: { fileId: "f1", label: "图 1", caption: "结构" } },
    ];
    const one = [{ ...clause("a", ""), content }];
    const drawn = {
      figures: new Map([["f1", "data:image/png;base64,AA=="]]),
      formulas: new Map([["a < b", "<math><mi>a</mi></math>"]]),
    };
    const html = htmlOf(facts, one, drawn);
    expect(html).toContain("<span><math><mi>a</mi></math></span><span>(1)</span>");
    expect(html).toContain('<img src="data:image/png;base64,AA==" alt="结构">');
    expect(htmlOf(facts, one)).toContain("<code>a &lt; b</code>");
  });
});
