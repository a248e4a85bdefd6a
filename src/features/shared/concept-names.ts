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

/** A province by its name; any other code of ISO 3166 as it stands. */
export function regionName(code: string, locale: Locale): string {
  return conceptById(`region:${code}`)?.titles[locale] ?? code;
}

export function regionOptions(locale: Locale): { value: string; label: string }[] {
  return conceptsOf("region").map(({ id, titles }) => ({ value: id.slice("region:".length), label: titles[locale] }));
}
