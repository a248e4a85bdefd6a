import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  carryOutDraw,
  type DrawResult,
  drawFaults,
  type FrozenDraw,
  frozenText,
  listFaults,
  numberStream,
  type PartySeed,
  seedCommitmentText,
} from "@/domain/shared/draw";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

const frozen: FrozenDraw = {
  drawId: "draw-1",
  candidates: ["e07", "e02", "e05", "e01", "e03", "e06", "e04"],
  count: 3,
  reserves: 2,
};
const seeds: PartySeed[] = [
  { party: "buyer", seed: "00".repeat(32) },
  { party: "regulator", seed: "a1".repeat(32) },
];
const commitments = seeds.map((one) => ({
  party: one.party,
  commitment: sha256(seedCommitmentText(frozen.drawId, one)),
}));

/** Published, and computed by an independent script from the description alone. They may never change. */
const published: DrawResult = {
  listHash: "149db7a670a1431cb8fa36fe3b9aba0d47434245aaa274e69ea37b2dd37727ef",
  seed: "1e387f25ddd605853556efead7557b9c3a00e03fc28aafa7639452a2f2422d8a",
  chosen: ["e07", "e05", "e03"],
  reserves: ["e02", "e04"],
};

test("the published vector", () => {
  expect(frozenText(frozen)).toBe(
    '{"candidates":["e01","e02","e03","e04","e05","e06","e07"],"count":3,"drawId":"draw-1","reserves":2}',
  );
  expect(carryOutDraw(frozen, seeds, sha256)).toEqual(published);
  expect(drawFaults(frozen, commitments, seeds, published, sha256)).toEqual([]);
});

test("neither the order of entry nor the order of revealing matters", () => {
  const other = { ...frozen, candidates: [...frozen.candidates].reverse() };
  expect(carryOutDraw(other, [...seeds].reverse(), sha256)).toEqual(published);
});

describe("a record that does not hold says why", () => {
  const [buyer, regulator] = seeds as [PartySeed, PartySeed];
  test.each<[string, Partial<Record<"frozen" | "commitments" | "seeds" | "claimed", unknown>>, string[]]>([
    ["another winner", { claimed: { ...published, chosen: ["e01", "e02", "e03"] } }, ["resultDiffers"]],
    ["another list", { frozen: { ...frozen, candidates: [...frozen.candidates, "e08"] } }, ["resultDiffers"]],
    ["another draw's seeds", { frozen: { ...frozen, drawId: "draw-2" } }, ["seedDiffers", "seedDiffers"]],
    [
      "a seed changed after the commitment",
      { seeds: [buyer, { ...regulator, seed: "b2".repeat(32) }] },
      ["seedDiffers"],
    ],
    ["a seed kept back", { seeds: [buyer] }, ["notRevealed"]],
    ["a seed nobody committed to", { seeds: [...seeds, { party: "x", seed: "00".repeat(32) }] }, ["notCommitted"]],
    ["a party twice", { seeds: [...seeds, buyer] }, ["partyTwice"]],
    ["a seed that is none", { seeds: [buyer, { ...regulator, seed: "lucky" }] }, ["badSeed"]],
    ["no party", { commitments: [], seeds: [] }, ["noSeeds"]],
    ["a candidate twice", { frozen: { ...frozen, candidates: ["a", "a", "b", "c", "d"] } }, ["candidateTwice"]],
    ["more asked than there are", { frozen: { ...frozen, reserves: 5 } }, ["tooFewCandidates"]],
    ["nobody asked", { frozen: { ...frozen, count: 0 } }, ["badCount"]],
  ])("%s", (_, change, kinds) => {
    const record = { frozen, commitments, seeds, claimed: published, ...change } as never as Parameters<
      typeof again
    >[0];
    expect(again(record).filter((kind) => kinds.includes(kind))).toEqual(kinds);
    expect(again(record)).not.toEqual([]);
  });

  function again(record: {
    frozen: FrozenDraw;
    commitments: typeof commitments;
    seeds: PartySeed[];
    claimed: DrawResult;
  }): string[] {
    return drawFaults(record.frozen, record.commitments, record.seeds, record.claimed, sha256).map(({ kind }) => kind);
  }
});

test("a draw with a fault is not carried out", () => {
  expect(listFaults({ ...frozen, count: 9 })).toEqual([{ kind: "tooFewCandidates", candidates: 7, asked: 11 }]);
  expect(() => carryOutDraw({ ...frozen, count: 9 }, seeds, sha256)).toThrow(RangeError);
  expect(() => carryOutDraw(frozen, [], sha256)).toThrow(RangeError);
});

test("those chosen and in reserve are different candidates", () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(names, fc.nat(), (candidates, salt) => {
      const drawn = { drawId: String(salt), candidates, count: 1, reserves: candidates.length - 1 };
      const { chosen, reserves } = carryOutDraw(drawn, seeds, sha256);
      expect([...chosen, ...reserves].sort()).toEqual([...candidates].sort());
    }),
    { numRuns: 50 },
  );
});

test("every candidate is as likely as another", () => {
  const draws = 6_000;
  const candidates = ["a", "b", "c", "d", "e", "f"];
  const counts = new Map(candidates.map((id) => [id, 0]));
  for (let at = 0; at < draws; at++) {
    const one = { drawId: `fair-${at}`, candidates, count: 2, reserves: 0 };
    for (const id of carryOutDraw(one, seeds, sha256).chosen) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const expected = (draws * 2) / candidates.length;
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 5 degrees of freedom, p = 0.001; the inputs are fixed, so this cannot come out differently tomorrow.
  expect(chiSquare).toBeLessThan(20.5);
});

test("a number that would favour some is passed over", () => {
  // The first twelve digits are the largest number there is: above the last multiple of 10.
  const blocks = [`${"f".repeat(12)}000000000007${"0".repeat(40)}`];
  const below = numberStream("x", () => blocks.shift() ?? "");
  expect(below(10)).toBe(7);
});
