import { describe, expect, test } from "vitest";
import { fitLatentSpace, projectLatent, type SparseVector } from "@/domain/matching/latent-space";
import { seededRandom } from "@/domain/shared/seeded-random";

function vector(entries: Record<number, number>): SparseVector {
  const terms = Int32Array.from(Object.keys(entries), Number);
  return { terms, weights: Float32Array.from(Object.values(entries)) };
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

/** Documents over two topics, each with ten words of its own. */
function twoTopics(): SparseVector[] {
  const random = seededRandom(7);
  return Array.from({ length: 60 }, (_, document) => {
    const entries: Record<number, number> = {};
    for (let word = 0; word < 4; word++) entries[(document % 2) * 10 + Math.floor(random() * 10)] = 0.5;
    return vector(entries);
  });
}

describe("latent space", () => {
  test("texts of one topic are near although they share no word", () => {
    const space = fitLatentSpace(twoTopics(), 20, { rank: 2, seed: 1 });
    const first = projectLatent(space, vector({ 0: 1 }));
    expect(cosine(first, projectLatent(space, vector({ 5: 1 })))).toBeGreaterThan(0.95);
    expect(Math.abs(cosine(first, projectLatent(space, vector({ 15: 1 }))))).toBeLessThan(0.05);
  });

  test("directions stand at right angles and have length one", () => {
    const { rank, basis } = fitLatentSpace(twoTopics(), 20, { rank: 8, seed: 1 });
    expect(rank).toBe(8);
    for (let a = 0; a < rank; a++) {
      for (let b = 0; b < rank; b++) {
        let dot = 0;
        for (let base = 0; base < basis.length; base += rank) dot += (basis[base + a] ?? 0) * (basis[base + b] ?? 0);
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 5);
      }
    }
  });

  test("with every direction kept, angles are those of the words", () => {
    const documents = twoTopics();
    const space = fitLatentSpace(documents, 20, { rank: 50, seed: 3 });
    const [a, b] = [documents[0] ?? vector({}), documents[2] ?? vector({})];
    const dense = (one: SparseVector) => {
      const all = new Float32Array(20);
      one.terms.forEach((term, at) => {
        all[term] = one.weights[at] ?? 0;
      });
      return all;
    };
    const norm = (one: Float32Array) => Math.sqrt(cosine(one, one));
    const plain = cosine(dense(a), dense(b)) / (norm(dense(a)) * norm(dense(b)));
    expect(cosine(projectLatent(space, a), projectLatent(space, b))).toBeCloseTo(plain, 4);
  });

  test("the same seed gives the same space to the last bit", () => {
    const basisOf = () => fitLatentSpace(twoTopics(), 20, { rank: 5, seed: 9 }).basis;
    expect(basisOf()).toEqual(basisOf());
  });

  test.each([
    ["no document", []],
    ["one document", [vector({ 0: 1 })]],
    ["empty documents", [vector({}), vector({})]],
    ["twice the same document", [vector({ 0: 0.6, 1: 0.8 }), vector({ 0: 0.6, 1: 0.8 })]],
  ])("%s gives finite numbers", (_, documents) => {
    const space = fitLatentSpace(documents, 20, { rank: 50, seed: 1 });
    const place = projectLatent(space, vector({ 0: 1 }));
    expect([...place, ...space.basis].every(Number.isFinite)).toBe(true);
  });
});
