import { describe, expect, test } from "vitest";
import { gapOf, leastPeople, tellable } from "@/domain/experts/gap";
import { seededRandom } from "@/domain/shared/seeded-random";

describe("figures that may be told", () => {
  test.each<[string, number[], (number | null)[]]>([
    ["zero is about nobody", [0, 7, 9], [0, 7, 9]],
    ["five is enough", [5, 6], [5, 6]],
    ["one small figure takes the smallest told one with it", [3, 9, 20], [null, null, 20]],
    ["two small figures hide each other", [3, 4, 20], [null, null, 20]],
    ["a small figure among zeros only stays alone", [0, 4, 0], [0, null, 0]],
    ["nothing to tell", [], []],
  ])("%s", (_, counts, told) => expect(tellable(counts)).toEqual(told));

  test("no small figure can be worked out from the sum and the others", () => {
    const chance = seededRandom(5);
    for (let round = 0; round < 500; round += 1) {
      const counts = Array.from({ length: 2 + Math.floor(chance() * 6) }, () => Math.floor(chance() ** 2 * 15));
      const told = tellable(counts);
      const hidden = told.filter((one) => one === null).length;
      for (const [at, count] of counts.entries()) if (count > 0 && count < leastPeople) expect(told[at]).toBeNull();
      // With one hidden figure the sum less the others is that figure; unless there is no other to hide it behind.
      const others = counts.filter((count) => count > 0).length;
      if (hidden === 1) expect(others).toBe(1);
    }
  });
});

test("rows are ordered by how pressing they are, with empty places left out and small supply held back", () => {
  const supply: Record<string, Record<string, number>> = { a: { x: 10, y: 0 }, b: { x: 2, y: 0 }, c: { x: 30, y: 9 } };
  const { places, rows } = gapOf(
    [
      { conceptIds: ["a", "c"], places: ["x"] },
      { conceptIds: ["b"], places: [] },
      { conceptIds: ["b"], places: ["x", "z"] },
    ],
    ["a", "b", "c", "unknown"],
    ["x", "y", "z"],
    (skill, place) => {
      const row = supply[skill] ?? {};
      return place === null ? Object.values(row).reduce((sum, one) => sum + one, 0) : (row[place] ?? 0);
    },
  );
  // Asked for at two places it counts once in the whole.
  expect(places).toEqual(["x", "y", "z"]);
  expect(rows.map(({ conceptId, total }) => [conceptId, total.demand, total.supply, total.pressure])).toEqual([
    ["b", 2, null, null],
    ["a", 1, 10, 10],
    ["c", 1, 39, 3],
  ]);
  expect(rows.find(({ conceptId }) => conceptId === "c")?.cells).toEqual([
    { place: "x", demand: 1, supply: 30, pressure: 3 },
    { place: "y", demand: 0, supply: 9, pressure: 0 },
    { place: "z", demand: 0, supply: 0, pressure: null },
  ]);
});
