import type { Locale } from "@/domain/shared/locale";
import { allConcepts, conceptById } from "@/domain/taxonomy/all-concepts";
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
