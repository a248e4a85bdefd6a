import { fitLatentSpace, type LatentOptions, type LatentSpace, projectLatent, type SparseVector } from "./latent-space";
import { conceptOf, type TermCounts } from "./terms";

/** What a corpus teaches about words: how telling each is, and which go together. */
export type TextModel = {
  readonly termIds: ReadonlyMap<string, number>;
  readonly terms: readonly string[];
  /** Inverse document frequency per term id. */
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
 */
export function fitTextModel(documents: readonly TermCounts[], options: LatentOptions, corpus?: Corpus): TextModel {
  const termIds = new Map<string, number>();
  const terms: string[] = [];
  const frequency: number[] = [];
  for (const document of documents) {
    for (const term of document.keys()) {
      const id = termIds.get(term);
      if (id === undefined) {
        termIds.set(term, terms.length);
        terms.push(term);
        frequency.push(1);
      } else frequency[id] = (frequency[id] ?? 0) + 1;
    }
  }
  const size = corpus?.size ?? documents.length;
  if (corpus) takeFrequencies(corpus, documents.length, { termIds, terms, frequency });
  const rarity = Float32Array.from(frequency, (count) => Math.log((1 + Math.max(size, count)) / (1 + count)) + 1);
  const words = documents.map((document) => weighWords({ termIds, terms, rarity }, document));
  return { termIds, terms, rarity, latent: fitLatentSpace(words, terms.length, options) };
}

/** The corpus knows better than a sample; terms it does not index stand in it as often as in the sample. */
function takeFrequencies(
  corpus: Corpus,
  sample: number,
  known: { termIds: Map<string, number>; terms: string[]; frequency: number[] },
): void {
  const scale = sample > 0 ? corpus.size / sample : 1;
  for (let id = 0; id < known.frequency.length; id++) known.frequency[id] = (known.frequency[id] ?? 0) * scale;
  for (const [term, count] of corpus.frequencies) {
    const id = known.termIds.get(term) ?? known.terms.length;
    if (id === known.terms.length) {
      known.termIds.set(term, id);
      known.terms.push(term);
    }
    known.frequency[id] = count;
  }
}

/** Sees a document through the model; words the corpus never held are left out. */
export function vectorise(model: TextModel, counts: TermCounts): DocumentVector {
  const words = weighWords(model, counts);
  return { words, latent: projectLatent(model.latent, words) };
}

type Vocabulary = Pick<TextModel, "termIds" | "terms" | "rarity">;

function weighWords(model: Vocabulary, counts: TermCounts): SparseVector {
  const ids: number[] = [];
  const weights: number[] = [];
  let square = 0;
  for (const [term, times] of counts) {
    const id = model.termIds.get(term);
    if (id === undefined || times <= 0) continue;
    const weight = dampen(times) * (model.rarity[id] ?? 0) * (conceptOf(term) === null ? 1 : conceptBoost);
    ids.push(id);
    weights.push(weight);
    square += weight * weight;
  }
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  return { terms: Int32Array.from(ids), weights: Float32Array.from(weights, (weight) => weight * scale) };
}

/** Sublinear term frequency: the tenth mention says less than the first. Below one (part of a mention) it is linear. */
export function dampen(times: number): number {
  return times >= 1 ? 1 + Math.log(times) : times;
}
