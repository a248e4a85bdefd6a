import type { SearchFilter } from "@/domain/experts/search";
import type { Locale } from "@/domain/shared/locale";
import type { Outputs } from "@/features/shared/api";
import { conceptName, conceptTags, regionName } from "@/features/shared/concept-names";
import type { Tag } from "@/ui/tag-picker";

/** A text in the reader's language, or in the other one where it has only that. */
export function inReaders(locale: Locale, zh: string, en: string): string {
  return locale === "en" ? en || zh : zh || en;
}

/** How a skill is backed, as a colour beside the word. */
export const backingTones = {
  self: "neutral",
  endorsed: "neutral",
  evidenced: "brand",
  verified: "good",
  earned: "good",
} as const;

/** Words that a field takes in a row, however they are kept apart. */
export function words(text: string): string[] {
  return text.split(/[\s,，;；]+/u).filter(Boolean);
}

/** What a skill may be: concepts of the frameworks, and local tags. */
export function claimable(locale: Locale, tags: Outputs["experts"]["tags"] = []): Tag[] {
  return [
    ...conceptTags(locale, ["skill", "ecsf", "nice", "attack-ics", "iec62443", "protocol"]),
    ...tags
      .filter(({ mergedInto }) => mergedInto === null)
      .map(({ id, nameZh, nameEn, aliases }) => ({
        id,
        label: inReaders(locale, nameZh, nameEn),
        aliases: [nameZh, nameEn, ...aliases],
      })),
  ];
}

export function languageName(code: string, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}

/** What a facet's value is called. @param names of pools and local tags, which no table knows */
export function facetName(
  group: string,
  value: string,
  locale: Locale,
  t: (key: string) => string,
  names: Outputs["experts"]["search"]["names"],
): string {
  const named = names[value];
  if (named) return inReaders(locale, named.nameZh, named.nameEn);
  switch (group) {
    case "skills":
    case "sectors":
      return conceptName(value, locale);
    case "regions":
      return regionName(value, locale);
    case "languages":
      return languageName(value, locale);
    case "level":
      return `${t("level")} ${value}+`;
    case "evidence":
      return t(`backing_${value}`);
    case "availability":
      return t(`availability_${value}`);
    case "work":
      return t(`work_${value}`);
    default:
      return value === "expert" || value === "talent" ? t(`pool_${value}`) : value;
  }
}

type FacetNames = Outputs["experts"]["search"]["names"];

/** What a search asks for, in the reader's words; what every search asks for is left out. */
export function filterWords(
  filter: SearchFilter,
  locale: Locale,
  t: (key: string) => string,
  names: FacetNames,
): string[] {
  const of = (group: string, values: readonly string[]) =>
    values.map((value) => facetName(group, value, locale, t, names));
  return [
    ...(filter.query ? [filter.query] : []),
    ...of("skills", filter.skills),
    ...(filter.level > 1 ? of("level", [String(filter.level)]) : []),
    ...(filter.backing === "self" ? [] : of("evidence", [filter.backing])),
    ...of("sectors", filter.sectors),
    ...of("regions", filter.regions),
    ...of("languages", filter.languages),
    ...of("availability", filter.availability),
    ...of("work", filter.work),
    ...of("pools", filter.pools),
  ];
}

/** Languages that people of the field work in, by name; ISO 639-1, and 639-3 for Cantonese. */
const spoken =
  "zh yue en ja ko de fr es pt it nl pl cs sk hu ro ru uk tr ar fa he hi bn ur ta th vi id ms sv da nb fi el".split(
    " ",
  );

export function languageTags(locale: Locale): Tag[] {
  return spoken.map((code) => ({
    id: code,
    label: languageName(code, locale),
    aliases: [
      code,
      languageName(code, "en"),
      languageName(code, "zh-CN"),
      new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code,
    ],
  }));
}
