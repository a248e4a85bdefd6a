import fc from "fast-check";
import { expect, test } from "vitest";
import type { MatchingNeed, Subject } from "@/domain/matching/facts";
import { scoreSubjects } from "@/domain/matching/score";
import { recompute, showMatch } from "@/domain/matching/shown";
import { countTerms } from "@/domain/matching/terms";
import { fitTextModel, vectorise } from "@/domain/matching/text-model";
import { backings, evidenceKinds, matchingWeights } from "@/domain/matching/weights";
import { buildConceptFinder } from "@/domain/taxonomy/concept-finder";
import { someConcepts } from "./concepts-fixture";

const finder = buildConceptFinder(someConcepts);
const skillIds = someConcepts.map(({ id }) => id);
const words = "segmentation firewall water plant backup 固件 安全 training modbus recovery".split(" ");
const text = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((list) => list.join(" "));

const item = fc.record({
  visibility: fc.constantFrom("everyone", "onlyUs"),
  kind: fc.constantFrom(...evidenceKinds),
  document: text.map((body) => ({ body })),
  at: fc.option(fc.date({ min: new Date("2015-01-01"), max: new Date("2026-01-01"), noInvalidDate: true }), {
    nil: null,
  }),
  backing: fc.constantFrom(...backings),
  experience: fc.record({
    sector: fc.subarray(["sector:water", "sector:power"]),
    region: fc.subarray(["CN-11", "CN-31"]),
  }),
});

const subject = fc
  .record({
    items: fc.array(item, { maxLength: 9 }),
    skills: fc.uniqueArray(fc.constantFrom(...skillIds), { maxLength: 4 }),
    level: fc.integer({ min: 1, max: 5 }),
    availability: fc.option(fc.record({ capacity: fc.nat(3), load: fc.nat(4) }), { nil: null }),
    outcomes: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
  })
  .map(
    ({ items, skills, level, availability, outcomes }): Subject => ({
      id: "subject",
      items: items.map((one, at) => ({ ...one, id: `item-${at}` })),
      skills: skills.map((skill) => ({ skill, level, visibility: "everyone", backing: "self" as const, itemIds: [] })),
      availability,
      outcomes: outcomes.map((value) => ({ value, visibility: "everyone" })),
    }),
  );

const need = fc
  .record({
    document: text.map((body) => ({ body })),
    musts: fc.uniqueArray(fc.constantFrom(...skillIds), { maxLength: 3 }),
    nices: fc.uniqueArray(fc.constantFrom(...skillIds), { maxLength: 3 }),
    experience: fc.record({ sector: fc.subarray(["sector:water"]), region: fc.subarray(["CN-11"]) }),
  })
  .map(
    ({ document, musts, nices, experience }): MatchingNeed => ({
      id: "need",
      document,
      experience,
      skills: [
        ...musts.map((skill) => ({ skill, demand: "must" as const, level: 2 })),
        ...nices.map((skill) => ({ skill, demand: "nice" as const, level: 1 })),
      ],
    }),
  );

test("whatever is shown adds up to the score, part by part, after a journey through JSON", () => {
  fc.assert(
    fc.property(fc.array(subject, { minLength: 1, maxLength: 4 }), need, (made, asked) => {
      const subjects = made.map((one, at) => ({ ...one, id: `s${at}` }));
      const counts = new Map(
        subjects.flatMap(({ items }) => items.map((one) => [one, countTerms(one.document, finder)])),
      );
      const needCounts = countTerms(asked.document, finder);
      const model = fitTextModel([...counts.values(), needCounts], { rank: 10, seed: 1 });
      const matches = scoreSubjects({
        need: asked,
        subjects,
        model,
        needVector: vectorise(model, needCounts),
        vectorOf: (one) => vectorise(model, counts.get(one) ?? new Map()),
        concepts: finder.byId,
        weights: matchingWeights,
        now: new Date("2026-11-23"),
        mayShow: ({ visibility }) => visibility !== "onlyUs",
        exclusions: new Map(subjects.map(({ id }) => [id, []])),
      });
      for (const match of matches) {
        const shown = JSON.parse(JSON.stringify(showMatch(match))) as ReturnType<typeof showMatch>;
        const again = recompute(shown);
        expect(again.score).toBeCloseTo(match.score, 9);
        const given = [shown.text.points, ...shown.parts.map(({ points }) => points)];
        for (const [at, points] of again.points.entries()) expect(points).toBeCloseTo(given[at] ?? Number.NaN, 9);
        expect(given.reduce((sum, points) => sum + points, 0)).toBeCloseTo(match.score, 9);
        expect(shown.parts.every(({ share, most, points }) => points <= most + 1e-9 && share >= 0 && share <= 1)).toBe(
          true,
        );
      }
    }),
    { numRuns: 150 },
  );
});

test("a result with weights that never were is not guessed at", () => {
  expect(() => recompute({ weights: "matching-0" } as ReturnType<typeof showMatch>)).toThrow(RangeError);
});
