import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Adjustment, evaluate, type Offer, panelComplete, type Sheet } from "@/domain/needs/evaluation";
import type { Criterion } from "@/domain/needs/schema";

const scored = (id: string, weight: number): Criterion => ({ id, title: id, weight, kind: "scored", anchor: "" });
const price = (weight: number): Criterion => ({ id: "price", title: "price", weight, kind: "price", anchor: "" });
const offer = (proposalId: string, amount: number): Offer => ({ proposalId, price: amount });
const sheet = (memberId: string, proposalId: string, scores: Record<string, number>): Sheet => ({
  memberId,
  proposalId,
  scores,
});

describe("an evaluation as a panel would write it on paper", () => {
  const criteria = [scored("plan", 50), scored("team", 20), price(30)];
  const members = ["chen", "li", "wang"];
  const sheets = [
    sheet("chen", "a", { plan: 8, team: 7 }),
    sheet("li", "a", { plan: 8, team: 9 }),
    sheet("wang", "a", { plan: 9, team: 8 }),
    sheet("chen", "b", { plan: 6, team: 6 }),
    sheet("li", "b", { plan: 7, team: 6 }),
    sheet("wang", "b", { plan: 7, team: 7 }),
  ];
  const offers = [offer("a", 48_000_000), offer("b", 36_000_000)];

  it("shows every figure: scores, mean, points, total, rank", () => {
    const [a, b] = evaluate(criteria, members, sheets, offers);
    // 25/3 = 8.33 → ×5 = 41.67; 24/3 = 8.00 → ×2 = 16.00; 360,000 ÷ 480,000 × 30 = 22.50
    expect(a).toMatchObject({ proposalId: "a", rank: 1, price: 48_000_000, total: 8_017 });
    expect(a?.rows.map(({ scores, mean, points }) => [scores, mean, points])).toEqual([
      [[8, 8, 9], 833, 4_167],
      [[7, 9, 8], 800, 1_600],
      [[], 750, 2_250],
    ]);
    // 20/3 = 6.67 → ×5 = 33.33; 19/3 = 6.33 → ×2 = 12.67; lowest price: 30.00
    expect(b).toMatchObject({ proposalId: "b", rank: 2, total: 7_600 });
    expect(b?.rows.map(({ points }) => points)).toEqual([3_333, 1_267, 3_000]);
  });

  it("moderation moves a mean by tenths of a point and stays within 0 and 10", () => {
    const moderated = (adjustment: number) =>
      evaluate(criteria, members, sheets, offers, [{ proposalId: "a", criterionId: "team", adjustment }])
        .find(({ proposalId }) => proposalId === "a")
        ?.rows.find(({ criterionId }) => criterionId === "team");
    expect(moderated(-15)).toMatchObject({ mean: 650, adjustment: -15, points: 1_300 });
    expect(moderated(100)).toMatchObject({ mean: 1_000, points: 2_000 });
    expect(moderated(-100)).toMatchObject({ mean: 0, points: 0 });
  });

  it("points come from the exact mean, as a pocket calculator gives them, not from the mean as shown", () => {
    const [only] = evaluate([scored("plan", 100)], members, sheets, [offer("a", 1)]);
    expect(only?.rows[0]).toMatchObject({ mean: 833, points: 8_333 });
  });

  it("a member who is not counted does not count", () => {
    const [a] = evaluate(criteria, ["chen"], sheets, offers);
    expect(a?.rows[0]).toMatchObject({ scores: [8], mean: 800 });
  });
});

describe("the price criterion: lowest ÷ offered × weight", () => {
  const points = (...prices: number[]) =>
    evaluate(
      [price(30), scored("plan", 70)],
      [],
      [],
      prices.map((one, index) => offer(String(index), one)),
    )
      .sort((a, b) => (a.proposalId < b.proposalId ? -1 : 1))
      .map(({ rows }) => rows[0]?.points);

  it.each([
    ["the lowest gets all", [100, 100, 200], [3_000, 3_000, 1_500]],
    ["one offer alone gets all", [7], [3_000]],
    ["two thirds", [200, 300], [3_000, 2_000]],
    ["half a hundredth is rounded up", [1, 1_200], [3_000, 3]],
    ["an offer for nothing gets all, the others none", [0, 100], [3_000, 0]],
    ["amounts beyond exact floating point", [9_999_999_999_999, 10_000_000_000_000], [3_000, 3_000]],
  ])("%s", (_, prices, expected) => expect(points(...prices)).toEqual(expected));
});

describe("ties", () => {
  const plan = [scored("plan", 100)];
  const ranks = (offers: Offer[], scores: Record<string, number>) =>
    evaluate(
      plan,
      ["chen"],
      offers.map(({ proposalId }) => sheet("chen", proposalId, { plan: scores[proposalId] ?? 0 })),
      offers,
    ).map(({ proposalId, rank }) => `${rank} ${proposalId}`);

  it("equal totals: the lower price ranks first", () => {
    expect(ranks([offer("a", 200), offer("b", 100)], { a: 8, b: 8 })).toEqual(["1 b", "2 a"]);
  });
  it("equal totals and prices share a rank, and the next rank is left out", () => {
    expect(ranks([offer("c", 100), offer("a", 100), offer("b", 100)], { a: 8, b: 8, c: 7 })).toEqual([
      "1 a",
      "1 b",
      "3 c",
    ]);
  });
});

describe("whatever is scored", () => {
  const weights = fc.constantFrom([100], [50, 50], [10, 20, 70], [33, 33, 34], [1, 99]);
  const situations = fc
    .record({
      weights,
      priced: fc.boolean(),
      members: fc.integer({ min: 1, max: 7 }),
      prices: fc.array(fc.integer({ min: 0, max: 10_000_000_000_000 }), { minLength: 1, maxLength: 6 }),
      seed: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 200, maxLength: 200 }),
      moderated: fc.array(
        fc.record({ offer: fc.nat(5), criterion: fc.nat(2), adjustment: fc.integer({ min: -100, max: 100 }) }),
        { maxLength: 4 },
      ),
    })
    .map(({ weights: parts, priced, members, prices, seed, moderated }) => {
      const criteria = parts.map((weight, index) =>
        priced && index === 0 ? price(weight) : scored(`c${index}`, weight),
      );
      const memberIds = Array.from({ length: members }, (_, index) => `m${index}`);
      const offers = prices.map((amount, index) => offer(`p${index}`, amount));
      let next = 0;
      const sheets = memberIds.flatMap((memberId) =>
        offers.map(({ proposalId }) => {
          const scores = criteria
            .filter(({ kind }) => kind === "scored")
            .map(({ id }) => [id, seed[next++ % seed.length] ?? 0] as const);
          return sheet(memberId, proposalId, Object.fromEntries(scores));
        }),
      );
      const adjustments: Adjustment[] = moderated.map((one) => ({
        proposalId: `p${one.offer}`,
        criterionId: `c${one.criterion}`,
        adjustment: one.adjustment,
      }));
      return { criteria, memberIds, sheets, offers, adjustments };
    });
  type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;
  const run = ({ criteria, memberIds, sheets, offers, adjustments }: Situation) =>
    evaluate(criteria, memberIds, sheets, offers, adjustments);

  it("totals are the sum of the rows shown, between 0 and 100, and no row exceeds its weight", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        for (const { rows, total } of run(situation)) {
          expect(total).toBe(rows.reduce((sum, { points }) => sum + points, 0));
          for (const { points, weight } of rows) {
            expect(Number.isInteger(points)).toBe(true);
            expect(points).toBeGreaterThanOrEqual(0);
            expect(points).toBeLessThanOrEqual(weight * 100);
          }
        }
      }),
    );
  });

  it("each row lies within half a hundredth of the exact fraction", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const lowest = Math.min(...situation.offers.map((one) => one.price));
        for (const { rows, price: amount } of run({ ...situation, adjustments: [] }))
          for (const { kind, points, weight, scores } of rows) {
            // |points − n/d| ≤ 1/2 ⇔ |2·points·d − 2n| ≤ d, in whole numbers
            const sum = scores.reduce((total, score) => total + score, 0);
            const [n, d] =
              kind === "scored"
                ? [BigInt(sum * weight * 10), BigInt(scores.length)]
                : amount === 0
                  ? [BigInt(weight * 100), 1n]
                  : [BigInt(lowest) * BigInt(weight * 100), BigInt(amount)];
            const off = 2n * BigInt(points) * d - 2n * n;
            expect(off <= d && -off <= d).toBe(true);
          }
      }),
    );
  });

  it("the order in which sheets and offers arrive changes nothing", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const turned = { ...situation, sheets: situation.sheets.toReversed(), offers: situation.offers.toReversed() };
        expect(run(turned)).toEqual(run(situation));
      }),
    );
  });

  it("ranks follow totals, then prices; equal in both is equal in rank", () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const standings = run(situation);
        for (const one of standings) {
          const better = standings.filter(
            (other) => other.total > one.total || (other.total === one.total && other.price < one.price),
          );
          expect(one.rank).toBe(better.length + 1);
        }
      }),
    );
  });

  it("a better score never lowers one's own total", () => {
    fc.assert(
      fc.property(situations, fc.nat(), (situation, pick) => {
        const chosen = situation.sheets[pick % situation.sheets.length];
        if (!chosen) return;
        const raised = situation.sheets.map((one) =>
          one === chosen
            ? {
                ...one,
                scores: Object.fromEntries(
                  Object.entries(one.scores).map(([id, score]) => [id, Math.min(10, score + 1)]),
                ),
              }
            : one,
        );
        const totalOf = (standings: ReturnType<typeof run>) =>
          standings.find(({ proposalId }) => proposalId === chosen.proposalId)?.total ?? Number.NaN;
        expect(totalOf(run({ ...situation, sheets: raised }))).toBeGreaterThanOrEqual(totalOf(run(situation)));
      }),
    );
  });
});

describe("all scores are in", () => {
  const at = new Date("2030-01-02T00:00:00Z");
  const fact = { hasConflict: false, submittedAt: at, waivedAt: null };
  const waiting = { ...fact, submittedAt: null };
  const stepped = { hasConflict: true, submittedAt: null, waivedAt: null };
  const waived = { ...waiting, waivedAt: at };
  const silent = { hasConflict: null, submittedAt: null, waivedAt: null };
  it.each([
    ["nobody was appointed", [], false],
    ["one member handed in", [fact], true],
    ["one is waited for", [fact, waiting], false],
    ["one has not even declared", [fact, silent], false],
    ["one stepped back", [fact, stepped], true],
    ["one was waived with a reason", [fact, waived], true],
    ["all stepped back or were waived: nobody has scored", [stepped, waived], false],
  ])("%s", (_, members, expected) => expect(panelComplete(members)).toBe(expected));
});
