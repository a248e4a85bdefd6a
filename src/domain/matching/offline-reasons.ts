import type { Concept } from "@/domain/shared/concept";
import type { Locale } from "@/domain/shared/locale";

export type OfflineReasonFacts = {
  readonly concepts: readonly Concept[];
  readonly phrases: readonly string[];
  readonly nearest: { readonly title: string | null; readonly year: number | null; readonly number: number } | null;
  readonly latentShare: number;
  /** The two calibrated figures the score is made of. */
  readonly words: number;
  readonly latent: number;
};

/** The language of most of a text's letters: Chinese from one Chinese character per six letters on. */
export function languageOf(text: string): Locale {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/\p{Letter}/gu)?.length ?? 0;
  return han * 6 >= letters && han > 0 ? "zh-CN" : "en";
}

/** Short sentences for a file read without the platform, in the language of the need. */
export function offlineReasons(facts: OfflineReasonFacts, locale: Locale): string[] {
  const say = sentences[locale];
  return [
    ...(facts.concepts.length > 0 ? [say.concepts(facts.concepts.map((concept) => concept.titles[locale]))] : []),
    facts.phrases.length > 0 ? say.terms(facts.phrases) : say.noTerms,
    ...(facts.nearest ? [say.nearest(facts.nearest)] : [say.noEvidence]),
    say.sum(signed(facts.words), String(facts.latentShare), signed(facts.latent)),
  ];
}

type Nearest = NonNullable<OfflineReasonFacts["nearest"]>;

const sentences = {
  en: {
    concepts: (titles: readonly string[]) => `both concern: ${titles.join(", ")}`,
    terms: (terms: readonly string[]) => `terms in common: ${terms.join(", ")}`,
    noTerms: "no terms in common",
    nearest: ({ title, year, number }: Nearest) =>
      `nearest evidence: ${title === null ? `text ${number}` : `“${title}”`}${year === null ? "" : ` (${year})`}`,
    noEvidence: "the subject has no texts",
    sum: (words: string, share: string, latent: string) =>
      `score = terms ${words} + ${share} × related vocabulary ${latent}, in deviations from the usual for this need`,
  },
  "zh-CN": {
    concepts: (titles: readonly string[]) => `同涉：${titles.join("、")}`,
    terms: (terms: readonly string[]) => `共同用语：${terms.join("、")}`,
    noTerms: "没有共同用语",
    nearest: ({ title, year, number }: Nearest) =>
      `最相近的材料：${title === null ? `第 ${number} 篇` : `《${title}》`}${year === null ? "" : `（${year} 年）`}`,
    noEvidence: "该对象没有材料",
    sum: (words: string, share: string, latent: string) =>
      `得分 = 用语 ${words} + ${share} × 关联用语 ${latent}（单位：与该需求平均水平相差的标准差）`,
  },
} as const;

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
