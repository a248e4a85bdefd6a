import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sharedFile } from "#tests/support/shared-data";
import { xmlFaults } from "#tests/support/xml-faults";
import { clauseKinds } from "@/domain/standards/clause-tree";
import { blockTypes, type ContentNode, inlineTypes, markTypes } from "@/domain/standards/content";
import { editorNodes } from "@/domain/standards/editor-schema";
import { stsOf } from "@/domain/standards/sts";
import type { VersionClauseView } from "@/domain/standards/views";
import { formulasOf } from "@/server/modules/standards/formulas";
import { clause, clauses, facts, paragraph, text } from "./whole-text";

const dtd = join(import.meta.dirname, "niso-sts-subset.dtd");
const written = (some: readonly VersionClauseView[]) => stsOf(facts, some, formulasOf(some));
const only = (...content: ContentNode[]) => [clause("b", "body", "4", content)];

describe("NISO STS", () => {
  const xml = written(clauses);
  const shared = sharedFile("standards/minimal-niso-sts.xml");

  it("every element that we have is valid by the models of the tag set", () => {
    expect(xmlFaults(xml, dtd)).toEqual([]);
    for (const name of ["tbx:termEntry", "ref-list", "table-wrap", "mml:math", "app", "non-normative-note", "graphic"])
      expect(xml).toContain(`<${name}`);
  });

  it.skipIf(shared.missing)("a document that is known to validate is valid here too", () => {
    expect(xmlFaults(readFileSync(shared.path, "utf8"), dtd)).toEqual([]);
  });

  it.each([
    ["text after an entry of the terminology", "</term-sec>", "</term-sec><p>x</p>"],
    ["a block in a list item", "<list-item>", "<list-item><table-wrap/>"],
    ["a list without items", '<list list-type="bullet">', '<list/><list list-type="bullet">'],
    ["a reference to nothing", "<bold>", '<xref rid="nowhere">x</xref><bold>'],
    ["an id twice", '<app id="sec_x"', '<app id="sec_b"'],
    ["an attribute that the tag set has not", "<fig ", '<fig color="red" '],
    ["a front after the body", "</front><body>", "</front><body/><body>"],
  ])("the parser refuses %s", (_name, from, to) => {
    const whole = written([...clauses, ...only({ type: "paragraph", content: [bold("x")] })]);
    expect(whole).toContain(from);
    expect(xmlFaults(whole.replace(from, to), dtd)).not.toEqual([]);
  });

  it("text between terms stays with its term, and references there stay in their order", () => {
    const terms: ContentNode[] = [
      paragraph("下列术语适用。"),
      { type: "term", attrs: { zh: "区", en: "zone" }, content: text("资产") },
      paragraph("区可分级。"),
      { type: "reference", attrs: { number: "GB/T 1", title: "" } },
      { type: "note", content: text("见上。") },
      { type: "term", attrs: { zh: "", en: "conduit" }, content: text("区之间的通道") },
      { type: "term", attrs: { zh: "", en: "" } },
    ];
    const made = written([
      clause("t", "terms", "3", terms),
      clause("t1", "body", "3.1", [paragraph("下级。")], { parentId: "t", depth: 2 }),
    ]);
    expect(xmlFaults(made, dtd)).toEqual([]);
    expect(made).toMatch(
      /zone<.*<p id="p_t-2">区可分级。<\/p><p><ref-list><ref .*见上。.*<\/term-sec><term-sec id="ts_t-5">/u,
    );
    // A definition stands with the name that there is.
    expect(made).toContain('<tbx:langSet xml:lang="en"><tbx:definition>区之间的通道</tbx:definition><tbx:tig>');
    expect(made).toContain('<term-sec id="ts_t-6"><label>3.3</label></term-sec>');
  });

  it("a bibliography keeps what follows a reference, and the clauses below it", () => {
    const named = (number: string): ContentNode => ({ type: "reference", attrs: { number, title: "" } });
    const made = written([
      clause("l", "bibliography", "", [paragraph("前"), named("A"), paragraph("后"), named("B")]),
      clause("l1", "bibliography", "", [named("C")], { parentId: "l", depth: 2 }),
    ]);
    expect(xmlFaults(made, dtd)).toEqual([]);
    expect([...made.matchAll(/前|后|<std-ref>(.)</gu)].map(([all, number]) => number ?? all)).toEqual([
      "前",
      "A",
      "后",
      "B",
      "C",
    ]);
  });

  it("a reference to what is not there any more is text, and of two blocks with one id the second gets another", () => {
    const link = (clauseId: string): ContentNode => ({
      type: "text",
      text: `见${clauseId}`,
      marks: [{ type: "clauseLink", attrs: { clauseId } }],
    });
    const twice = { provisionId: "p1" };
    const made = written(
      only({ type: "paragraph", attrs: twice, content: [link("b"), link("gone")] }, paragraph("又", twice)),
    );
    expect(xmlFaults(made, dtd)).toEqual([]);
    expect(made).toContain('<p id="p_p1"><xref ref-type="sec" rid="sec_b">见b</xref>见gone</p><p id="p_b-1">又</p>');
  });

  it.each([
    ["\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}"],
    ["\\lim_{n\\to\\infty}\\sqrt[3]{x'} \\not= \\binom{n}{k}"],
    ["\\mathop{\\sum}\\limits_{i} \\tag{1}"],
    ["{\\Large \\color{red}\\boxed{x}} \\rule{1em}{2em}"],
    ["\\underbrace{\\hat{x}+\\overline{ab}}_{\\text{若 $b$}}"],
  ])("the MathML of %s is valid beside its TeX", (tex) => {
    const made = written(only({ type: "formula", attrs: { tex } }));
    expect(made).toContain("<mml:math");
    expect(xmlFaults(made, dtd)).toEqual([]);
  });

  it("whatever the editor or a program can write is valid, and loses no word", () => {
    const documents = fc.sample(anyClauses, { numRuns: 60, seed: 7 });
    expect(documents.flatMap((some) => xmlFaults(written(some), dtd))).toEqual([]);
    for (const some of documents) {
      const plain = written(some).replaceAll(/<[^>]*>/gu, " ");
      const lost = some.flatMap(({ content }) => wordsOf(content)).filter((one) => !plain.includes(one));
      expect(lost).toEqual([]);
    }
  });

  const schema = process.env.NISO_STS_SCHEMA ?? "";
  if (!existsSync(schema))
    console.warn("skipped: NISO_STS_SCHEMA names no published schema (.xsd or .dtd) of NISO STS 1.0");
  it.skipIf(!existsSync(schema))("validates against the published schema", () => {
    expect(xmlFaults(xml, schema)).toEqual([]);
  });
});

function bold(words: string): ContentNode {
  return { type: "text", text: words, marks: [{ type: "bold" }] };
}

let counter = 0;
/** A word that stands nowhere else. */
function fresh(): string {
  counter += 1;
  return `字${counter}word`;
}

/** Every kind of node in every place, also where the editor has none for it: programs write clauses too. */
const anyNode: fc.Arbitrary<ContentNode> = fc.letrec<{ node: ContentNode }>((tie) => ({
  node: fc
    .record({
      type: fc.constantFrom(...blockTypes, ...inlineTypes),
      content: fc.oneof({ maxDepth: 3 }, fc.constant<ContentNode[]>([]), fc.array(tie("node"), { maxLength: 4 })),
      marks: fc.uniqueArray(fc.constantFrom(...markTypes), { maxLength: 3 }),
      ids: fc.constantFrom("e1", "e2", "not an id", ""),
      span: fc.constantFrom(1, 2, 0, -3, "2"),
      wordless: fc.boolean(),
    })
    .map(({ type, content, marks, ids, span, wordless }): ContentNode => {
      const own = () => (wordless ? "" : fresh());
      if (type === "text")
        return {
          type,
          text: fresh(),
          marks: marks.map((mark) => ({ type: mark, attrs: { clauseId: "c0", elementId: ids } })),
        };
      if (type === "crossReference") return { type, attrs: { clauseId: "c0", elementId: ids, text: fresh() } };
      const attrs: ContentNode["attrs"] = {
        provisionId: ids,
        elementId: ids,
        label: own(),
        caption: own(),
        zh: own(),
        en: own(),
        number: own(),
        title: own(),
        tex: "\\frac{a}{b} < \\sqrt[3]{x_i^2}",
        colspan: span,
        header: wordless,
        fileId: ids,
      };
      const known = editorNodes[type].attrs ?? [];
      return {
        type,
        attrs: Object.fromEntries(Object.entries(attrs).filter(([name]) => known.includes(name))),
        content,
      };
    }),
})).node;

const anyClauses: fc.Arbitrary<VersionClauseView[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...clauseKinds),
      content: fc.array(anyNode, { maxLength: 6 }),
      below: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((rows) =>
    rows.map(({ kind, content, below }, index) =>
      clause(
        `c${index}`,
        kind,
        index % 2 ? String(index) : "",
        content,
        below && index > 0 ? { parentId: "c0", depth: 2 } : {},
      ),
    ),
  );

/** Words that a reader sees: below what holds none of its own, and in a line only those of the line. */
function wordsOf(nodes: readonly ContentNode[], inLine = false): string[] {
  return nodes
    .flatMap((node) => {
      const named =
        inLine && node.type !== "crossReference" ? [] : ["label", "caption", "zh", "en", "number", "title", "text"];
      const own = [node.text, ...named.map((name) => node.attrs?.[name])].filter((word) => typeof word === "string");
      const { content = "" } = editorNodes[node.type];
      return [...own, ...wordsOf(content ? (node.content ?? []) : [], inLine || content === "inline*")];
    })
    .filter(Boolean);
}
