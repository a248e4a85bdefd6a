import { calibrate, type Spread, spreadOf } from "./calibration";
import { TermWeights } from "./term-weights";
import type { DocumentVector } from "./text-model";
import type { TextWeights } from "./weights";

/** One evidence item ready to be compared; `weight` in (0, 1] says what age or kind leave of its similarity. */
export type TextItem = { readonly vector: DocumentVector; readonly weight: number };

/** A subject's similarity to one need before calibration. */
export type RawSimilarity = {
  readonly words: number;
  readonly latent: number;
  /** Every item that one of the figures comes from, nearest first: both can be recomputed from these. */
  readonly nearest: readonly NearItem[];
};

export type NearItem = { readonly index: number; readonly words: number; readonly latent: number };

/** Both figures of a need over all subjects. */
export type NeedSpread = { readonly words: Spread; readonly latent: Spread };

export type NeedReader = {
  readonly compare: (items: readonly TextItem[]) => RawSimilarity;
  /** Ids of the most telling terms a document shares with the need, best first. */
  readonly sharedTerms: (document: DocumentVector, most: number) => number[];
};

/**
 * Prepares one need for comparison with many subjects. The answer per subject is a falling series over its best few
 * items, so that one fitting line in a list of thirty counts, and thirty vague ones do not add up to a fitting one.
 */
export function readNeed(need: DocumentVector, weights: TextWeights): NeedReader {
  const asked = new TermWeights(need.words);
  return {
    compare: (items) => compare(items, need, asked, weights),
    sharedTerms: (document, most) => sharedTerms(document, asked, most),
  };
}

function compare(
  items: readonly TextItem[],
  need: DocumentVector,
  asked: TermWeights,
  weights: TextWeights,
): RawSimilarity {
  const near = items.map(
    ({ vector, weight }, index): NearItem => ({
      index,
      words: weight * sparseDot(asked, vector),
      // Pointing away from a need is no worse than having nothing to do with it.
      latent: weight * Math.max(0, denseDot(need.latent, vector.latent)),
    }),
  );
  near.sort(byNearness);
  const counted = new Set(near.slice(0, weights.bestItems));
  if (near.length > weights.bestItems) {
    const byLatent = [...near].sort((a, b) => b.latent - a.latent || a.index - b.index);
    for (const item of byLatent.slice(0, weights.bestItems)) counted.add(item);
  }
  return { ...similarityOf(near, weights), nearest: near.filter((item) => counted.has(item)) };
}

/** The two figures of a subject from those of its items. Also over the items of a stored result alone. */
export function similarityOf(
  items: readonly { readonly words: number; readonly latent: number }[],
  weights: TextWeights,
): { words: number; latent: number } {
  return {
    words: fallingSeries(
      items.map(({ words }) => words),
      weights,
    ),
    latent: fallingSeries(
      items.map(({ latent }) => latent),
      weights,
    ),
  };
}

function byNearness(a: NearItem, b: NearItem): number {
  return b.words - a.words || b.latent - a.latent || a.index - b.index;
}

/** Keeps a short sorted list by insertion: this runs for every pair of a file. */
function sharedTerms({ words }: DocumentVector, asked: TermWeights, most: number): number[] {
  const { terms, weights } = words;
  const best: number[] = [];
  const shares = new Float64Array(most);
  for (let at = 0; at < terms.length; at++) {
    const term = terms[at] ?? 0;
    const share = (weights[at] ?? 0) * asked.get(term);
    if (share <= (best.length < most ? 0 : (shares[most - 1] ?? 0))) continue;
    let place = Math.min(best.length, most - 1);
    while (place > 0 && (shares[place - 1] ?? 0) < share) {
      shares[place] = shares[place - 1] ?? 0;
      best[place] = best[place - 1] ?? 0;
      place--;
    }
    shares[place] = share;
    best[place] = term;
  }
  return best;
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

/** Weighted mean of the largest values, each worth `bestDiscount` of the one before. */
function fallingSeries(values: number[], { bestItems, bestDiscount, lackCounts }: TextWeights): number {
  values.sort((a, b) => b - a);
  const places = lackCounts ? bestItems : Math.min(bestItems, values.length);
  let sum = 0;
  let all = 0;
  let worth = 1;
  for (let at = 0; at < places; at++) {
    sum += worth * (values[at] ?? 0);
    all += worth;
    worth *= bestDiscount;
  }
  return all > 0 ? sum / all : 0;
}

function sparseDot(asked: TermWeights, vector: DocumentVector): number {
  const { terms, weights } = vector.words;
  let sum = 0;
  for (let at = 0; at < terms.length; at++) sum += (weights[at] ?? 0) * asked.get(terms[at] ?? 0);
  return sum;
}

function denseDot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
