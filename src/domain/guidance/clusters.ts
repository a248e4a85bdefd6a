import { searchTokens } from "../shared/search-tokens";

/** What is compared of a comment; `section` because the same words about another clause are another comment. */
export type Comparable = { readonly id: string; readonly section: string; readonly text: string };

const hashes = 64;
const bands = 16;
const rowsOfBand = hashes / bands;
/** Share of common word pairs from which two comments say the same; campaigns copy nearly everything. */
const alike = 0.6;

/**
 * Groups comments that say nearly the same: MinHash signatures of word pairs (Broder 1997) cut into bands, so that
 * only comments that share a band are compared; single comments are in no group.
 * @returns ids of each group in the order given, largest group first
 */
export function duplicateGroups(comments: readonly Comparable[]): string[][] {
  const shingles = comments.map(({ text }) => pairsOf(text));
  const parent = comments.map((_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  const first = new Map<string, number>();
  for (const [index, { section }] of comments.entries()) {
    for (const key of bandKeys(shingles[index] ?? new Set())) {
      const bucket = `${section}|${key}`;
      const other = first.get(bucket);
      if (other === undefined) first.set(bucket, index);
      else if (rootOf(other) !== rootOf(index) && jaccard(shingles[other], shingles[index]) >= alike)
        parent[rootOf(index)] = rootOf(other);
    }
  }
  const groups = new Map<number, string[]>();
  for (const [index, { id }] of comments.entries()) {
    const root = rootOf(index);
    groups.set(root, [...(groups.get(root) ?? []), id]);
  }
  return [...groups.values()].filter((group) => group.length > 1).sort((a, b) => b.length - a.length);
}

function pairsOf(text: string): Set<number> {
  const tokens = searchTokens(text).slice(0, 2_000);
  const pairs = new Set<number>();
  for (let at = 0; at < tokens.length; at += 1) pairs.add(fnv(`${tokens[at]} ${tokens[at + 1] ?? ""}`));
  return pairs;
}

function bandKeys(shingles: ReadonlySet<number>): string[] {
  if (shingles.size === 0) return [];
  const least = new Uint32Array(hashes).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let number = 0; number < hashes; number += 1) {
      // Odd multipliers make each a different permutation of 32 bits.
      const mixed = Math.imul(shingle ^ (number * 0x9e3779b1), 0x85ebca6b + number * 2) >>> 0;
      if (mixed < (least[number] ?? 0)) least[number] = mixed;
    }
  }
  return Array.from(
    { length: bands },
    (_, band) => `${band}:${least.slice(band * rowsOfBand, (band + 1) * rowsOfBand).join(",")}`,
  );
}

function jaccard(a: ReadonlySet<number> = new Set(), b: ReadonlySet<number> = new Set()): number {
  let common = 0;
  for (const one of a) if (b.has(one)) common += 1;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

/** FNV-1a, 32 bits. */
function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
