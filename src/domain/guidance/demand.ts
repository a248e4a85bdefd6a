import { suggestTags } from "../taxonomy/suggest-tags";
import type { DocumentContent } from "./schema";

/** What a document calls for, where. */
export type GuidanceDemand = {
  readonly conceptIds: readonly string[];
  readonly regions: readonly string[];
  /** Without their prefix, as organisations name them. */
  readonly sectors: readonly string[];
};

const unique = (values: readonly string[]) => [...new Set(values)];

/**
 * The skills that a document names in its title, its summary and what it obliges to, at the places and in the sectors
 * to which it applies. The body is left out: it cites far more than it asks for.
 */
export function demandOf(content: DocumentContent): GuidanceDemand {
  const { titleZh, titleEn, summaryZh, summaryEn, obligations, rule } = content;
  const words = [
    titleZh,
    titleEn,
    summaryZh,
    summaryEn,
    ...obligations.flatMap(({ textZh, textEn }) => [textZh, textEn]),
  ];
  return {
    conceptIds: suggestTags(words.join("\n"), { frameworks: ["skill"] }).map(({ id }) => id),
    regions: unique(rule.include.flatMap(({ regions }) => regions)),
    sectors: unique(rule.include.flatMap(({ sectors }) => sectors.map((id) => id.replace(/^sector:/u, "")))),
  };
}
