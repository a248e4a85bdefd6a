import type { Locale } from "@/domain/shared/locale";

type Titled = { titleZh: string; titleEn: string };

/** A document's title in the reader's language, or in the one it has. */
export function titleIn(locale: Locale, { titleZh, titleEn }: Titled): string {
  return locale === "en" ? titleEn || titleZh : titleZh || titleEn;
}

/** One of a pair of texts, and the language it is in. */
export function textIn(locale: Locale, zh: string, en: string): { text: string; lang: Locale } {
  const chinese = locale === "en" ? en === "" : zh !== "";
  return chinese ? { text: zh, lang: "zh-CN" } : { text: en, lang: "en" };
}
