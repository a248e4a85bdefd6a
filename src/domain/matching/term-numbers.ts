/** One numbering of terms for whatever shares it: indexes, the model, and the items kept between questions. */
export class TermNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #terms: string[] = [];

  get size(): number {
    return this.#terms.length;
  }

  /** The number of a term that was met before. */
  find(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  /** The term's number; a term that is new takes the next. */
  of(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    const number = this.#terms.length;
    this.#numbers.set(term, number);
    this.#terms.push(term);
    return number;
  }

  /** Empty for a number nobody was given. */
  termOf(number: number): string {
    return this.#terms[number] ?? "";
  }
}
