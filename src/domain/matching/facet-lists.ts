/** Growing list of whole numbers in one typed array. */
class SlotList {
  #slots = new Int32Array(8);
  #size = 0;

  add(slot: number): void {
    if (this.#size === this.#slots.length) {
      const larger = new Int32Array(this.#size * 2);
      larger.set(this.#slots);
      this.#slots = larger;
    }
    this.#slots[this.#size++] = slot;
  }

  values(): Int32Array {
    return this.#slots.subarray(0, this.#size);
  }
}

export type FacetQuery = {
  /** Every one of these facets … */
  readonly all?: readonly string[];
  /** … at least one of each of these lists … */
  readonly any?: readonly (readonly string[])[];
  /** … and none of these. */
  readonly none?: readonly string[];
};

const refused = 255;

/** Facet → entry slots that have it, so that a filter is answered for all entries in one pass over short lists. */
export class FacetLists {
  readonly #lists = new Map<string, SlotList>();

  add(slot: number, facets: readonly string[]): void {
    for (const facet of facets) {
      const list = this.#lists.get(facet) ?? new SlotList();
      this.#lists.set(facet, list);
      list.add(slot);
    }
  }

  /**
   * Marks which of the first `count` slots pass.
   * @returns null when the query filters nothing; else one byte per slot, 1 where it passes
   */
  passing(query: FacetQuery, count: number): Uint8Array | null {
    const demands = [...(query.all ?? []).map((facet) => [facet]), ...(query.any ?? [])];
    const refusals = query.none ?? [];
    if (demands.length === 0 && refusals.length === 0) return null;
    if (demands.length >= refused) throw new RangeError("too many filters");
    const met = new Uint8Array(count);
    // A slot meets demand number n only after all before it; so its byte counts how far it got.
    demands.forEach((facets, demand) => {
      for (const facet of facets) {
        for (const slot of this.#lists.get(facet)?.values() ?? []) if (met[slot] === demand) met[slot] = demand + 1;
      }
    });
    for (const facet of refusals) for (const slot of this.#lists.get(facet)?.values() ?? []) met[slot] = refused;
    for (let slot = 0; slot < count; slot++) met[slot] = met[slot] === demands.length ? 1 : 0;
    return met;
  }
}
