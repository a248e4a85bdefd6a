import { existsSync, readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { sharedFile } from "#tests/support/shared-data";
import { type ExportedMapping, oscalMapping } from "@/domain/standards/mapping";
import { oscalOf } from "@/domain/standards/oscal";
import { uuidOf } from "@/server/modules/standards/uuid-of";
import { clauses, facts } from "./whole-text";

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
