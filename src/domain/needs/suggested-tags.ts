import { suggestTags, type TagSuggestion } from "../taxonomy/suggest-tags";

/** What a need is tagged by; vendors are left out, so that no tag favours one. */
const frameworks = [
  "sector",
  "region",
  "skill",
  "protocol",
  "asset",
  "iec62443",
  "attack-ics",
  "ecsf",
  "nice",
] as const;

/**
 * Tags for the text of a need: sector, region, kind of asset, protocol, technique, part of IEC 62443, skill and work role,
 * the most often named first. Both frameworks of roles name a penetration tester; the same words suggest one of them.
 */
export function tagsOfNeed(text: string): TagSuggestion[] {
  const tags = suggestTags(text, { frameworks });
  const inEcsf = new Set(tags.filter(({ id }) => id.startsWith("ecsf:")).flatMap(({ words }) => words));
  return tags.filter(({ id, words }) => !id.startsWith("nice:") || words.some((word) => !inEcsf.has(word)));
}
