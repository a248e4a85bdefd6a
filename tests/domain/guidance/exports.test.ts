import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { xmlFaults } from "#tests/support/xml-faults";
import { type LegalWork, writeAkomaNtoso } from "@/domain/guidance/akoma-ntoso";
import { legislationData } from "@/domain/guidance/legislation";
import { writeAtom, writeCalendar } from "@/domain/shared/feeds";

const work: LegalWork = {
  uri: "https://example.org/guidance/1",
  id: "0190f0f0-0000-7000-8000-000000000001",
  number: 7,
  kind: "guidance",
  edition: 2,
  language: "zh-CN",
  title: "远程运维 <指南> & 说明",
  code: "演示〔2026〕1号",
  body: "前言。\n\n## 总则 {#s1}\n\n**甲** <script>x</script>\n\n- 一\n- 二\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## 要求 {#s2}\n\n1. 三",
  createdOn: "2026-11-01",
  publishedOn: "2026-12-01",
  effectiveOn: "2027-01-01",
  expiresOn: null,
  repealedOn: null,
  issuers: [{ id: "0190f0f0-0000-7000-8000-000000000002", name: "某办公室（演示）" }],
  relations: [{ kind: "repeals", href: "https://example.org/guidance/0", text: "旧指南" }],
};

/** The whole schema is OASIS's and lies outside of the repository, with `xml.xsd` beside it. */
const official = process.env.LIANFANG_AKN_XSD ?? "";
const missing = official === "" || !existsSync(official);
if (missing)
  console.warn("skipped: validation against the Akoma Ntoso schema (set LIANFANG_AKN_XSD to akomantoso30.xsd)");
const profile = join(import.meta.dirname, "akoma-ntoso.profile.xsd");

/** Texts that people do write, and some that only an attacker would. */
const bodies: readonly [string, string][] = [
  ["the plain one", work.body],
  ["anchors that metadata might use too", "## A {#original}\n\n## B {#lianfang}\n\n## C {#e1}\n\n## D {#top}\n\nx"],
  [
    "one anchor three times, and text before the first heading",
    "x\n\n## A {#top}\n\n## B {#a}\n\n## C {#a}\n\n## D {#a}",
  ],
  ["a table of rules alone, and a heading with nothing under it", "## A\n\n|---|---|\n\n### B"],
  ["nothing but a table of rules", "|---|"],
  [
    "characters that XML forbids, and marks within marks",
    "## *a* **b**\u0007\n\n[**x**](https://e.org?a=1&b=2) ]]> <!-- `<b>`",
  ],
  ["code, a quote and a link within the text", '> q\n\n```\n<x a="1">\n```\n\n[s](#s1)'],
];

describe("Akoma Ntoso", () => {
  const xml = writeAkomaNtoso(work);

  it("identifies work, expression and manifestation, and escapes what people wrote", () => {
    expect(xml).toContain('<FRBRuri value="/akn/cn/statement/2026-11-01/7"/>');
    expect(xml).toContain('<FRBRuri value="/akn/cn/statement/2026-11-01/7/zho@2026-12-01"/>');
    expect(xml).toContain('<FRBRuri value="/akn/cn/statement/2026-11-01/7/zho@2026-12-01.xml"/>');
    expect(xml).toContain("远程运维 &lt;指南&gt; &amp; 说明");
    expect(xml).toContain("&lt;script&gt;x&lt;/script&gt;");
    expect(xml).not.toContain("<script>");
  });

  it.each(bodies)("stands in the order of the standard, each eId once: %s", async (_, body) => {
    expect(xmlFaults(writeAkomaNtoso({ ...work, body }), profile)).toEqual([]);
  });

  it("a parser that is told of an eId twice says so, or this would prove nothing", async () => {
    expect(xmlFaults(xml.replace('eId="s2"', 'eId="s1"'), profile)).not.toEqual([]);
    expect(xmlFaults(xml.replace("<preface>", "<preface><p>x</p>"), profile)).not.toEqual([]);
  });

  it("has one container a section with the anchors of the text", () => {
    expect([...xml.matchAll(/<hcontainer eId="(\w+)"/gu)].map(([, id]) => id)).toEqual(["top", "s1", "s2"]);
  });

  // The whole schema is long: a busy machine needs more than the usual five seconds to read it.
  it.skipIf(missing).each(bodies)(
    "validates against the official schema: %s",
    async (_, body) => {
      expect(xmlFaults(writeAkomaNtoso({ ...work, body, repealedOn: "2027-06-01" }), official)).toEqual([]);
    },
    60_000,
  );
});

describe("feeds", () => {
  it("Atom entries carry an id that never changes, an author and an escaped title", () => {
    const feed = writeAtom({
      id: "https://example.org/feed",
      self: "https://example.org/feed",
      title: "指南",
      updated: "2026-12-01T00:00:00.000Z",
      language: "zh-CN",
      entries: [
        {
          id: "0190f0f0-0000-7000-8000-000000000001",
          href: "https://example.org/1",
          title: "A & B",
          summary: "<b>",
          published: "2026-12-01T00:00:00.000Z",
          updated: "2026-12-01T00:00:00.000Z",
          authors: ["某办公室"],
          topics: ["talent"],
        },
      ],
    });
    expect(feed).toContain("<id>urn:uuid:0190f0f0-0000-7000-8000-000000000001</id>");
    expect(feed).toContain("<title>A &amp; B</title>");
    expect(feed).toContain("<author><name>某办公室</name></author>");
    expect(feed).toContain("&lt;b&gt;");
  });

  it("calendar lines are at most 75 octets and whole days", () => {
    const calendar = writeCalendar("截止", new Date("2026-12-01T00:00:00Z"), [
      {
        uid: "a@lianfang",
        day: "2027-01-31",
        title: "列出所有可以从外部访问的资产，包括网关；工程师站, 控制器".repeat(3),
        href: "https://example.org",
      },
    ]);
    const rows = calendar.split("\r\n");
    expect(rows.every((row) => new TextEncoder().encode(row).length <= 75)).toBe(true);
    expect(calendar).toContain("DTSTART;VALUE=DATE:20270131");
    expect(calendar.replaceAll("\r\n ", "")).toContain("工程师站\\, 控制器");
  });

  it("schema.org data says what it is, whether it is in force and what it repeals", () => {
    expect(legislationData({ ...work, url: "u", summary: "s", inForce: true, topics: ["talent"] })).toMatchObject({
      "@type": "Legislation",
      legislationLegalForce: "https://schema.org/InForce",
      legislationRepeals: [{ "@type": "Legislation", name: "旧指南" }],
      temporalCoverage: "2027-01-01/..",
    });
  });
});
