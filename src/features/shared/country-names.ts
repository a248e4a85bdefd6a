import { countryCodes } from "@/domain/shared/countries";
import { type Locale, locales } from "@/domain/shared/locale";
import type { Tag } from "@/ui/tag-picker";

function namesIn(locale: Locale): Intl.DisplayNames {
  return new Intl.DisplayNames(locale, { type: "region" });
}

/** Countries and regions by their names in the reader's language, in its order. */
export function countryNames(codes: readonly string[], locale: Locale): string {
  const names = namesIn(locale);
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(codes.map((code) => names.of(code) ?? code));
}

/** Every country to choose from; found by its name in any language of the platform, and by its code. */
export function countryTags(locale: Locale): Tag[] {
  const own = namesIn(locale);
  const others = locales.filter((one) => one !== locale).map(namesIn);
  return [...countryCodes].map((code) => ({
    id: code,
    label: own.of(code) ?? code,
    aliases: [code, ...others.map((names) => names.of(code) ?? code)],
  }));
}
