import { grown, pageBits } from "./growing";

/**
 * Tokens as bytes, each once, numbered in the order in which they came. A million names in a `Map` of strings weigh
 * hundreds of megabytes; here a token costs its bytes and 18 more.
 */
export class TokenTable {
  readonly #pages: Uint8Array[] = [];
  /** Bytes taken, over all pages; a token never lies across two of them. */
  #taken = 0;
  #starts = new Uint32Array(1_024);
  #lengths = new Uint16Array(1_024);
  #hashes = new Uint32Array(1_024);
  /** Open addressing, at most half full: number + 1, or 0. */
  #slots = new Uint32Array(4_096);
  size = 0;

  /** @returns the token's number, or -1 */
  find(bytes: Uint8Array, from: number, to: number): number {
    return (this.#slots[this.#slotOf(bytes, from, to, hashOf(bytes, from, to))] ?? 0) - 1;
  }

  /** @returns the token's number, its own from now on. @throws RangeError for more than 65,535 bytes */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const slot = this.#slotOf(bytes, from, to, hash);
    const known = this.#slots[slot] ?? 0;
    return known > 0 ? known - 1 : this.#add(bytes, from, to, hash, slot);
  }

  #slotOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot] ?? 0;
      if (known === 0 || (this.#hashes[known - 1] === hash && this.#same(known - 1, bytes, from, to))) return slot;
    }
  }

  #same(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#lengths[number] !== to - from) return false;
    const start = this.#starts[number] ?? 0;
    const page = this.#pages[start >>> pageBits];
    const offset = start & (2 ** pageBits - 1);
    for (let i = from; i < to; i += 1) if (page?.[offset + i - from] !== bytes[i]) return false;
    return true;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const length = to - from;
    if (length > 65_535) throw new RangeError("a token of more than 65,535 bytes");
    const page = 2 ** pageBits;
    if (this.#taken % page === 0 || (this.#taken % page) + length > page) {
      this.#taken = this.#pages.length * page;
      this.#pages.push(new Uint8Array(page));
    }
    this.#pages.at(-1)?.set(bytes.subarray(from, to), this.#taken % page);
    const number = this.size;
    this.#starts = grown(this.#starts, number);
    this.#lengths = grown(this.#lengths, number);
    this.#hashes = grown(this.#hashes, number);
    this.#starts[number] = this.#taken;
    this.#lengths[number] = length;
    this.#hashes[number] = hash;
    this.#taken += length;
    this.#slots[slot] = number + 1;
    this.size += 1;
    if (this.size * 2 > this.#slots.length) this.#spread();
    return number;
  }

  #spread(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number += 1) {
      let slot = (this.#hashes[number] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/** FNV-1a, 32 bits, with the last step of MurmurHash3: the table reads the low bits. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
