/** Where one term stands: entry slots in rising order and the term's weight in each, in typed arrays that grow. */
export class Postings {
  #slots = new Int32Array(4);
  #weights = new Float32Array(4);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get slots(): Int32Array {
    return this.#slots;
  }

  get weights(): Float32Array {
    return this.#weights;
  }

  add(slot: number, weight: number): void {
    if (this.#size === this.#slots.length) this.#resize(this.#size * 2);
    this.#slots[this.#size] = slot;
    this.#weights[this.#size] = weight;
    this.#size++;
  }

  /** Drops slots that map below zero and renames the others; the map must keep their order. */
  renumber(newSlots: Int32Array): void {
    let kept = 0;
    for (let at = 0; at < this.#size; at++) {
      const slot = newSlots[this.#slots[at] ?? 0] ?? -1;
      if (slot < 0) continue;
      this.#slots[kept] = slot;
      this.#weights[kept] = this.#weights[at] ?? 0;
      kept++;
    }
    this.#size = kept;
    this.#resize(Math.max(4, kept));
  }

  #resize(capacity: number): void {
    const slots = new Int32Array(capacity);
    const weights = new Float32Array(capacity);
    slots.set(this.#slots.subarray(0, this.#size));
    weights.set(this.#weights.subarray(0, this.#size));
    this.#slots = slots;
    this.#weights = weights;
  }
}
