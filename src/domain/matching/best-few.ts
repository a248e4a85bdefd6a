/** `key` and then `id` order those who score alike. */
export type Candidate = { readonly id: string; readonly score: number; readonly key: number };

/** The best few of a stream: a heap whose root is the one to give up next. */
export class BestFew {
  readonly #heap: Candidate[] = [];

  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** A quick no for the many that are far from good enough. */
  wouldTake(score: number): boolean {
    return this.#heap.length < this.#limit || (this.#limit > 0 && score >= (this.#heap[0]?.score ?? 0));
  }

  wouldKeep(candidate: Candidate): boolean {
    const worst = this.#heap[0];
    return this.#heap.length < this.#limit || (worst !== undefined && isBetter(candidate, worst));
  }

  take(candidate: Candidate): void {
    if (this.#heap.length < this.#limit) {
      this.#heap.push(candidate);
      this.#rise(this.#heap.length - 1);
    } else {
      this.#heap[0] = candidate;
      this.#sink();
    }
  }

  sorted(): Candidate[] {
    return [...this.#heap].sort((a, b) => (isBetter(a, b) ? -1 : 1));
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBetter(parent, at)) return;
      at = parent;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      const worse = this.#isBetterAt(left, left + 1) ? left + 1 : left;
      if (!this.#swapIfBetter(at, worse)) return;
      at = worse;
    }
  }

  /** Puts the worse of parent and child above. */
  #swapIfBetter(parent: number, child: number): boolean {
    const above = this.#heap[parent];
    const below = this.#heap[child];
    if (above === undefined || below === undefined || !isBetter(above, below)) return false;
    this.#heap[parent] = below;
    this.#heap[child] = above;
    return true;
  }

  #isBetterAt(first: number, second: number): boolean {
    const a = this.#heap[first];
    const b = this.#heap[second];
    return a !== undefined && b !== undefined && isBetter(a, b);
  }
}

function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.score !== b.score) return a.score > b.score;
  return a.key === b.key ? a.id < b.id : a.key < b.key;
}
