import type { Condition, FacetGroup } from "./search";
import { facetGroups, facetPrefix } from "./search";

/**
 * An index over profiles in memory, on typed arrays: per token the documents that carry it, in rising order. Results
 * are bitsets, so a facet's count is the population of an intersection, or a walk over the shorter list. A changed
 * profile is a new document; the old one is dead. Readers see three layers: visitors the first, members the first two,
 * verified organisations all three.
 */
export type Layer = 0 | 1 | 2;

class Postings {
  #docs = new Uint32Array(8);
  size = 0;
  /** Kept for tokens that many documents carry; grows with the index. */
  bits: Uint32Array | null = null;

  add(doc: number): void {
    if (this.size > 0 && this.#docs[this.size - 1] === doc) return;
    if (this.size === this.#docs.length) {
      const grown = new Uint32Array(this.size * 2);
      grown.set(this.#docs);
      this.#docs = grown;
    }
    this.#docs[this.size] = doc;
    this.size += 1;
    if (this.bits) {
      if (doc >> 5 >= this.bits.length) this.bits = grownBits(this.bits, doc);
      setBit(this.bits, doc);
    }
  }

  /** A bitset is smaller than the list from one document in 32 on. */
  settle(documents: number): void {
    if (this.bits || this.size < documents / 32 || this.size < 64) return;
    this.bits = new Uint32Array((documents >> 5) + 64);
    for (let i = 0; i < this.size; i += 1) setBit(this.bits, this.#docs[i] ?? 0);
  }

  addTo(target: Uint32Array): void {
    if (this.bits) {
      const words = Math.min(target.length, this.bits.length);
      for (let w = 0; w < words; w += 1) target[w] = (target[w] ?? 0) | (this.bits[w] ?? 0);
      return;
    }
    for (let i = 0; i < this.size; i += 1) setBit(target, this.#docs[i] ?? 0);
  }

  countIn(result: Uint32Array): number {
    if (this.bits) return countBoth(this.bits, result);
    let count = 0;
    for (let i = 0; i < this.size; i += 1) count += bitAt(result, this.#docs[i] ?? 0);
    return count;
  }
}

export type FacetCount = { readonly value: string; readonly count: number };
export type Found = {
  readonly total: number;
  readonly ids: readonly string[];
  readonly facets: Readonly<Record<FacetGroup, readonly FacetCount[]>>;
};

export class FacetIndex {
  readonly #layers: [Map<string, Postings>, Map<string, Postings>, Map<string, Postings>] = [
    new Map(),
    new Map(),
    new Map(),
  ];
  /** Tokens per facet over all layers, so that counting need not look at words. */
  readonly #values = new Map<FacetGroup, Set<string>>(facetGroups.map((group) => [group, new Set()]));
  #ids: string[] = [];
  readonly #docOf = new Map<string, number>();
  #strength = new Uint16Array(1_024);
  #alive: Uint32Array = new Uint32Array(64);
  #living = 0;

  get living(): number {
    return this.#living;
  }

  /** Share of documents that are dead: past a fifth a fresh index is worth building. */
  get waste(): number {
    return this.#ids.length === 0 ? 0 : 1 - this.#living / this.#ids.length;
  }

  /** Puts in a profile or replaces it. @param layers tokens that each layer adds to the one below */
  put(id: string, strength: number, layers: readonly [readonly string[], readonly string[], readonly string[]]): void {
    this.drop(id);
    const doc = this.#ids.length;
    this.#ids.push(id);
    this.#docOf.set(id, doc);
    if (doc >= this.#strength.length) {
      const grown = new Uint16Array(doc * 2);
      grown.set(this.#strength);
      this.#strength = grown;
    }
    this.#strength[doc] = Math.min(strength, 65_535);
    if (doc >> 5 >= this.#alive.length) this.#alive = grownBits(this.#alive, doc);
    setBit(this.#alive, doc);
    this.#living += 1;
    for (const [at, tokens] of layers.entries()) {
      const layer = this.#layers[at as Layer];
      for (const token of tokens) {
        let postings = layer.get(token);
        if (!postings) {
          postings = new Postings();
          layer.set(token, postings);
          this.#note(token);
        }
        postings.add(doc);
      }
    }
  }

  drop(id: string): void {
    const doc = this.#docOf.get(id);
    if (doc === undefined) return;
    this.#docOf.delete(id);
    this.#alive[doc >> 5] = (this.#alive[doc >> 5] ?? 0) & ~(1 << (doc & 31));
    this.#living -= 1;
  }

  /** After many `put`s: turns long lists into bitsets. */
  settle(): void {
    for (const layer of this.#layers) for (const postings of layer.values()) postings.settle(this.#ids.length);
  }

  /**
   * People who fit all conditions, strongest evidence first, with counts for every facet. A facet's own conditions do
   * not narrow its counts, so that one sees what another choice would give.
   */
  search(layer: Layer, conditions: readonly Condition[], from: number, size: number): Found {
    const result = this.#matching(layer, conditions);
    const whole = new Map<FacetGroup, Uint32Array>();
    const facets = Object.fromEntries(
      facetGroups.map((group) => {
        // Skills are combined with "and": their counts are narrowed by the others chosen.
        const own = group !== "skills" && conditions.some((condition) => condition.group === group);
        if (own)
          whole.set(
            group,
            this.#matching(
              layer,
              conditions.filter((condition) => condition.group !== group),
            ),
          );
        return [group, this.#counts(layer, group, whole.get(group) ?? result)];
      }),
    ) as Record<FacetGroup, FacetCount[]>;
    return { total: countBits(result), ids: this.#best(result, from, size), facets };
  }

  /** How many people carry all of these tokens, for the skills gap. */
  count(layer: Layer, tokens: readonly string[]): number {
    return countBits(
      this.#matching(
        layer,
        tokens.map((token) => ({ group: null, anyOf: [token] })),
      ),
    );
  }

  /** Ids of who fits, unordered and without counts: for alerts, whose list is compared with an earlier one. */
  idsOf(layer: Layer, conditions: readonly Condition[], most: number): string[] {
    return this.#best(this.#matching(layer, conditions), 0, most);
  }

  values(group: FacetGroup): readonly string[] {
    return [...(this.#values.get(group) ?? [])];
  }

  #note(token: string): void {
    if (token.startsWith("w:")) return;
    for (const group of facetGroups) if (token.startsWith(facetPrefix[group])) this.#values.get(group)?.add(token);
  }

  #matching(layer: Layer, conditions: readonly Condition[]): Uint32Array {
    const result = this.#alive.slice();
    for (const { anyOf } of conditions) {
      const carried = new Uint32Array(result.length);
      for (const token of anyOf)
        for (let at = 0; at <= layer; at += 1) this.#layers[at as Layer].get(token)?.addTo(carried);
      for (let w = 0; w < result.length; w += 1) result[w] = (result[w] ?? 0) & (carried[w] ?? 0);
    }
    return result;
  }

  /** A token lies in one layer per person, so the layers' counts add up. */
  #counts(layer: Layer, group: FacetGroup, result: Uint32Array): FacetCount[] {
    const prefix = facetPrefix[group].length;
    const counts: FacetCount[] = [];
    for (const token of this.#values.get(group) ?? []) {
      let count = 0;
      for (let at = 0; at <= layer; at += 1) count += this.#layers[at as Layer].get(token)?.countIn(result) ?? 0;
      if (count > 0) counts.push({ value: token.slice(prefix), count });
    }
    return counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /** The `size` strongest from a place on; equals stand in the order in which they came. */
  #best(result: Uint32Array, from: number, size: number): string[] {
    const wanted = from + size;
    const heap = new Heap(wanted);
    for (let w = 0; w < result.length; w += 1) {
      let word = result[w] ?? 0;
      while (word !== 0) {
        const low = word & -word;
        const doc = (w << 5) + (31 - Math.clz32(low));
        word ^= low;
        heap.offer(this.#strength[doc] ?? 0, doc);
      }
    }
    return heap
      .sorted()
      .slice(from, wanted)
      .flatMap((doc) => this.#ids[doc] ?? []);
  }
}

/** Keeps the best few of many: the root is the worst of those kept. */
class Heap {
  readonly #keys: Float64Array;
  #size = 0;

  constructor(readonly most: number) {
    this.#keys = new Float64Array(most);
  }

  offer(strength: number, doc: number): void {
    // One number that orders by strength, then by the earlier document.
    const key = strength * 4_294_967_296 + (4_294_967_295 - doc);
    if (this.#size < this.most) {
      this.#keys[this.#size] = key;
      this.#size += 1;
      this.#up(this.#size - 1);
    } else if (this.most > 0 && key > (this.#keys[0] ?? 0)) {
      this.#keys[0] = key;
      this.#down();
    }
  }

  sorted(): number[] {
    return [...this.#keys.subarray(0, this.#size)]
      .sort((a, b) => b - a)
      .map((key) => 4_294_967_295 - (key % 4_294_967_296));
  }

  #up(from: number): void {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      if ((this.#keys[parent] ?? 0) <= (this.#keys[at] ?? 0)) return;
      this.#swap(parent, at);
      at = parent;
    }
  }

  #down(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < this.#size && (this.#keys[left] ?? 0) < (this.#keys[least] ?? 0)) least = left;
      if (right < this.#size && (this.#keys[right] ?? 0) < (this.#keys[least] ?? 0)) least = right;
      if (least === at) return;
      this.#swap(least, at);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const kept = this.#keys[a] ?? 0;
    this.#keys[a] = this.#keys[b] ?? 0;
    this.#keys[b] = kept;
  }
}

function setBit(bits: Uint32Array, at: number): void {
  bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31));
}

function bitAt(bits: Uint32Array, at: number): number {
  return ((bits[at >> 5] ?? 0) >>> (at & 31)) & 1;
}

function grownBits(bits: Uint32Array, doc: number): Uint32Array {
  const grown = new Uint32Array(Math.max(bits.length * 2, (doc >> 5) + 64));
  grown.set(bits);
  return grown;
}

function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let w = 0; w < bits.length; w += 1) count += population(bits[w] ?? 0);
  return count;
}

function countBoth(a: Uint32Array, b: Uint32Array): number {
  const words = Math.min(a.length, b.length);
  let count = 0;
  for (let w = 0; w < words; w += 1) count += population((a[w] ?? 0) & (b[w] ?? 0));
  return count;
}

/** Bits set in a 32-bit word (Warren, "Hacker's Delight", 5-1). */
function population(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
