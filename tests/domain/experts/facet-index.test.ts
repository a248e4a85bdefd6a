import { describe, expect, it, test } from "vitest";
import { conditionsOf } from "@/domain/experts/conditions";
import { FacetIndex, type Layer } from "@/domain/experts/facet-index";
import { Postings } from "@/domain/experts/postings";
import { type Condition, facetGroups, facetPrefix, searchFilter } from "@/domain/experts/search";
import { TokenTable } from "@/domain/experts/token-table";
import { seededRandom } from "@/domain/shared/seeded-random";

const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
type Layers = [string[], string[], string[]];
type Kept = Map<number, { strength: number; layers: Layers }>;

/** The same answers by looking at everybody: what the index has to agree with. */
function plainly(kept: Kept, layer: Layer, conditions: readonly Condition[]) {
  const tokens = ({ layers }: { layers: Layers }) => new Set(layers.slice(0, layer + 1).flat());
  const fitting = (wanted: readonly Condition[]) =>
    [...kept.entries()].filter(([, one]) => wanted.every(({ anyOf }) => anyOf.some((token) => tokens(one).has(token))));
  const facets = Object.fromEntries(
    facetGroups.map((group) => {
      const own = group !== "skills" && conditions.some((one) => one.group === group);
      const counts = new Map<string, number>();
      for (const [, one] of fitting(own ? conditions.filter((condition) => condition.group !== group) : conditions))
        for (const token of tokens(one))
          if (token.startsWith(facetPrefix[group])) {
            const value = token.slice(facetPrefix[group].length);
            counts.set(value, (counts.get(value) ?? 0) + 1);
          }
      return [group, Object.fromEntries(counts)];
    }),
  );
  return { people: new Set(fitting(conditions).map(([n]) => id(n))), facets };
}

const values = {
  "skill:": 12,
  "any:": 5,
  "ev:": 4,
  "sector:": 6,
  "region:": 9,
  "lang:": 4,
  "av:": 3,
  "work:": 5,
  "pool:": 3,
  "w:": 40,
} as const;

function somebody(chance: () => number, n: number): Layers {
  const layers: Layers = [[`w:name${n}`], [], []];
  const seen = new Set<string>();
  for (const [prefix, count] of Object.entries(values))
    for (let i = 0; i < 3; i++) {
      const token = `${prefix}${Math.floor(chance() ** 2 * count)}`;
      if (!seen.has(token)) layers[Math.floor(chance() * 3) as Layer].push(token);
      seen.add(token);
    }
  return layers;
}

const asked: [string, Condition[]][] = [
  ["nothing", []],
  ["one skill", [{ group: "skills", anyOf: ["skill:0"] }]],
  [
    "two skills at once",
    [
      { group: "skills", anyOf: ["skill:0"] },
      { group: "skills", anyOf: ["skill:3"] },
    ],
  ],
  ["either of two regions", [{ group: "regions", anyOf: ["region:0", "region:5"] }]],
  ["a rare word", [{ group: null, anyOf: ["w:39"] }]],
  ["one name", [{ group: null, anyOf: ["w:name77"] }]],
  [
    "a region, a sector and a word",
    [
      { group: "regions", anyOf: ["region:1"] },
      { group: "sectors", anyOf: ["sector:0"] },
      { group: null, anyOf: ["w:0"] },
    ],
  ],
  ["what nobody has", [{ group: "pools", anyOf: ["pool:none"] }]],
];

describe("the index of people answers as if everybody had been looked at", () => {
  const chance = seededRandom(18);
  const index = new FacetIndex();
  const kept: Kept = new Map();
  const put = (n: number) => {
    const one = { strength: Math.floor(chance() * 50), layers: somebody(chance, n) };
    kept.set(n, one);
    index.put(id(n), one.strength, one.layers);
  };
  for (let n = 0; n < 700; n++) put(n);
  // A third change, a tenth leave, some come back, some leave who never were there.
  for (let n = 0; n < 700; n += 3) put(n);
  for (let n = 0; n < 700; n += 10) {
    kept.delete(n);
    index.drop(id(n));
  }
  for (let n = 0; n < 700; n += 50) put(n);
  index.drop(id(9_999));

  test.each(asked)("%s", (_, conditions) => {
    for (const layer of [0, 1, 2] as const) {
      const { people, facets } = plainly(kept, layer, conditions);
      const found = index.search(layer, conditions, 0, 1_000);
      expect(found.total).toBe(people.size);
      expect(new Set(found.ids)).toEqual(people);
      const counted = Object.fromEntries(
        Object.entries(found.facets).map(([group, list]) => [
          group,
          Object.fromEntries(list.map(({ value, count }) => [value, count])),
        ]),
      );
      expect(counted).toEqual(facets);
    }
  });

  it("shows the strongest first, page after page without gap or repetition", () => {
    const strength = new Map([...kept].map(([n, one]) => [id(n), one.strength]));
    const pages = [0, 1, 2, 3].flatMap((page) => index.search(1, [], page * 20, 20).ids);
    expect(new Set(pages).size).toBe(80);
    const shown = pages.map((one) => strength.get(one) ?? 0);
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
    const strongest = [...strength.values()].sort((a, b) => b - a).slice(0, 80);
    expect(shown).toEqual(strongest);
  });

  it("crosses two facets as a walk over everybody does", () => {
    const { row, cell } = index.cross(1, "skills", "regions");
    for (const skill of ["0", "4", "11", "none"]) {
      const has = (token: string) => ({ group: null, anyOf: [token] });
      expect(row(skill)).toBe(plainly(kept, 1, [has(`skill:${skill}`)]).people.size);
      for (const region of ["0", "3", "8", "none"])
        expect(cell(skill, region)).toBe(
          plainly(kept, 1, [has(`skill:${skill}`), has(`region:${region}`)]).people.size,
        );
    }
  });

  it("knows how many it holds and how much of it is dead", () => {
    expect(index.living).toBe(kept.size);
    expect(index.waste).toBeGreaterThan(0);
    expect(new FacetIndex().waste).toBe(0);
  });

  it("takes UUIDs only", () => expect(() => index.put("somebody", 1, [[], [], []])).toThrow(RangeError));
});

describe("postings", () => {
  test.each([
    ["every document", 1],
    ["every third", 3],
    ["one in nine", 9],
    ["one in a hundred", 100],
    ["few and far between", 3_000],
  ])("%s", (_, step) => {
    const postings = new Postings();
    const documents = Array.from({ length: Math.ceil(12_000 / step) }, (__, n) => n * step + 5);
    const added: boolean[] = [];
    for (const document of documents) {
      added.push(postings.add(7, document), postings.add(7, document));
      if (document % 2 === 0) postings.add(8, document);
    }
    expect(added).toEqual(documents.flatMap(() => [true, false]));
    const bits = new Uint32Array(500);
    postings.addTo(7, bits);
    const found: number[] = [];
    for (let at = 0; at < 16_000; at++) if (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) found.push(at);
    expect(found).toEqual(documents);
  });

  it("of a token that nobody has are none", () => {
    const bits = new Uint32Array(4);
    new Postings().addTo(3, bits);
    expect([...bits]).toEqual([0, 0, 0, 0]);
  });
});

describe("a table of tokens", () => {
  it("gives each its number, also when it has grown over many pages", () => {
    const table = new TokenTable();
    const encoder = new TextEncoder();
    const texts = Array.from({ length: 20_000 }, (_, n) => `w:${n % 2 === 0 ? "词" : "word"}${n}${"x".repeat(n % 90)}`);
    const number = (text: string) => {
      const bytes = encoder.encode(`--${text}--`);
      return [bytes, 2, bytes.length - 2] as const;
    };
    const order = texts.map((_, n) => n);
    expect(texts.map((text) => table.numberOf(...number(text)))).toEqual(order);
    expect(texts.map((text) => table.find(...number(text)))).toEqual(order);
    expect(table.find(...number("w:unknown"))).toBe(-1);
    expect(() => table.numberOf(new Uint8Array(70_000), 0, 70_000)).toThrow(RangeError);
  });
});

describe("the words of a question", () => {
  const found = (query: string, layers: Layers) => {
    const index = new FacetIndex();
    index.put(id(1), 1, layers);
    return index.search(0, conditionsOf(searchFilter.parse({ query })), 0, 1).total;
  };
  test.each([
    ["网络隔离", ["skill:skill:segmentation"], 1],
    ["network isolation", ["skill:skill:segmentation"], 1],
    ["浙江 网络隔离", ["skill:skill:segmentation", "region:CN-33"], 1],
    ["浙江网络隔离", ["skill:skill:segmentation", "region:CN-33"], 1],
    ["网络隔离", ["skill:skill:mlps"], 0],
    ["浙江 网络隔离", ["skill:skill:segmentation", "region:CN-31"], 0],
    ["虚构", ["w:虚", "w:虚构", "w:构"], 1],
    ["虚构", ["w:虚", "w:构"], 0],
    ["Siemens plc", ["w:siemens", "w:plc"], 1],
  ] as const)("%s with %j", (query, tokens, total) => {
    expect(found(query, [[...tokens], [], []])).toBe(total);
  });
});
