import fc from "fast-check";
import { expect, test } from "vitest";
import { TermWeights } from "@/domain/matching/term-weights";

test("answers as a plain map does, for terms it holds and terms it does not", () => {
  const entries = fc.uniqueArray(fc.tuple(fc.nat(2_000_000), fc.float({ min: 0, max: 1, noNaN: true })), {
    selector: ([term]) => term,
    maxLength: 400,
  });
  fc.assert(
    fc.property(entries, fc.array(fc.nat(2_000_000), { maxLength: 50 }), (held, asked) => {
      const vector = {
        terms: Int32Array.from(held, ([term]) => term),
        weights: Float32Array.from(held, ([, weight]) => weight),
      };
      const weights = new TermWeights(vector);
      const plain = new Map(held.map(([term, weight]) => [term, Math.fround(weight)]));
      for (const term of [...plain.keys(), ...asked]) expect(weights.get(term)).toBe(plain.get(term) ?? 0);
    }),
  );
});
