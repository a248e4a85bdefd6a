import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { provinces } from "@/domain/identity/regions";
import { sectorIds } from "@/domain/identity/schema";
import { allConcepts, conceptById, conceptsOf, type Framework, frameworks } from "@/domain/taxonomy/all-concepts";
import { regionByCode } from "@/domain/taxonomy/regions";

const ids = new Set(allConcepts.map(({ id }) => id));

describe("every concept", () => {
  test("has an id of its own, of a known table", () => {
    expect(ids.size).toBe(allConcepts.length);
    const strange = [...ids].filter((id) => !frameworks.some((framework) => id.startsWith(`${framework}:`)));
    expect(strange).toEqual([]);
    expect([...ids].filter((id) => !/^[a-z0-9-]+:[A-Za-z0-9.-]{1,40}$/u.test(id))).toEqual([]);
  });

  test("points only to concepts that exist, and not to itself", () => {
    const lost = allConcepts.flatMap(({ id, parent, related = [] }) =>
      [...(parent === undefined ? [] : [parent]), ...related]
        .filter((other) => !ids.has(other) || other === id)
        .map((other) => `${id} → ${other}`),
    );
    expect(lost).toEqual([]);
  });

  test("reaches a top without going round", () => {
    for (const concept of allConcepts) {
      let steps = 0;
      let parent = concept.parent;
      while (parent !== undefined && steps < 5) {
        parent = conceptById(parent)?.parent;
        steps++;
      }
      expect(steps, concept.id).toBeLessThan(4);
    }
  });

  test("has a title in both languages; the Chinese one is Chinese, or a proper name written alike in both", () => {
    const bad = allConcepts.filter(({ titles }) => {
      const zh = titles["zh-CN"];
      return titles.en.trim() === "" || zh.trim() === "" || !(/\p{Script=Han}/u.test(zh) || zh === titles.en);
    });
    expect(bad.map(({ id }) => id)).toEqual([]);
    expect(allConcepts.filter(({ titles }) => /\p{Script=Han}/u.test(titles.en)).map(({ id }) => id)).toEqual([]);
  });

  test("repeats no name of its own and holds no empty or one-character one", () => {
    const bad = allConcepts.flatMap(({ id, titles, aliases }) => {
      const names = [titles.en, titles["zh-CN"], ...aliases];
      const twice = aliases.filter((alias, index) => names.indexOf(alias) !== index + 2);
      const short = aliases.filter((alias) => alias.trim() !== alias || [...alias].length < 2);
      return [...twice, ...short].map((alias) => `${id}: ${alias}`);
    });
    expect(bad).toEqual([]);
  });
});

test.each<[Framework, number]>([
  ["sector", 11],
  ["gbt4754", 20],
  ["ecsf", 12],
  ["region", 34],
  ["nice", 5 + 41 + 11],
  ["attack-ics", 12 + 83],
  ["iec62443", 1 + 18],
])("%s is complete: %i", (framework, count) => {
  expect(conceptsOf(framework)).toHaveLength(count);
});

test("sectors are those that forms and rows use", () => {
  expect(conceptsOf("sector").map(({ id }) => id)).toEqual(sectorIds.map((id) => `sector:${id}`));
});

test("regions are those that forms use, with the same names", () => {
  const named = conceptsOf("region").map(({ id, titles }) => ({ code: id.slice(7), ...titles }));
  expect(named).toEqual(provinces.map(({ code, en, "zh-CN": zh }) => ({ code, en, "zh-CN": zh })));
});

test.each([
  ["CN-35", "福建省"],
  ["350000", "福建省"],
  ["cn-fj", "福建省"],
  ["CN-SN", "陕西省"],
  ["CN-SX", "山西省"],
  ["CN-HA", "河南省"],
  ["CN-HI", "海南省"],
  ["CN-MO", "澳门特别行政区"],
  ["820000", "澳门特别行政区"],
  ["350100", undefined],
  ["CN-99", undefined],
])("the code %s is %s", (code, title) => {
  expect(regionByCode(code)?.titles["zh-CN"]).toBe(title);
});

const niceFile = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", "nice/nice_v2_cprt_like.json");

describe.skipIf(!existsSync(niceFile))("against NIST's file (skipped where it is missing)", () => {
  test("categories, work roles and competency areas carry its ids and titles", () => {
    const { elements } = JSON.parse(readFileSync(niceFile, "utf8")) as {
      elements: { element_type: string; element_identifier: string; title: string }[];
    };
    const official = elements
      .filter(({ element_type }) => ["category", "work_role", "competency_area"].includes(element_type))
      .map(({ element_identifier, title }) => [`nice:${element_identifier}`, title.trim()]);
    expect(conceptsOf("nice").map(({ id, titles }) => [id, titles.en])).toEqual(official);
  });
});
