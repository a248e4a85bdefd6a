import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";

type Titled = { titleZh: string | null; titleEn: string | null };
type Bodied = { bodyZh: string | null; bodyEn: string | null };

/** A title in the reader's language, or in the other where there is only that. */
export function titleIn(locale: Locale, { titleZh, titleEn }: Titled): string {
  return nameIn(locale, { nameZh: titleZh, nameEn: titleEn });
}

export function bodyIn(locale: Locale, { bodyZh, bodyEn }: Bodied): { text: string; lang: Locale } {
  return wordsIn(locale, bodyZh, bodyEn);
}

/** People's words and the language they are in, for `lang`. */
export function wordsIn(locale: Locale, zh: string | null, en: string | null): { text: string; lang: Locale } {
  const inEnglish = locale === "en" ? en !== null : zh === null;
  return inEnglish ? { text: en ?? "", lang: "en" } : { text: zh ?? "", lang: "zh-CN" };
}
