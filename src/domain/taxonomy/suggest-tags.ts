import { splitAtoms } from "../shared/atoms";
import { allConcepts, type Framework } from "./all-concepts";
import { buildConceptFinder, findMentions } from "./concept-finder";

/** Finds every concept of the platform's tables; built once, because it reads some thousands of names. */
export const fieldFinder = buildConceptFinder(allConcepts);

export type TagSuggestion = {
  readonly id: string;
  /** The words of the text that led to it, each once, as they stand there. */
  readonly words: readonly string[];
  /** How often the text names it. */
  readonly times: number;
};

/**
 * Concepts whose names are said of almost anything: a tag made of "technical support" tells nobody what a need is
 * about. Matching still counts them, because there rare words outweigh common ones.
 */
const saidOfAnything: ReadonlySet<string> = new Set([
  ...["OG-WRL-009", "OG-WRL-010", "OG-WRL-015", "DD-WRL-002", "DD-WRL-006", "DD-WRL-007", "DD-WRL-008"].map(ofNice),
  ...["IO-WRL-001", "IO-WRL-002", "IO-WRL-003", "IO-WRL-004", "IO-WRL-005", "IO-WRL-007", "NF-COM-003"].map(ofNice),
  ...["T0801", "T0802", "T0811", "T0823", "T0834", "T0852", "T0853", "T0863", "T0877", "T0885", "T0893"].map(
    (code) => `attack-ics:${code}`,
  ),
]);

function ofNice(code: string): string {
  return `nice:${code}`;
}

/**
 * Tags for a text in either language, the most often named first and among equals the first named. The longest name
 * wins; Latin names stand as whole words, Chinese ones anywhere; abbreviations that are also ordinary words count in
 * capitals only.
 * @param options.frameworks only tags of these tables; all but the sections of GB/T 4754 where nothing is said
 * @param options.most at most so many
 */
export function suggestTags(
  text: string,
  options: { readonly frameworks?: readonly Framework[]; readonly most?: number } = {},
): readonly TagSuggestion[] {
  const source = text.normalize("NFKC");
  const atoms = splitAtoms(source);
  const found = new Map<string, { words: Set<string>; times: number }>();
  for (const { ids, first, behind } of findMentions(fieldFinder, atoms)) {
    const word = source.slice(atoms[first]?.start ?? 0, atoms[behind - 1]?.end ?? 0);
    for (const id of ids) {
      if (saidOfAnything.has(id) || !isWanted(id, options.frameworks)) continue;
      const entry = found.get(id) ?? { words: new Set(), times: 0 };
      entry.words.add(word);
      entry.times++;
      found.set(id, entry);
    }
  }
  // The sort is stable, so that among equals the order of the text remains.
  return [...found]
    .map(([id, { words, times }]) => ({ id, words: [...words], times }))
    .toSorted((one, other) => other.times - one.times)
    .slice(0, options.most);
}

function isWanted(id: string, frameworks: readonly Framework[] | undefined): boolean {
  const framework = id.slice(0, id.indexOf(":"));
  return frameworks === undefined ? framework !== "gbt4754" : frameworks.some((one) => one === framework);
}
