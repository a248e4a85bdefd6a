import { stemEnglish } from "./porter-stemmer";

const limit = 200_000;
const stems = new Map<string, string>();

/** The stem of a lower-case English word, remembered because words repeat; other scripts come back as they are. */
export function stemWord(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = /^[a-z]+$/.test(word) ? stemEnglish(word) : word;
  // Forget everything at the limit rather than grow for ever in a process that runs for months.
  if (stems.size >= limit) stems.clear();
  stems.set(word, stem);
  return stem;
}
