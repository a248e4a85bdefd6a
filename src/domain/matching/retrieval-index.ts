import { BestFew } from "./best-few";
import { Postings } from "./postings";
import { hashText, mix } from "./seeded-random";
import type { TermCounts } from "./terms";
import { dampen } from "./text-model";

/** A subject, or a need for the reverse question, as the index keeps it. */
export type IndexEntry = {
  readonly id: string;
  readonly terms: TermCounts;
  /** What filters ask for: `verified`, `region:CN-31`, `size:small`. */
  readonly facets?: readonly string[];
};

export type IndexQuery = {
  readonly terms: TermCounts;
  readonly limit: number;
  /** Every one of these facets … */
  readonly all?: readonly string[];
  /** … at least one of each of these lists … */
  readonly any?: readonly (readonly string[])[];
  /** … and none of these. */
  readonly none?: readonly string[];
  /** A condition no facet expresses. Asked only of entries that would enter the answer. */
  readonly accept?: (id: string) => boolean;
  /** Orders entries that score alike. */
  readonly seed?: number;
};

export type IndexHit = { readonly id: string; readonly score: number };

/**
 * Candidates for a need among very many subjects, or needs for a subject, kept in memory on typed arrays. The score is
 * the cosine of sublinear term frequencies, with rarity on the side of the query only (SMART `lnc.ltc`), so that it
 * depends on what the index holds now and not on the order in which it came. Exact: filters are applied before the
 * best are cut off, and nothing is skipped. Not safe to query from inside `accept`.
 */
export class RetrievalIndex {
  readonly #postings = new Map<string, Postings>();
  readonly #frequency = new Map<string, number>();
  readonly #slotOfId = new Map<string, number>();
  readonly #facetNumbers = new Map<string, number>();
  #entries: (Slot | null)[] = [];
  #scores = new Float32Array(1024);

  get size(): number {
    return this.#slotOfId.size;
  }

  /** Adds an entry, or puts it in the place of the one with the same id. */
  put(entry: IndexEntry): void {
    this.remove(entry.id);
    const slot = this.#entries.length;
    const terms = [...entry.terms].filter(([, times]) => times > 0);
    const square = terms.reduce((sum, [, times]) => sum + dampen(times) ** 2, 0);
    for (const [term, times] of terms) {
      this.#postingsOf(term).add(slot, dampen(times) / Math.sqrt(square));
      this.#frequency.set(term, (this.#frequency.get(term) ?? 0) + 1);
    }
    const facets = Int32Array.from(entry.facets ?? [], (facet) => this.#numberOf(facet));
    this.#entries.push({ id: entry.id, hash: hashText(entry.id), facets, terms: terms.map(([term]) => term) });
    this.#slotOfId.set(entry.id, slot);
  }

  /** @returns false when no entry has the id */
  remove(id: string): boolean {
    const slot = this.#slotOfId.get(id);
    if (slot === undefined) return false;
    for (const term of this.#entries[slot]?.terms ?? [])
      this.#frequency.set(term, (this.#frequency.get(term) ?? 1) - 1);
    this.#entries[slot] = null;
    this.#slotOfId.delete(id);
    const dead = this.#entries.length - this.#slotOfId.size;
    if (dead > 1024 && dead > this.#entries.length / 4) this.#compact();
    return true;
  }

  /** The best entries that share a term with the query and pass its filters, best first. */
  query(query: IndexQuery): IndexHit[] {
    const touched = this.#accumulate(query.terms);
    const passes = this.#filterOf(query);
    const seed = mix(query.seed ?? 0);
    const best = new BestFew(Math.max(0, Math.trunc(query.limit)));
    try {
      for (const slot of touched) {
        const score = this.#scores[slot] ?? 0;
        const entry = this.#entries[slot];
        if (entry == null || !best.wouldTake(score)) continue;
        const candidate = { id: entry.id, score, key: mix(entry.hash ^ seed) };
        if (best.wouldKeep(candidate) && passes(entry)) best.take(candidate);
      }
    } finally {
      // Also when `accept` throws: the next query starts from nothing.
      for (const slot of touched) this.#scores[slot] = 0;
    }
    return best.sorted().map(({ id, score }) => ({ id, score }));
  }

  /** Adds up scores per slot; a score of zero means not yet touched, since all summands are positive. */
  #accumulate(terms: TermCounts): number[] {
    if (this.#scores.length < this.#entries.length) this.#scores = new Float32Array(this.#entries.length * 2);
    const scores = this.#scores;
    const touched: number[] = [];
    for (const { postings, weight } of this.#weigh(terms)) {
      const { slots, weights, size } = postings;
      for (let at = 0; at < size; at++) {
        const slot = slots[at] ?? 0;
        const before = scores[slot] ?? 0;
        if (before === 0) touched.push(slot);
        scores[slot] = before + weight * (weights[at] ?? 0);
      }
    }
    return touched;
  }

  #weigh(terms: TermCounts): { postings: Postings; weight: number }[] {
    const weighed: { postings: Postings; weight: number }[] = [];
    let square = 0;
    for (const [term, times] of terms) {
      const frequency = this.#frequency.get(term) ?? 0;
      const weight = times > 0 ? dampen(times) * (Math.log((1 + this.size) / (1 + frequency)) + 1) : 0;
      square += weight ** 2;
      const postings = this.#postings.get(term);
      if (postings !== undefined && weight > 0) weighed.push({ postings, weight });
    }
    return weighed.map(({ postings, weight }) => ({ postings, weight: weight / Math.sqrt(square) }));
  }

  #filterOf(query: IndexQuery): (entry: Slot) => boolean {
    const numbers = (facets: readonly string[]) => facets.map((facet) => this.#facetNumbers.get(facet) ?? -1);
    const all = numbers(query.all ?? []);
    const any = (query.any ?? []).map(numbers);
    const none = numbers(query.none ?? []);
    const { accept } = query;
    return ({ id, facets }) =>
      all.every((facet) => facets.includes(facet)) &&
      any.every((choices) => choices.some((facet) => facets.includes(facet))) &&
      !none.some((facet) => facets.includes(facet)) &&
      (accept === undefined || accept(id));
  }

  #postingsOf(term: string): Postings {
    const known = this.#postings.get(term);
    if (known !== undefined) return known;
    const fresh = new Postings();
    this.#postings.set(term, fresh);
    return fresh;
  }

  #numberOf(facet: string): number {
    const known = this.#facetNumbers.get(facet);
    if (known !== undefined) return known;
    this.#facetNumbers.set(facet, this.#facetNumbers.size);
    return this.#facetNumbers.size - 1;
  }

  /** Removed entries only leave a hole; once a quarter is holes, everything moves together. */
  #compact(): void {
    const newSlots = new Int32Array(this.#entries.length).fill(-1);
    const kept: Slot[] = [];
    this.#entries.forEach((entry, slot) => {
      if (entry === null) return;
      newSlots[slot] = kept.length;
      this.#slotOfId.set(entry.id, kept.length);
      kept.push(entry);
    });
    this.#entries = kept;
    for (const [term, postings] of this.#postings) {
      postings.renumber(newSlots);
      if (postings.size > 0) continue;
      this.#postings.delete(term);
      this.#frequency.delete(term);
    }
  }
}

type Slot = {
  readonly id: string;
  readonly hash: number;
  readonly facets: Int32Array;
  /** Kept for removal: which terms stand in one entry fewer. */
  readonly terms: readonly string[];
};
