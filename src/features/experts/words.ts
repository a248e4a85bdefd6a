import type { Locale } from "@/domain/shared/locale";
import { conceptName, regionName } from "@/features/shared/concept-names";

/** A text in the reader's language, or in the other one where it has only that. */
export function inReaders(locale: Locale, zh: string, en: string): string {
  return locale === "en" ? en || zh : zh || en;
}

/** A concept of the frameworks, or a local tag by its own name. */
export function skillName(
  id: string,
  locale: Locale,
  tags: readonly { id: string; nameZh: string; nameEn: string }[] = [],
): string {
  const tag = tags.find((one) => one.id === id);
  return tag ? inReaders(locale, tag.nameZh, tag.nameEn) : conceptName(id, locale);
}

export function languageName(code: string, locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
}

/** What a facet's value is called. */
export function facetName(group: string, value: string, locale: Locale, t: (key: string) => string): string {
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
