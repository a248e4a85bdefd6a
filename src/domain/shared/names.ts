import type { Locale } from "./locale";

/** A name in the reader's language, or in the other one where it has only that. */
export function nameIn(locale: Locale, { nameZh, nameEn }: { nameZh: string | null; nameEn: string | null }): string {
  return (locale === "en" ? (nameEn ?? nameZh) : (nameZh ?? nameEn)) ?? "";
}
