import { fitLatentSpace, type LatentOptions, type LatentSpace, projectLatent, type SparseVector } from "./latent-space";
import type { NumberedCounts } from "./packed-texts";
import { TermNumbers } from "./term-numbers";
import { conceptOf, type TermCounts } from "./terms";

/** What a corpus teaches about words: how telling each is, and which go together. */
export type TextModel = {
  readonly numbers: TermNumbers;
  /** Inverse document frequency by term number; zero, or no place at all, for terms the corpus never held. */
  readonly rarity: Float32Array;
  readonly latent: LatentSpace;
};

/** A document seen through a model: weighed words and a place in the latent space, both of length one (or zero). */
export type DocumentVector = { readonly words: SparseVector; readonly latent: Float32Array };

/** A concept says more than one word of its name does, and is all that texts in two languages share. */
const conceptBoost = 1.5;

/** What an index knows of a corpus too large to be learned from whole: its size and in how many entries terms stand. */
export type Corpus = { readonly size: number; readonly frequencies: Iterable<readonly [string, number]> };

/**
 * Learns from the registry's own corpus; nothing is downloaded. Rarity is smoothed, `ln((1 + n) / (1 + df)) + 1`, so
 * that one document alone and a word that stands everywhere still have finite, positive weights.
 * @param documents the corpus, or a fair sample of it when `corpus` tells how often terms stand in the whole
 * @param numbers the numbering the model is to share with indexes
 */
export function fitTextModel(
  documents: readonly TermCounts[],
  options: LatentOptions,
  corpus?: Corpus,
  numbers: TermNumbers = new TermNumbers(),
): TextModel {
  const counted = documents.map((document) => numbered(numbers, document));
  const frequency = new Float64Array(numbers.size);
  for (const { terms } of counted) for (const term of terms) frequency[term] = (frequency[term] ?? 0) + 1;
  if (corpus) takeFrequencies(corpus, documents.length, numbers, frequency);
  const size = corpus?.size ?? documents.length;
  const rarity = Float32Array.from(frequency, (count) =>
    count > 0 ? Math.log((1 + Math.max(size, count)) / (1 + count)) + 1 : 0,
  );
  const words = counted.map((document) => weighWords({ numbers, rarity }, document));
  return { numbers, rarity, latent: fitLatentSpace(words, numbers.size, options) };
}

/** The corpus knows better than a sample; terms it does not index stand in it as often as in the sample. */
function takeFrequencies(corpus: Corpus, sample: number, numbers: TermNumbers, frequency: Float64Array): void {
  const scale = sample > 0 ? corpus.size / sample : 1;
  for (let term = 0; term < frequency.length; term++) frequency[term] = (frequency[term] ?? 0) * scale;
  for (const [term, count] of corpus.frequencies) {
    const number = numbers.find(term);
    if (number !== undefined) frequency[number] = count;
  }
}

function numbered(numbers: TermNumbers, counts: TermCounts): NumberedCounts {
  return {
    terms: Int32Array.from(counts.keys(), (term) => numbers.of(term)),
    times: Float32Array.from(counts.values()),
  };
}

/** Sees a document through the model; words the corpus never held are left out. */
export function vectorise(model: TextModel, counts: TermCounts): DocumentVector {
  const known = [...counts].flatMap(([term, times]) => {
    const number = model.numbers.find(term);
    return number === undefined ? [] : [[number, times] as const];
  });
  return vectoriseNumbered(model, {
    terms: Int32Array.from(known, ([number]) => number),
    times: Float32Array.from(known, ([, times]) => times),
  });
}

/** The same for a document whose terms are numbered already. */
export function vectoriseNumbered(model: TextModel, counts: NumberedCounts): DocumentVector {
  const words = weighWords(model, counts);
  return { words, latent: projectLatent(model.latent, words) };
}

function weighWords({ numbers, rarity }: Pick<TextModel, "numbers" | "rarity">, counts: NumberedCounts): SparseVector {
  const terms = new Int32Array(counts.terms.length);
  const weights = new Float32Array(counts.terms.length);
  let size = 0;
  let square = 0;
  for (let at = 0; at < counts.terms.length; at++) {
    const term = counts.terms[at] ?? 0;
    const times = counts.times[at] ?? 0;
    const telling = rarity[term] ?? 0;
    if (telling <= 0 || times <= 0) continue;
    const weight = dampen(times) * telling * (conceptOf(numbers.termOf(term)) === null ? 1 : conceptBoost);
    terms[size] = term;
    weights[size] = weight;
    square += weight * weight;
    size++;
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let at = 0; at < size; at++) weights[at] = (weights[at] ?? 0) * scale;
  return { terms: terms.subarray(0, size), weights: weights.subarray(0, size) };
}

/** Sublinear term frequency: the tenth mention says less than the first. Below one (part of a mention) it is linear. */
export function dampen(times: number): number {
  return times >= 1 ? 1 + Math.log(times) : times;
}
