import type { SparseVector } from "./latent-space";

const free = -1;

/**
 * A sparse vector that answers what one term weighs: a small table with open addressing, because an array over the
 * whole vocabulary, made anew for every need, costs more than the comparison itself.
 */
export class TermWeights {
  readonly #terms: Int32Array;
  readonly #weights: Float32Array;
  readonly #mask: number;

  constructor({ terms, weights }: SparseVector) {
    let size = 8;
    while (size < terms.length * 2) size *= 2;
    this.#mask = size - 1;
    this.#terms = new Int32Array(size).fill(free);
    this.#weights = new Float32Array(size);
    for (let at = 0; at < terms.length; at++) {
      const term = terms[at] ?? 0;
      const place = this.#placeOf(term);
      this.#terms[place] = term;
      this.#weights[place] = weights[at] ?? 0;
    }
  }

  /** Zero for a term that the vector does not hold. */
  get(term: number): number {
    return this.#weights[this.#placeOf(term)] ?? 0;
  }

  /** Where the term stands, or the free place where it would. */
  #placeOf(term: number): number {
    let place = Math.imul(term, 0x9e3779b1) >>> 8;
    for (place &= this.#mask; ; place = (place + 1) & this.#mask) {
      const there = this.#terms[place];
      if (there === term || there === free) return place;
    }
  }
}
