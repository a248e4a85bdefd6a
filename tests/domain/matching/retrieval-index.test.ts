import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type IndexEntry, RetrievalIndex } from "@/domain/matching/retrieval-index";

function entry(id: string, words: string, facets: string[] = []): IndexEntry {
  const terms = new Map<string, number>();
  for (const word of words.split(" ").filter(Boolean)) terms.set(word, (terms.get(word) ?? 0) + 1);
  return { id, terms, facets };
}

function indexOf(...entries: IndexEntry[]): RetrievalIndex {
  const index = new RetrievalIndex();
  for (const one of entries) index.put(one);
  return index;
}

function ids(index: RetrievalIndex, words: string, rest: object = {}): string[] {
  return index.query({ terms: entry("", words).terms, limit: 10, ...rest }).map(({ id }) => id);
}

describe("finding", () => {
  const index = indexOf(
    entry("plc", "plc firmware modbus", ["region:sh", "verified"]),
    entry("modbus", "modbus modbus traffic", ["region:bj", "verified"]),
    entry("audit", "audit report", ["region:sh"]),
  );

  test.each<[string, string, object, string[]]>([
    ["the nearest first", "modbus traffic", {}, ["modbus", "plc"]],
    ["only what shares a term", "audit", {}, ["audit"]],
    ["nothing for unknown words", "bread", {}, []],
    ["nothing for no words", "", {}, []],
    ["filters come before the cut", "modbus", { all: ["region:sh"], limit: 1 }, ["plc"]],
    ["all of several facets", "modbus audit", { all: ["region:sh", "verified"] }, ["plc"]],
    ["one of several facets", "modbus audit", { any: [["region:bj", "region:gz"]] }, ["modbus"]],
    ["none of some facets", "modbus audit", { none: ["verified"] }, ["audit"]],
    ["a facet nobody has", "modbus", { all: ["region:xz"] }, []],
    ["a condition", "modbus traffic", { accept: (id: string) => id !== "modbus", limit: 1 }, ["plc"]],
    ["no place at all", "modbus", { limit: 0 }, []],
  ])("%s", (_, words, rest, expected) => {
    expect(ids(index, words, rest)).toEqual(expected);
  });

  test("a condition that fails leaves the next query unharmed", () => {
    const before = index.query({ terms: entry("", "modbus").terms, limit: 10 });
    const failing = () => {
      throw new Error("no");
    };
    expect(() => ids(index, "modbus", { accept: failing })).toThrow("no");
    expect(index.query({ terms: entry("", "modbus").terms, limit: 10 })).toEqual(before);
  });

  test("those who score alike change places with the seed", () => {
    const alike = indexOf(...["a", "b", "c", "d"].map((id) => entry(id, "same words")));
    const first = new Set(Array.from({ length: 50 }, (_, seed) => ids(alike, "same", { seed, limit: 1 })[0]));
    expect(first.size).toBe(4);
    expect(ids(alike, "same", { seed: 3 })).toEqual(ids(alike, "same", { seed: 3 }));
  });
});

test("the reverse question: needs for a subject", () => {
  const needs = indexOf(entry("need1", "modbus firewall", ["open"]), entry("need2", "firmware", ["closed"]));
  expect(ids(needs, "firmware modbus", { all: ["open"] })).toEqual(["need1"]);
});

describe("keeping up to date", () => {
  test("an entry put again replaces the old one, with its facets", () => {
    const index = indexOf(entry("a", "old", ["x"]), entry("b", "old"));
    index.put(entry("a", "new", ["y"]));
    expect(index.size).toBe(2);
    expect(ids(index, "old")).toEqual(["b"]);
    expect(ids(index, "new", { all: ["x"] })).toEqual([]);
    expect(ids(index, "new", { all: ["y"] })).toEqual(["a"]);
  });

  test("removal", () => {
    const index = indexOf(entry("a", "word"));
    expect(index.remove("a")).toBe(true);
    expect(index.remove("a")).toBe(false);
    expect(ids(index, "word")).toEqual([]);
    expect(index.size).toBe(0);
  });

  test("an index that was changed often answers like one built afresh", () => {
    const words = fc.array(fc.constantFrom("a1", "b1", "c1", "d1", "e1"), { maxLength: 4 }).map((all) => all.join(" "));
    const step = fc.record({ id: fc.nat(15), words, gone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), words, (steps, question) => {
        const changed = new RetrievalIndex();
        const left = new Map<string, IndexEntry>();
        for (const { id, words: text, gone } of steps) {
          const one = entry(`s${id}`, text, [`f${id % 3}`]);
          if (gone) {
            changed.remove(one.id);
            left.delete(one.id);
          } else {
            changed.put(one);
            left.set(one.id, one);
          }
        }
        const fresh = indexOf(...left.values());
        const query = { terms: entry("", question).terms, limit: 5, any: [["f0", "f1"]], seed: 2 };
        expect(changed.query(query)).toEqual(fresh.query(query));
      }),
    );
  });

  test("moving together after many removals changes no answer", () => {
    const index = new RetrievalIndex();
    for (let at = 0; at < 6000; at++) index.put(entry(`s${at}`, `common w${at % 500} w${at % 300}`, [`f${at % 2}`]));
    for (let at = 0; at < 6000; at++) if (at % 3 !== 0) index.remove(`s${at}`);
    const fresh = new RetrievalIndex();
    for (let at = 0; at < 6000; at += 3) fresh.put(entry(`s${at}`, `common w${at % 500} w${at % 300}`, [`f${at % 2}`]));
    const query = { terms: entry("", "w3 w9 w12 common").terms, limit: 20, all: ["f0"] };
    expect(index.size).toBe(2000);
    expect(index.query(query)).toEqual(fresh.query(query));
  });
});

describe("a large index", () => {
  const index = new RetrievalIndex();
  for (let at = 0; at < 3000; at++) index.put(entry(`s${at}`, `everywhere rare${at % 100}`));

  test("is not searched for words that stand everywhere", () => {
    expect(index.query({ terms: entry("", "everywhere rare7").terms, limit: 5000 })).toHaveLength(30);
  });

  test("unless there is no other word", () => {
    expect(ids(index, "everywhere")).toHaveLength(10);
  });
});

test("exact: the best k are those of a full comparison", () => {
  const words = fc.array(fc.constantFrom("a1", "b1", "c1", "d1", "e1", "f1"), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 40 }),
      words,
      fc.integer({ min: 1, max: 10 }),
      (texts, question, limit) => {
        const index = indexOf(...texts.map((text, at) => entry(`s${at}`, text.join(" "))));
        const terms = entry("", question.join(" ")).terms;
        const all = index.query({ terms, limit: 1000 });
        expect(index.query({ terms, limit })).toEqual(all.slice(0, limit));
        const sharing = texts.filter((text) => text.some((word) => question.includes(word)));
        expect(all).toHaveLength(sharing.length);
      },
    ),
  );
});
