import { type Bits, grown, pageBits, withBit } from "./growing";

const page = 2 ** pageBits;
/** The first slice of a list; each further one is twice as long, up to the longest. */
const firstSlice = 16;
const longestSlice = 2_048;
/** Of a slice the last four bytes hold the address of the next. */
const pointer = 4;
/** From one document in eight on a bitset is smaller than a list of differences, which takes a byte for each. */
const dense = 8;
const firstLook = 512;

/**
 * For each token, by its number, the documents that carry it. Documents come in rising order; what is kept is the
 * difference to the one before, seven bits to a byte (Manning et al., "Introduction to Information Retrieval", 2008,
 * 5.3.1), in slices that double, so that a list of two costs sixteen bytes and a list of a million is never copied. A
 * token of one document costs nothing here; a frequent one is kept as a bitset instead.
 */
export class Postings {
  readonly #pages: Uint8Array[] = [];
  #taken = 0;
  #heads = new Uint32Array(1_024);
  /** Where the next byte goes. */
  #ends = new Uint32Array(1_024);
  /** Bytes left in the last slice, and how long that slice is. */
  #rooms = new Uint16Array(1_024);
  #slices = new Uint16Array(1_024);
  #lasts = new Uint32Array(1_024);
  #counts = new Uint32Array(1_024);
  readonly #bits = new Map<number, Bits>();

  /** @param document not below any that the token has. @returns false when the token has it already */
  add(token: number, document: number): boolean {
    if (token >= this.#heads.length) this.#grow(token);
    const count = this.#counts[token] ?? 0;
    const last = this.#lasts[token] ?? 0;
    if (count > 0 && last === document) return false;
    const bits = count < firstLook ? undefined : this.#bits.get(token);
    if (bits) {
      const kept = withBit(bits, document);
      if (kept !== bits) this.#bits.set(token, kept);
    } else if (count > 0) {
      if (count === 1) {
        this.#begin(token);
        this.#write(token, last);
      }
      this.#write(token, document - last);
    }
    this.#lasts[token] = document;
    this.#counts[token] = count + 1;
    // Looked at whenever the list has doubled.
    if (!bits && count + 1 >= firstLook && (count & (count + 1)) === 0 && (count + 1) * dense > document)
      this.#thicken(token, document);
    return true;
  }

  /** Sets the bits of the token's documents. */
  addTo(token: number, target: Bits): void {
    const bits = this.#bits.get(token);
    if (bits) {
      const words = Math.min(target.length, bits.length);
      for (let w = 0; w < words; w += 1) target[w] = (target[w] ?? 0) | (bits[w] ?? 0);
      return;
    }
    const count = this.#counts[token] ?? 0;
    if (count === 1) {
      const only = this.#lasts[token] ?? 0;
      target[only >>> 5] = (target[only >>> 5] ?? 0) | (1 << (only & 31));
      return;
    }
    let at = this.#heads[token] ?? 0;
    let slice = firstSlice;
    let behind = at + slice - pointer;
    let bytes = this.#pages[at >>> pageBits];
    let document = 0;
    let value = 0;
    let shift = 0;
    for (let left = count; left > 0; ) {
      if (at === behind) {
        at = this.#pointerAt(behind);
        bytes = this.#pages[at >>> pageBits];
        slice = Math.min(slice * 2, longestSlice);
        behind = at + slice - pointer;
      }
      const byte = bytes?.[at & (page - 1)] ?? 0;
      at += 1;
      value |= (byte & 127) << shift;
      if (byte > 127) {
        shift += 7;
        continue;
      }
      document += value;
      value = 0;
      shift = 0;
      left -= 1;
      target[document >>> 5] = (target[document >>> 5] ?? 0) | (1 << (document & 31));
    }
  }

  #thicken(token: number, newest: number): void {
    const bits: Bits = new Uint32Array((newest >>> 5) + 64);
    this.addTo(token, bits);
    this.#bits.set(token, bits);
  }

  #begin(token: number): void {
    const at = this.#slice(firstSlice);
    this.#heads[token] = at;
    this.#ends[token] = at;
    this.#rooms[token] = firstSlice - pointer;
    this.#slices[token] = firstSlice;
  }

  #write(token: number, value: number): void {
    let rest = value;
    while (rest > 127) {
      this.#byte(token, (rest & 127) | 128);
      rest >>>= 7;
    }
    this.#byte(token, rest);
  }

  #byte(token: number, byte: number): void {
    if (this.#rooms[token] === 0) this.#extend(token);
    const at = this.#ends[token] ?? 0;
    const bytes = this.#pages[at >>> pageBits];
    if (bytes) bytes[at & (page - 1)] = byte;
    this.#ends[token] = at + 1;
    this.#rooms[token] = (this.#rooms[token] ?? 0) - 1;
  }

  #extend(token: number): void {
    const size = Math.min((this.#slices[token] ?? 0) * 2, longestSlice);
    const next = this.#slice(size);
    const end = this.#ends[token] ?? 0;
    const bytes = this.#pages[end >>> pageBits];
    for (let i = 0; i < pointer; i += 1) if (bytes) bytes[(end & (page - 1)) + i] = next >>> (8 * i);
    this.#ends[token] = next;
    this.#rooms[token] = size - pointer;
    this.#slices[token] = size;
  }

  #pointerAt(at: number): number {
    const bytes = this.#pages[at >>> pageBits];
    let address = 0;
    for (let i = 0; i < pointer; i += 1) address |= (bytes?.[(at & (page - 1)) + i] ?? 0) << (8 * i);
    return address >>> 0;
  }

  /** A slice never lies across two pages. */
  #slice(size: number): number {
    if (this.#taken % page === 0 || (this.#taken % page) + size > page) {
      this.#taken = this.#pages.length * page;
      this.#pages.push(new Uint8Array(page));
    }
    const at = this.#taken;
    this.#taken += size;
    return at;
  }

  #grow(token: number): void {
    this.#heads = grown(this.#heads, token);
    this.#ends = grown(this.#ends, token);
    this.#rooms = grown(this.#rooms, token);
    this.#slices = grown(this.#slices, token);
    this.#lasts = grown(this.#lasts, token);
    this.#counts = grown(this.#counts, token);
  }
}
