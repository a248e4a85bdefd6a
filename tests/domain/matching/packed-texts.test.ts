import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PackedTexts } from "@/domain/matching/packed-texts";
import { TermNumbers } from "@/domain/matching/term-numbers";

const halves = fc.integer({ min: 1, max: 255 }).map((count) => count / 2);
const text = fc.dictionary(fc.string({ minLength: 1 }), halves).map((counts) => new Map(Object.entries(counts)));

function read(packed: PackedTexts, numbers: TermNumbers, key: number): [string, number][] | null {
  const found = packed.find(key);
  return found && [...found.terms].map((term, at) => [numbers.termOf(term), found.times[at] ?? 0]);
}

describe("texts packed into numbers", () => {
  test("every text comes back under its key as it was counted, and no other key finds anything", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(2 ** 32 - 1), text), { selector: ([key]) => key }),
        fc.nat(2 ** 32 - 1),
        (texts, stranger) => {
          const numbers = new TermNumbers();
          const packed = new PackedTexts(numbers, texts);
          for (const [key, counts] of texts) expect(read(packed, numbers, key)).toEqual([...counts]);
          if (!texts.some(([key]) => key === stranger)) expect(packed.find(stranger)).toBeNull();
        },
      ),
    );
  });

  test("a thousand mentions count as many as fit", () => {
    const numbers = new TermNumbers();
    const packed = new PackedTexts(numbers, [[7, new Map([["valve", 1000]])]]);
    expect(read(packed, numbers, 7)).toEqual([["valve", 127.5]]);
  });

  test("one numbering gives a term the same number wherever it is met", () => {
    const numbers = new TermNumbers();
    expect([numbers.of("a"), numbers.of("b"), numbers.of("a"), numbers.size]).toEqual([0, 1, 0, 2]);
    expect([numbers.find("b"), numbers.find("c"), numbers.termOf(1), numbers.termOf(9)]).toEqual([
      1,
      undefined,
      "b",
      "",
    ]);
  });
});
