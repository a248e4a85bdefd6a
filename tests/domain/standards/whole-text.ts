import type { ContentNode } from "@/domain/standards/content";
import type { OutputFacts } from "@/domain/standards/sts";
import type { VersionClauseView } from "@/domain/standards/views";

/** One text with every element, in the forms that other programs read. */
export const facts: OutputFacts = {
  id: "5f0c7a7e-6a9b-4f37-9d3b-2b8f6b1c0001",
  number: 7,
  officialNumber: "",
  titleZh: "远程运维安全要求",
  titleEn: "Security of remote maintenance",
  language: "zh-CN",
  profile: "gbt",
  stage: "60.60",
  version: 3,
  publishedAt: "2026-11-23T00:00:00.000Z",
};
export const text = (words: string): ContentNode[] => [{ type: "text", text: words }];
export const paragraph = (words: string, attrs: ContentNode["attrs"] = {}): ContentNode => ({
  type: "paragraph",
  attrs,
  content: text(words),
});
export const clause = (
  id: string,
  kind: VersionClauseView["kind"],
  number: string,
  content: ContentNode[],
  change: Partial<VersionClauseView> = {},
): VersionClauseView => ({ id, parentId: null, kind, number, depth: 1, title: `题 ${id}`, content, ...change });

export const clauses: VersionClauseView[] = [
  clause("f", "foreword", "", [paragraph("按照 GB/T 1.1—2020 起草。")]),
  clause("s", "scope", "1", [paragraph("本文件规定了 a<b & c。")]),
  clause("r", "references", "2", [
    paragraph("下列文件适用。"),
    {
      type: "reference",
      attrs: { number: "IEC 62443-3-3:2013", title: "System security requirements", relation: "normative" },
    },
    { type: "reference", attrs: { number: "GB/T 22239", title: "基本要求", relation: "normative" } },
  ]),
  clause("t", "terms", "3", [
    { type: "term", attrs: { zh: "安全域", en: "zone" }, content: text("资产的集合") },
    { type: "term", attrs: { zh: "会话", en: "session" }, content: text("一次连接") },
  ]),
  clause("b", "body", "4", [
    paragraph("系统应记录，见表 1。", { provisionId: "0197-a", translation: "The system shall log." }),
    paragraph("系统宜告警。", { provisionId: "0197-b" }),
    { type: "note", content: text("记录很多。") },
    { type: "example", content: text("一条记录。") },
    {
      type: "table",
      attrs: { label: "表 1", caption: "期限" },
      content: [
        {
          type: "tableRow",
          content: [
            { type: "tableCell", attrs: { header: true }, content: [paragraph("对象")] },
            { type: "tableCell", attrs: { header: true, colspan: 2 }, content: [paragraph("期限"), paragraph("天")] },
          ],
        },
      ],
    },
    { type: "bulletList", content: [{ type: "listItem", content: [paragraph("一项")] }] },
    { type: "orderedList", content: [{ type: "listItem", content: [paragraph("二项")] }] },
    { type: "formula", attrs: { tex: "a < b", label: "1" } },
    { type: "figure", attrs: { label: "图 1", caption: "结构", fileId: "0197" } },
  ]),
  clause("b1", "body", "4.1", [paragraph("可省略。")], { parentId: "b", depth: 2 }),
  clause("x", "annex", "A", [paragraph("示例见此。")]),
  clause("l", "bibliography", "", [
    { type: "reference", attrs: { number: "NIST SP 800-82", title: "Guide", relation: "informative" } },
  ]),
];
