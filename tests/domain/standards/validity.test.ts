import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { sharedFile } from "#tests/support/shared-data";
import type { ContentNode } from "@/domain/standards/content";
import { type ExportedMapping, oscalMapping } from "@/domain/standards/mapping";
import { oscalOf } from "@/domain/standards/oscal";
import { type OutputFacts, stsOf } from "@/domain/standards/sts";
import type { VersionClauseView } from "@/domain/standards/views";
import { uuidOf } from "@/server/modules/standards/uuid-of";

/** One text with every element, in the forms that other programs read. */
const facts: OutputFacts = {
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
const text = (words: string): ContentNode[] => [{ type: "text", text: words }];
const paragraph = (words: string, attrs: ContentNode["attrs"] = {}): ContentNode => ({
  type: "paragraph",
  attrs,
  content: text(words),
});
const clause = (
  id: string,
  kind: VersionClauseView["kind"],
  number: string,
  content: ContentNode[],
  change: Partial<VersionClauseView> = {},
): VersionClauseView => ({ id, parentId: null, kind, number, depth: 1, title: `题 ${id}`, content, ...change });

const clauses: VersionClauseView[] = [
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

type Element = { name: string; attributes: string; children: Element[] };

/** The tree of a document that a real XML parser has accepted. */
function treeOf(xml: string): Element {
  const root: Element = { name: "", attributes: "", children: [] };
  const open = [root];
  for (const [, end, name = "", attributes = "", self] of xml.matchAll(/<(\/?)([a-z][\w:-]*)([^<>]*?)(\/?)>/giu)) {
    if (end) open.pop();
    else {
      const element: Element = { name, attributes, children: [] };
      open.at(-1)?.children.push(element);
      if (!self) open.push(element);
    }
  }
  return root;
}

/** What NISO STS 1.0 allows below the elements that we write, in its order; `*` marks what may repeat. */
const blocks =
  "p* list* table-wrap* non-normative-note* non-normative-example* disp-formula* fig* ref-list* term-sec*".split(" ");
const models: Readonly<Record<string, readonly string[]>> = {
  standard: ["front", "body", "back"],
  front: ["std-meta", "sec*"],
  "std-meta": ["title-wrap*", "std-ident", "content-language", "std-ref", "doc-ref", "release-date", "permissions"],
  "title-wrap": ["main", "full"],
  "std-ident": ["originator", "doc-number", "version"],
  permissions: ["copyright-holder"],
  body: ["sec*"],
  back: ["app-group", "ref-list*"],
  "app-group": ["app*"],
  sec: ["label", "title", "#blocks", "sec*"],
  app: ["label", "title", "#blocks", "sec*"],
  list: ["list-item*"],
  "list-item": ["#blocks"],
  "table-wrap": ["label", "caption", "table"],
  caption: ["title"],
  table: ["tbody"],
  tbody: ["tr*"],
  "disp-formula": ["label", "alternatives", "tex-math"],
  alternatives: ["tex-math", "mml:math"],
  fig: ["label", "caption", "graphic"],
  "ref-list": ["title", "ref*"],
  ref: ["std"],
  std: ["std-ref", "title"],
  "term-sec": ["label", "tbx:termEntry"],
  "tbx:termEntry": ["tbx:langSet*"],
  "tbx:langSet": ["tbx:definition", "tbx:tig*"],
  "tbx:tig": ["tbx:term", "tbx:partOfSpeech"],
};

function brokenModels(element: Element): string[] {
  const model = models[element.name];
  const names = element.children.map(({ name }) => name);
  const below = element.children.flatMap(brokenModels);
  if (!model) return below;
  let at = 0;
  for (const part of model) {
    if (part === "#blocks") {
      while (blocks.includes(`${names[at]}*`)) at += 1;
      continue;
    }
    const name = part.replace("*", "");
    if (part.endsWith("*")) while (names[at] === name) at += 1;
    else if (names[at] === name) at += 1;
  }
  return at === names.length ? below : [`${element.name}: ${names.join(" ")}`, ...below];
}

describe("NISO STS", () => {
  const formulas = new Map([
    ["a < b", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>'],
  ]);
  const xml = stsOf(facts, clauses, formulas);
  const shared = sharedFile("standards/minimal-niso-sts.xml");

  it("is XML to a real parser, its elements stand where the tag set puts them, and every id is there once", async () => {
    const { valid, errors } = await validateXML({
      xml: [{ fileName: "standard.xml", contents: xml }],
      normalization: "format",
    });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
    expect(treeOf(xml).children.flatMap(brokenModels)).toEqual([]);
    const ids = [...xml.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/u);
  });

  it.skipIf(shared.missing)("the check of places accepts a document that is known to validate", () => {
    const known = readFileSync(shared.path, "utf8");
    const extra = { ...models, "std-ident": ["originator", "doc-type", "doc-number", "edition", "version"] };
    Object.assign(models as Record<string, readonly string[]>, extra, {
      "std-meta": [
        "title-wrap*",
        "std-ident",
        "content-language",
        "std-ref",
        "doc-ref",
        "release-date",
        "comm-ref",
        "permissions",
      ],
      permissions: ["copyright-year", "copyright-holder"],
      ref: ["label", "std", "mixed-citation"],
    });
    expect(treeOf(known).children.flatMap(brokenModels)).toEqual([]);
  });

  const xsd = process.env.NISO_STS_XSD ?? "";
  if (!existsSync(xsd)) console.warn("skipped: NISO_STS_XSD names no schema file of NISO STS 1.0");
  it.skipIf(!existsSync(xsd))("validates against the published schema", async () => {
    const folder = dirname(xsd);
    const schema = readFileSync(xsd, "utf8");
    const preload = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".xsd") && name !== basename(xsd))
      .map((fileName) => ({ fileName, contents: readFileSync(join(folder, fileName), "utf8") }));
    const checked = await validateXML({
      xml: [{ fileName: "standard.xml", contents: xml }],
      schema: [{ fileName: basename(xsd), contents: schema }],
      preload,
    });
    expect(checked.errors).toEqual([]);
  });
});

describe("OSCAL", () => {
  const made = oscalOf(facts, clauses, "2026-11-23T00:00:00.120Z", uuidOf) as { catalog: Record<string, unknown> };
  const shared = sharedFile("oscal/sp800-53r5-low-resolved-catalog.json");

  it.skipIf(shared.missing)(
    "has no key at any level that NIST's own catalogue has not, and all that it cannot lack",
    () => {
      const known = JSON.parse(readFileSync(shared.path, "utf8")) as unknown;
      // Groups hold groups and controls hold parts at every depth, so a key is judged by what holds it.
      const keys = (value: unknown, holder: string, into: Map<string, Set<string>>): Map<string, Set<string>> => {
        if (Array.isArray(value)) for (const one of value) keys(one, holder, into);
        else if (value !== null && typeof value === "object")
          for (const [key, inner] of Object.entries(value)) {
            into.set(holder, (into.get(holder) ?? new Set()).add(key));
            keys(inner, key, into);
          }
        return into;
      };
      const [theirs, ours] = [keys(known, "", new Map()), keys(made, "", new Map())];
      // The model gives groups properties and groups of their own, though this one catalogue needs neither.
      theirs.get("groups")?.add("groups").add("props");
      for (const [holder, names] of ours)
        expect([holder, [...names].filter((name) => !theirs.get(holder)?.has(name))]).toEqual([holder, []]);
      expect(Object.keys(made.catalog)).toEqual(expect.arrayContaining(["uuid", "metadata", "groups"]));
    },
  );

  it("provisions keep their stable ids, kinds and the other language", () => {
    const json = JSON.stringify(made);
    expect(json).toContain('"id":"p-0197-a","class":"requirement"');
    expect(json).toContain('"props":[{"name":"label","value":"en"}],"prose":"The system shall log."');
  });

  it("a group holds groups or controls, never both, and no list is empty", () => {
    const broken = (value: unknown): unknown[] => {
      if (value === null || typeof value !== "object") return [];
      const inside = Object.values(value).flatMap(broken);
      const wrong = Array.isArray(value) ? value.length === 0 : "groups" in value && "controls" in value;
      return wrong ? [value, ...inside] : inside;
    };
    expect(broken(made)).toEqual([]);
    expect(broken(oscalOf(facts, [], "2026-11-23T00:00:00.120Z", uuidOf))).toEqual([]);
    // A clause with provisions and clauses below it keeps both, its own provisions first.
    type Group = { id: string; groups?: Group[]; controls?: { id: string }[] };
    const both = (made.catalog.groups as Group[]).find(({ id }) => id === "c-b");
    expect(both?.groups?.map(({ id }) => id)).toEqual(["c-b_own", "c-b1"]);
    expect(both?.groups?.[0]?.controls?.map(({ id }) => id)).toEqual(["p-0197-a", "p-0197-b"]);
  });

  it("a property that OSCAL does not name itself has a namespace of ours", () => {
    const unnamed = [...JSON.stringify(made).matchAll(/\{"name":"([^"]+)","value"/gu)].map(([, name]) => name);
    expect(new Set(unnamed)).toEqual(new Set(["label"]));
  });

  it("every UUID, token, string and time is one of OSCAL's datatypes", () => {
    expect(brokenDatatypes(made)).toEqual([]);
    expect(
      brokenDatatypes(
        oscalOf({ ...facts, id: "0197aaaa-0000-7000-8000-000000000000" }, clauses, "2026-11-23T00:00:00.000Z", uuidOf),
      ),
    ).toEqual([]);
    expect(
      brokenDatatypes({
        catalog: { uuid: "0197aaaa-0000-7000-8000-000000000000", "last-modified": "2026-11-23T00:00:00.120Z" },
      }),
    ).toHaveLength(2);
  });

  const schema = process.env.OSCAL_CATALOG_SCHEMA ?? "";
  if (!existsSync(schema)) console.warn("skipped: OSCAL_CATALOG_SCHEMA names no JSON schema of the OSCAL catalog");
  it.skipIf(!existsSync(schema))("validates against the published schema", () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")) as object);
    validate(made);
    expect(validate.errors ?? []).toEqual([]);
  });
});

/**
 * Values that OSCAL's datatypes refuse, by the patterns of its published schemas: UUIDs of version 4 and 5 alone, tokens,
 * strings of one line without blanks at the ends, times without a fraction that ends in a zero.
 */
const datatypes: readonly (readonly [RegExp, RegExp])[] = [
  [/^uuid$/u, /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/u],
  [/^(?:id|class|name|type|method|status)$/u, /^(?:\p{L}|_)(?:\p{L}|\p{N}|[.\-_])*$/u],
  [/^(?:value|version|oscal-version|id-ref|title)$/u, /^\S(?:.*\S)?$/u],
  [/^last-modified$/u, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d*[1-9])?Z$/u],
  [/^href$/u, /^\S+$/u],
];

function brokenDatatypes(value: unknown, key = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => brokenDatatypes(one, key));
  if (value !== null && typeof value === "object")
    return Object.entries(value).flatMap(([name, inner]) => brokenDatatypes(inner, name));
  const pattern = datatypes.find(([names]) => names.test(key))?.[1];
  return pattern && !pattern.test(String(value)) ? [`${key}: ${String(value)}`] : [];
}

describe("OSCAL mapping", () => {
  const pair: ExportedMapping = {
    id: "0197aaaa-0000-7000-8000-000000000001",
    clauseId: "0197aaaa-0000-7000-8000-000000000002",
    clauseNumber: "4",
    clauseTitle: "会话控制",
    document: "IEC 62443-3-3:2013",
    target: "SR 1.13",
    relation: "intersects-with",
    rationale: "both ask for approval",
    stale: "clauseChanged",
  };
  const made = oscalMapping(
    {
      standardId: "0197aaaa-0000-7000-8000-000000000003",
      title: "Security of remote maintenance",
      version: "3",
      at: "2026-11-23T00:00:00.120Z",
      catalogueHref: "https://lianfang.example/api/standards/1/oscal.json",
      controls: new Map([[pair.clauseId, ["p-0197aaaa-0000-7000-8000-00000000000a"]]]),
      uuidOf,
    },
    [
      pair,
      {
        ...pair,
        id: "0197aaaa-0000-7000-8000-000000000004",
        document: "GB/T 22239—2019",
        target: "8.1.4",
        stale: null,
      },
    ],
  );

  it("has the shape of the control mapping model, to the last key, and its datatypes", () => {
    const text = { type: "string", minLength: 1 };
    const closed = (properties: object, optional: readonly string[] = []) => ({
      type: "object",
      additionalProperties: false,
      properties,
      required: Object.keys(properties).filter((key) => !optional.includes(key)),
    });
    const several = (items: object) => ({ type: "array", minItems: 1, items });
    const item = closed({ type: { enum: ["control", "statement"] }, "id-ref": text });
    const resource = closed({ type: { enum: ["catalog", "profile"] }, href: text });
    const map = closed(
      {
        uuid: text,
        relationship: {
          enum: ["equivalent-to", "equal-to", "subset-of", "superset-of", "intersects-with", "no-relationship"],
        },
        sources: several(item),
        targets: several(item),
        props: several(closed({ name: text, ns: text, value: text })),
        remarks: text,
      },
      ["props", "remarks"],
    );
    const schema = closed({
      "mapping-collection": closed({
        uuid: text,
        metadata: closed({ title: text, "last-modified": text, version: text, "oscal-version": text }),
        provenance: closed({ method: text, "matching-rationale": text, status: text, "mapping-description": text }),
        mappings: several(
          closed({ uuid: text, "source-resource": resource, "target-resource": resource, maps: several(map) }),
        ),
        "back-matter": closed({ resources: several(closed({ uuid: text, title: text })) }),
      }),
    });
    const validate = new Ajv({ allErrors: true }).compile(schema);
    validate(made);
    expect(validate.errors ?? []).toEqual([]);
    expect(brokenDatatypes(made)).toEqual([]);
    // A target that is only named points to a resource which is there.
    const { "mapping-collection": collection } = made as {
      "mapping-collection": {
        mappings: { "target-resource": { href: string } }[];
        "back-matter": { resources: { uuid: string }[] };
      };
    };
    const named = new Set(collection["back-matter"].resources.map(({ uuid }) => `#${uuid}`));
    for (const { "target-resource": target } of collection.mappings) expect(named).toContain(target.href);
  });

  const schema = process.env.OSCAL_MAPPING_SCHEMA ?? "";
  if (!existsSync(schema))
    console.warn("skipped: OSCAL_MAPPING_SCHEMA names no JSON schema of the OSCAL mapping model");
  it.skipIf(!existsSync(schema))("validates against the published schema", () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")) as object);
    validate(made);
    expect(validate.errors ?? []).toEqual([]);
  });
});
