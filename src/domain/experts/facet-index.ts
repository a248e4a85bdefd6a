import { type Bits, bitAt, countBits, eachBit, grown, withBit } from "./growing";
import { Postings } from "./postings";
import type { Condition, FacetGroup } from "./search";
import { facetGroups, facetPrefix } from "./search";
import { TokenTable } from "./token-table";

/**
 * An index over profiles in memory, on typed arrays. Forth: per token the documents that carry it, for conditions.
 * Back: per document the values of its facets, for counts, which are sums over the smaller of the people found and the
 * people not found. A changed profile is a new document; the old one is dead. Readers see three layers: visitors the
 * first, members the first two, verified organisations all three.
 */
export type Layer = 0 | 1 | 2;
export const layers: readonly Layer[] = [0, 1, 2];

export type FacetCount = { readonly value: string; readonly count: number };
export type Found = {
  readonly total: number;
  readonly ids: readonly string[];
  readonly facets: Readonly<Record<FacetGroup, readonly FacetCount[]>>;
};

type Value = { readonly group: FacetGroup; readonly name: string };
type Words = { readonly tokens: TokenTable; readonly postings: Postings; valueOf: Uint32Array<ArrayBuffer> };

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Words begin with these two and are no facet. */
const [wordMark, colon] = encoder.encode("w:");
/** About how many entries a profile has, to tell which way of counting is shorter. */
const entriesEach = 16;
/** Entries on a page of facet values. */
const pageShift = 18;
const page = 2 ** pageShift;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

type Crossing = { row(value: string): number; cell(row: string, column: string): number };

export class FacetIndex {
  readonly #words: readonly [Words, Words, Words] = [emptyWords(), emptyWords(), emptyWords()];
  readonly #values: Value[] = [];
  readonly #valueOf = new Map<string, number>();
  /** How many living people carry a value, at `value * 4 + layer`. */
  #totals = new Uint32Array(1_024);
  /** Four words for each document: its person's id. */
  #ids = new Uint32Array(4_096);
  /** Open addressing, at most half full: a person's newest document + 1, or 0. */
  #slots = new Uint32Array(4_096);
  #people = 0;
  #documents = 0;
  #strength = new Uint16Array(1_024);
  #alive: Bits = new Uint32Array(64);
  #living = 0;
  /** Values of each document, `value * 4 + layer`, in one stretch of a page. */
  readonly #pages: Uint32Array[] = [];
  #taken = 0;
  #starts = new Uint32Array(1_024);
  #lengths = new Uint16Array(1_024);
  readonly #id = new Uint8Array(16);
  #scratch: Bits = new Uint32Array(64);
  #crossed: { name: string; crossing: Crossing } | null = null;

  /** People who can be found. */
  get living(): number {
    return this.#living;
  }

  /** Share of documents that are dead: past a fifth a fresh index is worth building. */
  get waste(): number {
    return this.#documents === 0 ? 0 : 1 - this.#living / this.#documents;
  }

  /** Puts in a profile or replaces it. @param tokens what each layer adds to the one below */
  put(id: string, strength: number, tokens: readonly [readonly string[], readonly string[], readonly string[]]): void {
    this.begin(bytesOf(id, this.#id), 0, strength);
    for (const layer of layers)
      for (const token of tokens[layer]) {
        const bytes = encoder.encode(token);
        this.carry(layer, bytes, 0, bytes.length);
      }
  }

  /** Begins a profile by the sixteen bytes of its person's id; `carry` then gives it its tokens, layer by layer. */
  begin(bytes: Uint8Array, at: number, strength: number): void {
    const document = this.#documents;
    this.#documents += 1;
    this.#ids = grown(this.#ids, document * 4 + 3);
    for (let word = 0; word < 4; word += 1) this.#ids[document * 4 + word] = wordAt(bytes, at + word * 4);
    this.#strength = grown(this.#strength, document);
    this.#starts = grown(this.#starts, document);
    this.#lengths = grown(this.#lengths, document);
    this.#strength[document] = Math.min(strength, 65_535);
    this.#starts[document] = this.#taken;
    this.#lengths[document] = 0;
    const slot = this.#slotOf(document);
    const before = this.#slots[slot] ?? 0;
    if (before > 0) this.#kill(before - 1);
    this.#slots[slot] = document + 1;
    this.#alive = withBit(this.#alive, document);
    this.#living += 1;
    if (before === 0) {
      this.#people += 1;
      if (this.#people * 2 > this.#slots.length) this.#spread();
    }
  }

  /** Gives the profile begun last a token, as the bytes of its text. */
  carry(layer: Layer, bytes: Uint8Array, from: number, to: number): void {
    const words = this.#words[layer];
    const known = words.tokens.size;
    const token = words.tokens.numberOf(bytes, from, to);
    if (token === known) {
      words.valueOf = grown(words.valueOf, token);
      if (bytes[from] !== wordMark || bytes[from + 1] !== colon)
        words.valueOf[token] = this.#valueNamed(decoder.decode(bytes.subarray(from, to)));
    }
    const document = this.#documents - 1;
    if (!words.postings.add(token, document)) return;
    const value = words.valueOf[token] ?? 0;
    if (value > 0) this.#note(document, (value - 1) * 4 + layer);
  }

  drop(id: string): void {
    bytesOf(id, this.#id);
    // Compared as if it were the next document, which it does not become.
    this.#ids = grown(this.#ids, this.#documents * 4 + 3);
    for (let word = 0; word < 4; word += 1) this.#ids[this.#documents * 4 + word] = wordAt(this.#id, word * 4);
    const document = this.#slots[this.#slotOf(this.#documents)] ?? 0;
    if (document > 0) this.#kill(document - 1);
  }

  /**
   * People who fit all conditions, strongest evidence first, with counts for every facet. A facet's own conditions do
   * not narrow its counts, so that one sees what another choice would give.
   */
  search(layer: Layer, conditions: readonly Condition[], from: number, size: number): Found {
    const result = this.#matching(layer, conditions);
    const narrowed = this.#counts(layer, result);
    const facets = Object.fromEntries(
      facetGroups.map((group) => {
        // Skills are combined with "and": their counts are narrowed by the others chosen.
        const own = group !== "skills" && conditions.some((condition) => condition.group === group);
        const others = () =>
          this.#matching(
            layer,
            conditions.filter((condition) => condition.group !== group),
          );
        return [group, this.#listed(group, own ? this.#countsOf(group, layer, others()) : narrowed)];
      }),
    ) as Record<FacetGroup, FacetCount[]>;
    return { total: countBits(result), ids: this.#best(result, from, size), facets };
  }

  /** How many of those who fit the conditions fit each of the choices besides. */
  countEach(layer: Layer, conditions: readonly Condition[], choices: readonly (readonly Condition[])[]): number[] {
    const result = this.#matching(layer, conditions);
    return choices.map((choice) =>
      countBits(choice.length === 0 ? result : this.#narrow(result.slice(), layer, choice)),
    );
  }

  /** Ids of who fits, without counts: for alerts, whose list is compared with an earlier one. */
  idsOf(layer: Layer, conditions: readonly Condition[], most: number): string[] {
    return this.#best(this.#matching(layer, conditions), 0, most);
  }

  /**
   * How many people carry each value of one group, and each together with each value of another; for the skills gap.
   * @returns counts by the row's value, and by row and column
   */
  cross(layer: Layer, rows: FacetGroup, columns: FacetGroup): Crossing {
    // It walks over everybody: kept until somebody changes.
    const name = `${layer} ${rows} ${columns} ${this.#documents} ${this.#living}`;
    if (this.#crossed?.name !== name) this.#crossed = { name, crossing: this.#cross(layer, rows, columns) };
    return this.#crossed.crossing;
  }

  #cross(layer: Layer, rows: FacetGroup, columns: FacetGroup): Crossing {
    const places = (group: FacetGroup) => {
      const place = new Int32Array(this.#values.length).fill(-1);
      let count = 0;
      for (const [value, one] of this.#values.entries()) if (one.group === group) place[value] = count++;
      return { place, count };
    };
    const [down, across] = [places(rows), places(columns)];
    const cells = new Uint32Array(down.count * across.count);
    const carried: number[] = [];
    const beside: number[] = [];
    eachBit(this.#alive, (document) => {
      carried.length = 0;
      beside.length = 0;
      this.#eachValue(layer, document, (value) => {
        const row = down.place[value] ?? -1;
        const column = across.place[value] ?? -1;
        if (row >= 0) carried.push(row);
        if (column >= 0) beside.push(column);
      });
      for (const row of carried)
        for (const column of beside) {
          const at = row * across.count + column;
          cells[at] = (cells[at] ?? 0) + 1;
        }
    });
    const numberOf = (group: FacetGroup, name: string) => this.#valueOf.get(facetPrefix[group] + name);
    return {
      row: (name) => {
        const value = numberOf(rows, name);
        return value === undefined ? 0 : this.#totalOf(layer, value);
      },
      cell: (row, column) => {
        const [r, c] = [numberOf(rows, row), numberOf(columns, column)];
        return r === undefined || c === undefined
          ? 0
          : (cells[(down.place[r] ?? 0) * across.count + (across.place[c] ?? 0)] ?? 0);
      },
    };
  }

  #valueNamed(token: string): number {
    const group = facetGroups.find((one) => token.startsWith(facetPrefix[one]));
    if (!group) return 0;
    let value = this.#valueOf.get(token);
    if (value === undefined) {
      value = this.#values.length;
      this.#valueOf.set(token, value);
      this.#values.push({ group, name: token.slice(facetPrefix[group].length) });
      this.#totals = grown(this.#totals, value * 4 + 3);
    }
    return value + 1;
  }

  #note(document: number, entry: number): void {
    const length = this.#lengths[document] ?? 0;
    const start = this.#starts[document] ?? 0;
    if (this.#taken === this.#pages.length * page) {
      // The page is full: the document's values go on to the next one together.
      this.#pages.push(new Uint32Array(page));
      const moved = this.#pages[Math.floor(start / page)]?.subarray(start % page, (start % page) + length);
      if (length > 0 && moved) this.#pages.at(-1)?.set(moved);
      this.#starts[document] = this.#taken;
      this.#taken += length;
    }
    const values = this.#pages.at(-1);
    if (values) values[this.#taken % page] = entry;
    this.#taken += 1;
    this.#lengths[document] = length + 1;
    this.#totals[entry] = (this.#totals[entry] ?? 0) + 1;
  }

  #kill(document: number): void {
    if (!bitAt(this.#alive, document)) return;
    this.#alive[document >>> 5] = (this.#alive[document >>> 5] ?? 0) & ~(1 << (document & 31));
    this.#living -= 1;
    const start = this.#starts[document] ?? 0;
    const values = this.#pages[Math.floor(start / page)];
    for (let i = 0; i < (this.#lengths[document] ?? 0); i += 1) {
      const entry = values?.[(start % page) + i] ?? 0;
      this.#totals[entry] = (this.#totals[entry] ?? 0) - 1;
    }
  }

  #matching(layer: Layer, conditions: readonly Condition[]): Bits {
    return this.#narrow(this.#alive.slice(0, (this.#documents >>> 5) + 1), layer, conditions);
  }

  #narrow(result: Bits, layer: Layer, conditions: readonly Condition[]): Bits {
    for (const { anyOf } of conditions) {
      const carried = this.#carrying(layer, anyOf, result.length);
      for (let w = 0; w < result.length; w += 1) result[w] = (result[w] ?? 0) & (carried[w] ?? 0);
    }
    return result;
  }

  /**
   * Documents that carry one of the tokens, in words of bits, until the next call: a fresh array for each of the many
   * values of a search would be an eighth of a megabyte each, and the collector's pauses are what a reader would feel.
   */
  #carrying(layer: Layer, anyOf: readonly string[], words: number): Bits {
    this.#scratch = grown(this.#scratch, words);
    const carried = this.#scratch.subarray(0, words).fill(0);
    for (const token of anyOf) {
      const bytes = encoder.encode(token);
      for (const at of layers) {
        if (at > layer) continue;
        const { tokens, postings } = this.#words[at];
        const number = tokens.find(bytes, 0, bytes.length);
        if (number >= 0) postings.addTo(number, carried);
      }
    }
    return carried;
  }

  /**
   * Counts by value. Of a large result those outside are counted, and taken from the totals. One plain loop over bits and
   * entries: it is where a search spends its time.
   */
  #counts(layer: Layer, result: Bits): Uint32Array {
    const large = countBits(result) * 2 > this.#living;
    const [starts, lengths, pages, alive] = [this.#starts, this.#lengths, this.#pages, this.#alive];
    const entries = new Uint32Array(this.#values.length * 4);
    for (let w = 0; w < result.length; w += 1) {
      let word = result[w] ?? 0;
      if (large) word = (alive[w] ?? 0) & ~word;
      while (word !== 0) {
        const low = word & -word;
        word ^= low;
        const document = w * 32 + 31 - Math.clz32(low);
        const start = starts[document] ?? 0;
        const values = pages[start >>> pageShift];
        if (!values) continue;
        const first = start & (page - 1);
        const behind = first + (lengths[document] ?? 0);
        for (let i = first; i < behind; i += 1) {
          const entry = values[i] ?? 0;
          entries[entry] = (entries[entry] ?? 0) + 1;
        }
      }
    }
    const counts = new Uint32Array(this.#values.length);
    for (let value = 0; value < counts.length; value += 1) {
      let counted = 0;
      for (let at = 0; at <= layer; at += 1) counted += entries[value * 4 + at] ?? 0;
      counts[value] = large ? this.#totalOf(layer, value) - counted : counted;
    }
    return counts;
  }

  /** Counts of one group alone: where it has few values, the people of each are laid over the result. */
  #countsOf(group: FacetGroup, layer: Layer, result: Bits): Uint32Array {
    const values = [...this.#values.entries()].filter(([, one]) => one.group === group);
    const found = countBits(result);
    const walked = Math.min(found, this.#living - found);
    if (values.length * result.length > walked * entriesEach) return this.#counts(layer, result);
    const counts = new Uint32Array(this.#values.length);
    for (const [value, { name }] of values) {
      const both = this.#carrying(layer, [facetPrefix[group] + name], result.length);
      for (let w = 0; w < result.length; w += 1) both[w] = (both[w] ?? 0) & (result[w] ?? 0);
      counts[value] = countBits(both);
    }
    return counts;
  }

  /** A token lies in one layer per person, so the layers' counts add up. */
  #totalOf(layer: Layer, value: number): number {
    return layers.reduce<number>((sum, at) => sum + (at <= layer ? (this.#totals[value * 4 + at] ?? 0) : 0), 0);
  }

  #eachValue(layer: Layer, document: number, take: (value: number) => void): void {
    const start = this.#starts[document] ?? 0;
    const values = this.#pages[Math.floor(start / page)];
    for (let i = 0; i < (this.#lengths[document] ?? 0); i += 1) {
      const entry = values?.[(start % page) + i] ?? 0;
      if ((entry & 3) <= layer) take(entry >>> 2);
    }
  }

  #listed(group: FacetGroup, counts: Uint32Array): FacetCount[] {
    return this.#values
      .flatMap((one, value) => {
        const count = counts[value] ?? 0;
        return one.group === group && count > 0 ? [{ value: one.name, count }] : [];
      })
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /** The `size` strongest from a place on; equals stand in the order in which they came. */
  #best(result: Bits, from: number, size: number): string[] {
    const wanted = from + size;
    const heap = new Heap(wanted);
    // Not by `eachBit`: over a million people its calls cost more than the heap.
    const strength = this.#strength;
    for (let w = 0; w < result.length; w += 1) {
      let word = result[w] ?? 0;
      while (word !== 0) {
        const low = word & -word;
        word ^= low;
        const document = w * 32 + 31 - Math.clz32(low);
        heap.offer(strength[document] ?? 0, document);
      }
    }
    return heap
      .sorted()
      .slice(from, wanted)
      .map((document) => this.#idOf(document));
  }

  #idOf(document: number): string {
    const hex = [0, 1, 2, 3]
      .map((word) => (this.#ids[document * 4 + word] ?? 0).toString(16).padStart(8, "0"))
      .join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  /** Where the document's person stands, or the free place for them. */
  #slotOf(document: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = this.#hashOf(document) & mask; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot] ?? 0;
      if (known === 0 || this.#samePerson(known - 1, document)) return slot;
    }
  }

  #samePerson(one: number, other: number): boolean {
    for (let word = 0; word < 4; word += 1) if (this.#ids[one * 4 + word] !== this.#ids[other * 4 + word]) return false;
    return true;
  }

  #hashOf(document: number): number {
    let hash = 0;
    for (let word = 0; word < 4; word += 1)
      hash = Math.imul((hash ^ (this.#ids[document * 4 + word] ?? 0)) >>> 0, 0x9e3779b1) ^ (hash >>> 15);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  #spread(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (const document of before) if (document > 0) this.#slots[this.#slotOf(document - 1)] = document;
  }
}

function emptyWords(): Words {
  return { tokens: new TokenTable(), postings: new Postings(), valueOf: new Uint32Array(1_024) };
}

function bytesOf(id: string, into: Uint8Array): Uint8Array {
  if (!uuid.test(id)) throw new RangeError(`${id} is no UUID`);
  const hex = id.replaceAll("-", "");
  for (let i = 0; i < 16; i += 1) into[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return into;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
  );
}

/** Keeps the best few of many: the root is the worst of those kept. */
class Heap {
  readonly #keys: Float64Array;
  #size = 0;

  constructor(readonly most: number) {
    this.#keys = new Float64Array(most);
  }

  offer(strength: number, document: number): void {
    // One number that orders by strength, then by the earlier document.
    const key = strength * 4_294_967_296 + (4_294_967_295 - document);
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
