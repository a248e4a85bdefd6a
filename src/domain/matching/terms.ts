import type { Atom } from "@/domain/shared/atoms";
import { splitAtoms } from "@/domain/shared/atoms";
import { stemWord } from "@/domain/shared/stem-word";
import { chineseDividers, chineseStopCharacters, englishStopWords } from "@/domain/shared/stop-words";
import { type ConceptFinder, findConcepts } from "@/domain/taxonomy/concept-finder";

/** A text as people hand it in: an evidence item or a need. */
export type TextDocument = {
  readonly title?: string | undefined;
  readonly body: string;
  readonly tags?: readonly string[] | undefined;
};

/** Term → how often. Concept ids stand among the words behind a mark that no word can hold. */
export type TermCounts = ReadonlyMap<string, number>;

const conceptMark = "#";
/** What a mention of a narrower concept counts for the broader one. */
const parentShare = 0.5;

/**
 * Counts the terms of a document: stemmed English words, Chinese characters and pairs of characters, and concept ids,
 * the bridge between the languages. A tag that is a concept id counts as a mention of it; any other tag is text.
 */
export function countTerms(document: TextDocument, finder: ConceptFinder): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (term: string, times: number) => counts.set(term, (counts.get(term) ?? 0) + times);
  const addConcept = (id: string, times: number) => {
    add(conceptMark + id, times);
    const parent = finder.byId.get(id)?.parent;
    if (parent !== undefined) add(conceptMark + parent, times * parentShare);
  };
  const atoms = splitAtoms(joinText(document, finder));
  readWords(atoms, (term) => add(term, 1));
  for (const [id, times] of findConcepts(finder, atoms)) addConcept(id, times);
  for (const tag of document.tags ?? []) if (finder.byId.has(tag)) addConcept(tag, 1);
  return counts;
}

/** Term → the word as the document writes it, for explanations; concept ids are not among them. */
export function wordsAsWritten(document: TextDocument, finder: ConceptFinder): Map<string, string> {
  const written = new Map<string, string>();
  readWords(splitAtoms(joinText(document, finder)), (term, word) => {
    if (!written.has(term)) written.set(term, word);
  });
  return written;
}

/** The concept id a term stands for, or null for a word. */
export function conceptOf(term: string): string | null {
  return term.startsWith(conceptMark) ? term.slice(conceptMark.length) : null;
}

function joinText(document: TextDocument, finder: ConceptFinder): string {
  const tags = (document.tags ?? []).filter((tag) => !finder.byId.has(tag));
  return [document.title ?? "", document.body, ...tags].join(" | ");
}

function readWords(atoms: readonly Atom[], found: (term: string, word: string) => void): void {
  let at = 0;
  while (at < atoms.length) {
    const atom = atoms[at];
    if (atom === undefined) return;
    if (atom.kind === "cjk") {
      readCharacter(atom.text, atoms[at + 1], found);
      at++;
    } else {
      const end = endOfWord(atoms, at);
      readWord(atoms.slice(at, end), found);
      at = end;
    }
  }
}

function readCharacter(
  character: string,
  following: Atom | undefined,
  found: (term: string, word: string) => void,
): void {
  if (chineseDividers.has(character)) return;
  if (!chineseStopCharacters.has(character)) found(character, character);
  const pairs = following?.kind === "cjk" && following.joint === "together" && !chineseDividers.has(following.text);
  if (pairs) found(character + following.text, character + following.text);
}

function endOfWord(atoms: readonly Atom[], start: number): number {
  let end = start + 1;
  while (end < atoms.length && atoms[end]?.joint === "together" && atoms[end]?.kind !== "cjk") end++;
  return end;
}

/** Single letters and numbers of one or two digits are list marks and counts, not matter. */
function readWord(parts: readonly Atom[], found: (term: string, word: string) => void): void {
  const word = parts.length === 1 ? (parts[0]?.text ?? "") : parts.map((part) => part.text).join("");
  if (word.length < 2 || englishStopWords.has(word) || /^\d{1,2}$/.test(word)) return;
  found(parts.length === 1 ? stemWord(word) : word, word);
}
