import { splitAtoms } from "@/domain/shared/atoms";
import type { TextDocument } from "./terms";

/** How the pairs of Chinese characters of one text lie in it. */
export type PairOrder = {
  /** Which pairs overlap the next one: 工业 → 业互 → 互联. */
  readonly following: ReadonlyMap<string, ReadonlySet<string>>;
  /** Pairs at the beginning and the end of a word. */
  readonly starts: ReadonlySet<string>;
  readonly ends: ReadonlySet<string>;
};

/** Reads the order of pairs in a document's title and body. Words are told apart for display only, never for scores. */
export function readPairOrder(document: TextDocument): PairOrder {
  const text = `${document.title ?? ""} | ${document.body}`;
  return { following: followingPairs(text), ...wordEdges(text) };
}

/**
 * Joins matched pairs of characters back into the phrase the text wrote, cut to whole words, and drops single
 * characters, which mean little to a reader. Other words stay as they are. The order of importance is kept.
 */
export function joinPhrases(words: readonly string[], order: PairOrder): string[] {
  const followers = new Map<string, string>();
  const inner = new Set<string>();
  for (const word of words) {
    for (const next of order.following.get(word) ?? []) {
      if (!words.includes(next)) continue;
      followers.set(word, next);
      inner.add(next);
      break;
    }
  }
  const phrases = new Set<string>();
  for (const word of words) {
    if (inner.has(word)) continue;
    const phrase = isHan(word) ? wholeWords(chainFrom(word, followers), order) : word;
    if (phrase !== "") phrases.add(phrase);
  }
  return [...phrases];
}

function chainFrom(start: string, followers: ReadonlyMap<string, string>): string[] {
  const chain: string[] = [];
  for (let pair: string | undefined = start; pair !== undefined && !chain.includes(pair); pair = followers.get(pair)) {
    chain.push(pair);
  }
  return chain;
}

/** The part of a chain that begins and ends with a word: 产测 of 资产测绘 is nothing to read. */
function wholeWords(chain: readonly string[], { starts, ends }: PairOrder): string {
  const first = chain.findIndex((pair) => starts.has(pair));
  const last = chain.findLastIndex((pair) => ends.has(pair));
  if (first < 0 || last < first) return "";
  return (
    (chain[first] ?? "") +
    chain
      .slice(first + 1, last + 1)
      .map(lastCharacter)
      .join("")
  );
}

function lastCharacter(pair: string): string {
  return [...pair].at(-1) ?? "";
}

function followingPairs(text: string): Map<string, Set<string>> {
  const following = new Map<string, Set<string>>();
  const atoms = splitAtoms(text);
  for (let at = 0; at + 2 < atoms.length; at++) {
    const [first, second, third] = [atoms[at], atoms[at + 1], atoms[at + 2]];
    if (first?.kind !== "cjk" || second?.kind !== "cjk" || third?.kind !== "cjk") continue;
    if (second.joint !== "together" || third.joint !== "together") continue;
    const pair = first.text + second.text;
    following.set(pair, (following.get(pair) ?? new Set()).add(second.text + third.text));
  }
  return following;
}

/** Words no dictionary knows (固件) come as single characters; each of those may begin and end a phrase. */
function wordEdges(text: string): { starts: Set<string>; ends: Set<string> } {
  const starts = new Set<string>();
  const ends = new Set<string>();
  if (!isHan(text)) return { starts, ends };
  let before = { text: "", first: false };
  for (const { segment } of new Intl.Segmenter("zh", { granularity: "word" }).segment(text.normalize("NFKC"))) {
    const characters = [...segment];
    characters.forEach((character, at) => {
      const pair = before.text + character;
      if (before.first) starts.add(pair);
      if (at === characters.length - 1) ends.add(pair);
      before = { text: character, first: at === 0 };
    });
  }
  return { starts, ends };
}

const han = /\p{Script=Han}/u;

function isHan(text: string): boolean {
  return han.test(text);
}
