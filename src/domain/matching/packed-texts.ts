import type { TermNumbers } from "./term-numbers";
import type { TermCounts } from "./terms";

/** A text's terms and how often each stands in it, as numbers. */
export type NumberedCounts = { readonly terms: Int32Array; readonly times: Float32Array };

const timesBits = 8;
/** Terms that come later than this many others do not fit into a word, and then weigh nothing. */
const mostTerms = 2 ** (32 - timesBits);
const mostHalves = 2 ** timesBits - 1;

/**
 * Texts of one subject in one array of numbers, a fifth of what objects would take: per text its key, the number of its
 * terms, and a word per term, the number above and the times below, in halves (a broader concept counts half). From the
 * 128th mention on more say nothing: weights grow with the logarithm.
 */
export class PackedTexts {
  readonly #words: Uint32Array;

  /** @param texts with a key each, a whole number below 2³² that tells the texts of one subject apart */
  constructor(numbers: TermNumbers, texts: readonly (readonly [key: number, counts: TermCounts])[]) {
    this.#words = new Uint32Array(texts.reduce((size, [, counts]) => size + 2 + counts.size, 0));
    let at = 0;
    for (const [key, counts] of texts) {
      this.#words[at++] = key;
      this.#words[at++] = counts.size;
      for (const [term, times] of counts) {
        const number = numbers.of(term);
        const halves = Math.min(mostHalves, Math.round(times * 2));
        this.#words[at++] = number < mostTerms ? number * 2 ** timesBits + halves : 0;
      }
    }
  }

  /** The text with this key, or null when there is none. */
  find(key: number): NumberedCounts | null {
    const words = this.#words;
    for (let at = 0; at < words.length; ) {
      const count = words[at + 1] ?? 0;
      if (words[at] === key >>> 0) return unpacked(words.subarray(at + 2, at + 2 + count));
      at += 2 + count;
    }
    return null;
  }
}

function unpacked(words: Uint32Array): NumberedCounts {
  const terms = new Int32Array(words.length);
  const times = new Float32Array(words.length);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    terms[at] = word >>> timesBits;
    times[at] = (word & mostHalves) / 2;
  }
  return { terms, times };
}
