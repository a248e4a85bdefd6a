import { seededRandom } from "@/domain/shared/seeded-random";
import { conceptById, conceptsOf } from "@/domain/taxonomy/all-concepts";
import { sectors } from "@/domain/taxonomy/sectors";

/** Invented texts in the words of the field, the same at every run: a few topics each, in Chinese or in English. */

export type Writer = {
  readonly chance: () => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** A profile or need about these concepts, of roughly so many sentences. */
  readonly text: (conceptIds: readonly string[], sentences: number, language: "zh-CN" | "en") => string;
};

export const loadSkills = conceptsOf("skill").map(({ id }) => id);
export const loadTags = [...conceptsOf("protocol"), ...conceptsOf("vendor"), ...conceptsOf("asset")].map(
  ({ id }) => id,
);
export const loadSectors = sectors.filter(({ parent }) => parent === undefined).map(({ id }) => id);
export const loadRegions = conceptsOf("region").map(({ id }) => id.slice("region:".length));

const frames = {
  "zh-CN": [
    (a: string, b: string) => `为客户实施${a}，覆盖${b}。`,
    (a: string, b: string) => `针对${b}开展${a}，形成整改清单并复测。`,
    (a: string, b: string) => `${a}项目按期验收，现场涉及${b}。`,
    (a: string, b: string) => `在不停产的条件下完成${b}的${a}。`,
  ],
  en: [
    (a: string, b: string) => `Delivered ${a} covering ${b} at a running plant.`,
    (a: string, b: string) => `The work on ${a} began with ${b} and ended with a retest.`,
    (a: string, b: string) => `${a} for ${b}, accepted on time by the operator.`,
    (a: string, b: string) => `Trained the shifts in ${a}; ${b} was part of it.`,
  ],
} as const;

/** Rare words, as names of sites and products are: most stand in few texts. */
const syllables =
  "an bei cang dong er fang gao hai jin kang lian min ning ping qing rui shan tai wei xin yuan zhong".split(" ");

export function writer(seed: number): Writer {
  const chance = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(chance() * list.length)];
    if (found === undefined) throw new RangeError("an empty list");
    return found;
  };
  const name = () => `${pick(syllables)}${pick(syllables)}${Math.floor(chance() ** 2 * 400)}`;
  return {
    chance,
    pick,
    text(conceptIds, sentences, language) {
      const titles = conceptIds.map((id) => conceptById(id)?.titles[language] ?? id);
      const made = Array.from({ length: sentences }, () => pick(frames[language])(pick(titles), pick(titles)));
      made.push(language === "en" ? `Site ${name()}.` : `现场代号 ${name()}。`);
      return made.join(language === "en" ? " " : "");
    },
  };
}
