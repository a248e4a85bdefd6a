import { calibrate, type Spread, spreadOf } from "./calibration";
import type { DocumentVector, TextModel } from "./text-model";
import type { TextWeights } from "./weights";

/** One evidence item ready to be compared; `weight` in (0, 1] says what age or kind leave of its similarity. */
export type TextItem = { readonly vector: DocumentVector; readonly weight: number };

/** A subject's similarity to one need before calibration. */
export type RawSimilarity = {
  readonly words: number;
  readonly latent: number;
  /** The items whose words, then latent places, are nearest, best first: the ones the figures come from. */
  readonly nearest: readonly NearItem[];
};

export type NearItem = { readonly index: number; readonly words: number; readonly latent: number };

/** Both figures of a need over all subjects. */
export type NeedSpread = { readonly words: Spread; readonly latent: Spread };

export type NeedReader = {
  readonly compare: (items: readonly TextItem[]) => RawSimilarity;
  /** Ids of the terms a document shares with the need, the most telling first. */
  readonly sharedTerms: (document: DocumentVector) => number[];
};

/**
 * Prepares one need for comparison with many subjects. The answer per subject is the mean of its best few items, so
 * that one fitting line in a list of thirty counts, and thirty vague ones do not add up to a fitting one.
 */
export function readNeed(model: TextModel, need: DocumentVector, weights: TextWeights): NeedReader {
  const dense = new Float32Array(model.terms.length);
  need.words.terms.forEach((term, at) => {
    dense[term] = need.words.weights[at] ?? 0;
  });
  return {
    compare: (items) => compare(items, need, dense, weights.bestItems),
    sharedTerms: (document) => sharedTerms(document, dense),
  };
}

function compare(
  items: readonly TextItem[],
  need: DocumentVector,
  dense: Float32Array,
  bestItems: number,
): RawSimilarity {
  const near = items.map((item, index) => ({
    index,
    words: item.weight * sparseDot(dense, item.vector),
    // Pointing away from a need is no worse than having nothing to do with it.
    latent: item.weight * Math.max(0, denseDot(need.latent, item.vector.latent)),
  }));
  return {
    words: meanOfBest(
      near.map((item) => item.words),
      bestItems,
    ),
    latent: meanOfBest(
      near.map((item) => item.latent),
      bestItems,
    ),
    nearest: near.sort((a, b) => b.words - a.words || b.latent - a.latent || a.index - b.index).slice(0, bestItems),
  };
}

function sharedTerms({ words }: DocumentVector, dense: Float32Array): number[] {
  const shared: { term: number; share: number }[] = [];
  words.terms.forEach((term, at) => {
    const share = (words.weights[at] ?? 0) * (dense[term] ?? 0);
    if (share > 0) shared.push({ term, share });
  });
  return shared.sort((a, b) => b.share - a.share || a.term - b.term).map(({ term }) => term);
}

/** @param all the raw similarities of one need over the subjects it is calibrated on */
export function needSpread(all: readonly RawSimilarity[], weights: TextWeights): NeedSpread {
  return {
    words: spreadOf(
      all.map((raw) => raw.words),
      weights.wordsPrior,
    ),
    latent: spreadOf(
      all.map((raw) => raw.latent),
      weights.latentPrior,
    ),
  };
}

/** The calibrated text score: words plus a share of the latent figure, in deviations above the usual of the need. */
export function textScore(raw: RawSimilarity, spread: NeedSpread, weights: TextWeights): number {
  return calibrate(raw.words, spread.words) + weights.latentShare * calibrate(raw.latent, spread.latent);
}

/** Mean of the largest values; a subject with fewer items is not punished for it. */
function meanOfBest(values: readonly number[], few: number): number {
  const best = [...values].sort((a, b) => b - a).slice(0, few);
  return best.length === 0 ? 0 : best.reduce((sum, value) => sum + value, 0) / best.length;
}

function sparseDot(dense: Float32Array, vector: DocumentVector): number {
  const { terms, weights } = vector.words;
  let sum = 0;
  for (let at = 0; at < terms.length; at++) sum += (weights[at] ?? 0) * (dense[terms[at] ?? 0] ?? 0);
  return sum;
}

function denseDot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
