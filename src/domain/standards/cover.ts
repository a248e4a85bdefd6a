import { designationOf } from "./citations";
import type { OutputFacts } from "./sts";

/** Words that every output bears, in the text's own language; a standard is printed in one language whoever reads it. */
const words = {
  "zh-CN": {
    document: { gbt: "推荐性国家标准文本", iso: "国际标准文本", community: "联防社区指南" },
    draft: "稿，阶段",
    published: "发布",
    contents: "目次",
    note: "注",
    example: "示例",
    group: "联防标准工作组",
    stands: "本文本由联防平台生成，以平台公布的版本为准。",
  },
  en: {
    document: {
      gbt: "Text of a recommended national standard",
      iso: "Text of an international standard",
      community: "Lianfang community guideline",
    },
    draft: "Draft, stage",
    published: "Published",
    contents: "Contents",
    note: "NOTE",
    example: "EXAMPLE",
    group: "Lianfang standards working group",
    stands: "Made by the Lianfang platform; the version published there is authoritative.",
  },
} as const;

export type Cover = {
  readonly kind: string;
  readonly number: string;
  readonly titles: readonly string[];
  readonly status: string;
  readonly issuer: string;
  readonly authority: string;
};

/** The number by which it is cited. */
export function citationOf(facts: OutputFacts): string {
  return designationOf(facts, facts.publishedAt, facts.language);
}

/** What the first page says (GB/T 1.1-2020, 8.1: number, names in both languages, status and dates, who issues it). */
export function coverOf(facts: OutputFacts): Cover {
  const say = words[facts.language];
  const titles = facts.language === "en" ? [facts.titleEn, facts.titleZh] : [facts.titleZh, facts.titleEn];
  const day = facts.publishedAt?.slice(0, 10);
  return {
    kind: say.document[facts.profile as keyof typeof say.document] ?? "",
    number: citationOf(facts),
    titles: titles.filter(Boolean),
    status: day ? `${day} ${say.published}` : `${say.draft} ${facts.stage}`,
    issuer: say.group,
    authority: say.stands,
  };
}

export function wordsOf(language: OutputFacts["language"]) {
  return words[language];
}

/** A heading as every output writes it: number, name, or the name of its fixed kind. */
export function headingOf(
  clause: { number: string; title: string; kind: string },
  language: OutputFacts["language"],
): string {
  if (clause.kind === "annex" && !clause.number.includes("."))
    return language === "en"
      ? `Annex ${clause.number} ${clause.title}`.trim()
      : `附录${clause.number} ${clause.title}`.trim();
  return `${clause.number} ${clause.title}`.trim();
}

/** Notes and examples of one clause are numbered where there are several (GB/T 1.1-2020, 9.10 and 9.11). */
export function asideLabels(
  content: readonly { type: string }[],
  language: OutputFacts["language"],
): (string | null)[] {
  const say = words[language];
  const total = { note: 0, example: 0 };
  for (const { type } of content) if (type === "note" || type === "example") total[type] += 1;
  const seen = { note: 0, example: 0 };
  const colon = language === "en" ? ": " : "：";
  return content.map(({ type }) => {
    if (type !== "note" && type !== "example") return null;
    seen[type] += 1;
    const number = total[type] > 1 ? (language === "en" ? ` ${seen[type]}` : `${seen[type]}`) : "";
    return `${say[type]}${number}${colon}`;
  });
}
