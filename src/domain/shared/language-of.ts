import type { Locale } from "./locale";

/**
 * The language a text is written in, of the two the platform speaks, by its letters: Chinese as soon as Han characters
 * say about as much as the words of other letters do. A Chinese text full of English product names stays Chinese.
 */
export function languageOf(text: string): Locale {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[[\p{L}]--\p{Script=Han}]+/gv)?.length ?? 0;
  // A Chinese word has about two characters.
  return han > 0 && han / 2 >= words / 2 ? "zh-CN" : "en";
}
