import type { Concept } from "@/domain/shared/concept";
import type { Locale } from "@/domain/shared/locale";

/** How a text is called: by its title or, without one, by its number within the subject (from 1). */
export type EvidenceName = { readonly title: string | null; readonly year: number | null; readonly number: number };

export type OfflineReasonFacts = {
  readonly concepts: readonly Concept[];
  readonly phrases: readonly string[];
  /** True when anything at all is shared, also where no whole word of it can be shown. */
  readonly sharesTerms: boolean;
  readonly hasTexts: boolean;
  /** Null when no text has anything to do with the need. */
  readonly nearest: EvidenceName | null;
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
  const reasons = facts.concepts.length > 0 ? [say.concepts(facts.concepts.map(({ titles }) => titles[locale]))] : [];
  reasons.push(facts.phrases.length > 0 ? say.terms(facts.phrases) : facts.sharesTerms ? say.fragments : say.noTerms);
  if (facts.nearest) reasons.push(say.nearest(facts.nearest));
  if (!facts.hasTexts) reasons.push(say.noEvidence);
  reasons.push(say.sum(signed(facts.words), String(facts.latentShare), signed(facts.latent)));
  return reasons;
}

const sentences = {
  en: {
    concepts: (titles: readonly string[]) => `both concern: ${titles.join(", ")}`,
    terms: (terms: readonly string[]) => `terms in common: ${terms.join(", ")}`,
    fragments: "only parts of words in common",
    noTerms: "no terms in common",
    nearest: ({ title, year, number }: EvidenceName) =>
      `nearest evidence: ${title === null ? `text ${number}` : `“${title}”`}${year === null ? "" : ` (${year})`}`,
    noEvidence: "the subject has no texts",
    sum: (words: string, share: string, latent: string) =>
      `score = terms ${words} + ${share} × related vocabulary ${latent}, in deviations from the usual for this need`,
  },
  "zh-CN": {
    concepts: (titles: readonly string[]) => `同涉：${titles.join("、")}`,
    terms: (terms: readonly string[]) => `共同用语：${terms.join("、")}`,
    fragments: "只有个别字相同",
    noTerms: "没有共同用语",
    nearest: ({ title, year, number }: EvidenceName) =>
      `最相近的材料：${title === null ? `第 ${number} 篇` : `《${title}》`}${year === null ? "" : `（${year} 年）`}`,
    noEvidence: "该对象没有材料",
    sum: (words: string, share: string, latent: string) =>
      `得分 = 用语 ${words} + ${share} × 关联用语 ${latent}（单位：与该需求平均水平相差的标准差）`,
  },
} as const;

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
}
