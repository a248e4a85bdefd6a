import { searchTokens } from "../shared/search-tokens";
import type { ProfileContent } from "./profile";
import { type Backing, backings, levels, rank } from "./standing";

/** What a reader may see of a profile, as search reads it. */
export type Findable = {
  readonly content: ProfileContent;
  readonly skills: readonly { readonly conceptId: string; readonly level: number; readonly backing: Backing }[];
  /** Titles of evidence and names of concepts in both languages, for the words. */
  readonly texts: readonly string[];
  readonly pools: readonly string[];
  /** Parents of a concept: who can do the part is found under the whole. */
  readonly parentOf: (conceptId: string) => string | undefined;
};

const mostWords = 400;

/**
 * Everything by which a profile is found, as tokens: `skill:…`, `level:<skill>:n` and `backing:<skill>:b` (cumulative:
 * level 4 is also found under 3), `any:n`, `ev:b`, `sector:`, `region:`, `lang:`, `av:`, `work:`, `pool:` and words `w:`.
 */
export function tokensOf({ content, skills, texts, pools, parentOf }: Findable): string[] {
  const tokens = new Set<string>();
  for (const { conceptId, level, backing } of skills) {
    for (let id: string | undefined = conceptId; id !== undefined; id = parentOf(id)) {
      tokens.add(`skill:${id}`);
      for (const n of levels) if (n <= level && n > 1) tokens.add(`level:${id}:${n}`);
      for (const b of backings) if (rank(b) <= rank(backing) && b !== "self") tokens.add(`backing:${id}:${b}`);
    }
    for (const n of levels) if (n <= level) tokens.add(`any:${n}`);
    for (const b of backings) if (rank(b) <= rank(backing)) tokens.add(`ev:${b}`);
  }
  for (const sector of content.sectors) tokens.add(`sector:${sector}`);
  if (content.region) tokens.add(`region:${content.region}`);
  for (const language of content.languages) tokens.add(`lang:${language}`);
  if (content.workKinds.length > 0 || content.hoursPerMonth > 0) tokens.add(`av:${content.availability}`);
  for (const work of content.workKinds) tokens.add(`work:${work}`);
  for (const pool of pools) tokens.add(`pool:${pool}`);
  if (content.talent) tokens.add("pool:talent").add(`talent:${content.talent}`);
  const words = [
    content.nameZh,
    content.nameEn,
    content.headlineZh,
    content.headlineEn,
    content.summaryZh,
    content.summaryEn,
    ...content.affiliations.flatMap(({ organisation, role }) => [organisation, role]),
    ...content.education.flatMap(({ institution, field }) => [institution, field]),
    ...texts,
  ].join("\n");
  for (const word of [...new Set(searchTokens(words))].slice(0, mostWords)) tokens.add(`w:${word}`);
  return [...tokens];
}

/** What the second reader finds besides the first: visibility only ever grows from visitor to member to verified. */
export function besides(less: readonly string[], more: readonly string[]): string[] {
  const known = new Set(less);
  return more.filter((token) => !known.has(token));
}
