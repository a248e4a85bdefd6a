/** Typed arrays that grow, and bitsets on them. */

/** Pages of 2^20 bytes: what is only ever added to is never copied. */
export const pageBits = 20;

type Numbers = Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** The same array, or a longer copy, with a place at `at`; a quarter more, because doubling would waste a third. */
export function grown<T extends Numbers>(array: T, at: number): T {
  if (at < array.length) return array;
  const Kind = array.constructor as new (length: number) => T;
  const longer = new Kind(Math.max(at + 1_024, Math.ceil(array.length * 1.25)));
  longer.set(array);
  return longer;
}

export type Bits = Uint32Array<ArrayBuffer>;

/** @returns the bits, or a longer copy of them */
export function withBit(bits: Bits, at: number): Bits {
  const kept = grown(bits, at >>> 5);
  kept[at >>> 5] = (kept[at >>> 5] ?? 0) | (1 << (at & 31));
  return kept;
}

export function bitAt(bits: Bits, at: number): boolean {
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let w = 0; w < bits.length; w += 1) count += population(bits[w] ?? 0);
  return count;
}

/** Bits set in a 32-bit word (Warren, "Hacker's Delight", 5-1). */
function population(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Calls `take` for every bit set, in rising order. */
export function eachBit(bits: Bits, take: (at: number) => void): void {
  for (let w = 0; w < bits.length; w += 1) {
    let word = bits[w] ?? 0;
    while (word !== 0) {
      const low = word & -word;
      take(w * 32 + 31 - Math.clz32(low));
      word ^= low;
    }
  }
}
