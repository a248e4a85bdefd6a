import { hashText, mix } from "../shared/seeded-random";
import { BestFew } from "./best-few";
import { FacetLists, type FacetQuery } from "./facet-lists";
import { Postings } from "./postings";
import { TermNumbers } from "./term-numbers";
import type { TermCounts } from "./terms";
import { dampen } from "./text-model";

/** A subject, or a need for the reverse question, as the index keeps it. */
export type IndexEntry = {
  readonly id: string;
  readonly terms: TermCounts;
  /** What filters ask for: `verified`, `region:CN-31`, `size:small`. */
  readonly facets?: readonly string[];
};

export type IndexQuery = FacetQuery & {
  readonly terms: TermCounts;
  readonly limit: number;
  /** A condition no facet expresses. Asked only of entries that would enter the answer. */
  readonly accept?: (id: string) => boolean;
  /** Orders entries that score alike. */
  readonly seed?: number;
};

export type IndexHit = { readonly id: string; readonly score: number };

type Slot = {
  readonly id: string;
  readonly hash: number;
  readonly facets: readonly string[];
  /** Kept for removal: which terms stand in one entry fewer. */
  readonly terms: Int32Array;
};

type WeighedTerm = { readonly postings: Postings; readonly weight: number; readonly common: boolean };

/** A term in more than this share of a large index tells nothing apart and costs most of the time; see `#weigh`. */
const commonShare = 0.1;
const largeIndex = 1000;

/**
 * Candidates for a need among very many subjects, or needs for a subject, kept in memory on typed arrays. The score is
 * the cosine of sublinear term frequencies, with rarity on the side of the query only (SMART `lnc.ltc`), so that it
 * depends on what the index holds now and not on the order in which it came. Exact: filters are applied before the
 * best are cut off, and no entry is skipped. Not to be queried from inside `accept`.
 */
export class RetrievalIndex {
  readonly #numbers: TermNumbers;
  /** By term number; sparse, because the numbering may be shared. */
  readonly #postings: (Postings | undefined)[] = [];
  /** Entries that hold the term now; postings may be longer, because removal leaves holes. */
  readonly #frequency: number[] = [];
  readonly #slotOfId = new Map<string, number>();
  #facets = new FacetLists();
  #entries: (Slot | null)[] = [];
  #scores = new Float32Array(1024);
  #touched = new Int32Array(1024);

  /** @param numbers a numbering to share with other indexes and with the text model */
  constructor(numbers: TermNumbers = new TermNumbers()) {
    this.#numbers = numbers;
  }

  get size(): number {
    return this.#slotOfId.size;
  }

  /** Terms and the number of entries they stand in now. */
  *frequencies(): Generator<readonly [string, number]> {
    for (let number = 0; number < this.#frequency.length; number++) {
      const count = this.#frequency[number] ?? 0;
      if (count > 0) yield [this.#numbers.termOf(number), count];
    }
  }

  /** Adds an entry, or puts it in the place of the one with the same id. */
  put(entry: IndexEntry): void {
    this.remove(entry.id);
    const slot = this.#entries.length;
    let square = 0;
    for (const [term, times] of entry.terms) if (isIndexed(term, times)) square += dampen(times) ** 2;
    const norm = Math.sqrt(square);
    const terms: number[] = [];
    for (const [term, times] of entry.terms) {
      if (!isIndexed(term, times)) continue;
      const number = this.#numbers.of(term);
      this.#postingsOf(number).add(slot, dampen(times) / norm);
      this.#frequency[number] = (this.#frequency[number] ?? 0) + 1;
      terms.push(number);
    }
    const facets = entry.facets ?? [];
    this.#facets.add(slot, facets);
    this.#entries.push({ id: entry.id, hash: hashText(entry.id), facets, terms: Int32Array.from(terms) });
    this.#slotOfId.set(entry.id, slot);
  }

  /** @returns false when no entry has the id */
  remove(id: string): boolean {
    const slot = this.#slotOfId.get(id);
    if (slot === undefined) return false;
    for (const term of this.#entries[slot]?.terms ?? []) this.#frequency[term] = (this.#frequency[term] ?? 1) - 1;
    this.#entries[slot] = null;
    this.#slotOfId.delete(id);
    const holes = this.#entries.length - this.#slotOfId.size;
    if (holes > largeIndex && holes > this.#entries.length / 4) this.#compact();
    return true;
  }

  /** The best entries that share a telling term with the query and pass its filters, best first. */
  query(query: IndexQuery): IndexHit[] {
    const touched = this.#accumulate(query.terms);
    const passing = this.#facets.passing(query, this.#entries.length);
    const seed = mix(query.seed ?? 0);
    const best = new BestFew(Math.max(0, Math.trunc(query.limit)));
    try {
      for (const slot of touched) {
        const score = this.#scores[slot] ?? 0;
        if (!best.wouldTake(score) || passing?.[slot] === 0) continue;
        const entry = this.#entries[slot];
        if (entry == null) continue;
        const candidate = { id: entry.id, score, key: mix(entry.hash ^ seed) };
        if (best.wouldKeep(candidate) && (query.accept?.(entry.id) ?? true)) best.take(candidate);
      }
    } finally {
      // Also when `accept` throws: the next query starts from nothing.
      for (const slot of touched) this.#scores[slot] = 0;
    }
    return best.sorted().map(({ id, score }) => ({ id, score }));
  }

  /** Adds up scores per slot; a score of zero means not yet touched, since all summands are positive. */
  #accumulate(terms: TermCounts): Int32Array {
    if (this.#scores.length < this.#entries.length) {
      this.#scores = new Float32Array(this.#entries.length * 2);
      this.#touched = new Int32Array(this.#entries.length * 2);
    }
    let count = 0;
    for (const { postings, weight } of this.#weigh(terms)) {
      count = addPostings(postings, weight, this.#scores, this.#touched, count);
    }
    return this.#touched.subarray(0, count);
  }

  /** Leaves out common terms as long as any other is left; a query of common terms alone is answered by them. */
  #weigh(terms: TermCounts): { postings: Postings; weight: number }[] {
    const weighed: WeighedTerm[] = [];
    const most = this.size > largeIndex ? this.size * commonShare : this.size;
    let square = 0;
    for (const [term, times] of terms) {
      if (!isIndexed(term, times)) continue;
      const number = this.#numbers.find(term);
      const frequency = number === undefined ? 0 : (this.#frequency[number] ?? 0);
      const weight = dampen(times) * (Math.log((1 + this.size) / (1 + frequency)) + 1);
      square += weight ** 2;
      const postings = number === undefined ? undefined : this.#postings[number];
      if (postings !== undefined && frequency > 0) weighed.push({ postings, weight, common: frequency > most });
    }
    const telling = weighed.filter(({ common }) => !common);
    const used = telling.length > 0 ? telling : weighed;
    return used.map(({ postings, weight }) => ({ postings, weight: weight / Math.sqrt(square) }));
  }

  #postingsOf(number: number): Postings {
    const known = this.#postings[number];
    if (known) return known;
    // Filled up to the place, so that the arrays stay dense.
    while (this.#postings.length <= number) {
      this.#postings.push(undefined);
      this.#frequency.push(0);
    }
    const postings = new Postings();
    this.#postings[number] = postings;
    return postings;
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
    this.#facets = new FacetLists();
    kept.forEach((entry, slot) => {
      this.#facets.add(slot, entry.facets);
    });
    for (const postings of this.#postings) postings?.renumber(newSlots);
  }
}

/** @returns how many slots are touched after the term */
function addPostings(
  { slots, weights, size }: Postings,
  weight: number,
  scores: Float32Array,
  touched: Int32Array,
  before: number,
): number {
  let count = before;
  for (let at = 0; at < size; at++) {
    const slot = slots[at] ?? 0;
    const score = scores[slot] ?? 0;
    if (score === 0) touched[count++] = slot;
    scores[slot] = score + weight * (weights[at] ?? 0);
  }
  return count;
}

/** Single Chinese characters stand in nearly every Chinese entry; their pairs find the same entries in far less time. */
function isIndexed(term: string, times: number): boolean {
  return times > 0 && (term.length > 1 || term.charCodeAt(0) < 0x2e80);
}
