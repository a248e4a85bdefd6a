import { splitAtoms } from "./atoms";
import type { TextDocument } from "./terms";

/** Which pair of Chinese characters follows which in a text: 工业 → 业互 → 互联. */
export type PairSuccession = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the succession of overlapping pairs in a document's title and body. */
export function pairSuccession(document: TextDocument): PairSuccession {
  const following = new Map<string, Set<string>>();
  const atoms = splitAtoms(`${document.title ?? ""} | ${document.body}`);
  for (let at = 0; at + 2 < atoms.length; at++) {
    const [first, second, third] = [atoms[at], atoms[at + 1], atoms[at + 2]];
    if (first?.kind !== "cjk" || second?.kind !== "cjk" || third?.kind !== "cjk") continue;
    if (second.joint !== "together" || third.joint !== "together") continue;
    const pair = first.text + second.text;
    following.set(pair, (following.get(pair) ?? new Set()).add(second.text + third.text));
  }
  return following;
}

/**
 * Joins matched pairs of characters back into the phrase the text wrote, and drops single characters, which mean little
 * to a reader. Other words stay as they are. The order of importance is kept.
 */
export function joinPhrases(words: readonly string[], succession: PairSuccession): string[] {
  const pairs = new Set(words.filter(isPair));
  const follower = (pair: string) => [...(succession.get(pair) ?? [])].find((next) => pairs.has(next));
  const inner = new Set([...pairs].map(follower));
  const phrases = words.flatMap((word) => {
    if (!isPair(word)) return isHan(word) && [...word].length === 1 ? [] : [word];
    return inner.has(word) ? [] : [phraseFrom(word, follower)];
  });
  return [...new Set(phrases)];
}

function phraseFrom(start: string, follower: (pair: string) => string | undefined): string {
  let phrase = start;
  const seen = new Set([start]);
  for (let pair = follower(start); pair !== undefined && !seen.has(pair); pair = follower(pair)) {
    seen.add(pair);
    phrase += [...pair].at(-1) ?? "";
  }
  return phrase;
}

function isPair(word: string): boolean {
  return isHan(word) && [...word].length === 2;
}

function isHan(word: string): boolean {
  return /^\p{Script=Han}+$/u.test(word);
}
