import { countryCodes } from "@/domain/shared/countries";
import type { Locale } from "@/domain/shared/locale";
import { allConcepts, conceptById, conceptsOf } from "@/domain/taxonomy/all-concepts";
import type { Tag } from "@/ui/tag-picker";

export function conceptName(id: string, locale: Locale): string {
  return conceptById(id)?.titles[locale] ?? id;
}

export function conceptTags(locale: Locale, prefixes: readonly string[]): Tag[] {
  return allConcepts
    .filter(({ id }) => prefixes.some((prefix) => id.startsWith(`${prefix}:`)))
    .map(({ id, titles, aliases }) => ({
      id,
      label: titles[locale],
      aliases: [titles.en, titles["zh-CN"], ...aliases],
    }));
}

/** A province or a country by its name; a part of another country by the country and its code, as no table holds it. */
export function regionName(code: string, locale: Locale): string {
  const province = conceptById(`region:${code}`);
  if (province) return province.titles[locale];
  const [country = "", part] = code.split("-", 2);
  if (!countryCodes.has(country)) return code;
  const name = new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
  return part === undefined ? name : `${name} (${part})`;
}

export function regionOptions(locale: Locale): { value: string; label: string }[] {
  return conceptsOf("region").map(({ id, titles }) => ({ value: id.slice("region:".length), label: titles[locale] }));
}
