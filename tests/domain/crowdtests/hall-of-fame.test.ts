import { expect, it } from "vitest";
import { hallOfFame } from "@/domain/crowdtests/hall-of-fame";

it("equal sums are equal whatever they are made of, and then the first finder stands first", () => {
  const finder = (nameEn: string, scores: (number | null)[]) => ({ nameZh: null, nameEn, scores });
  const list = hallOfFame([
    finder("first", [5.9, 6.1, 8.7]),
    finder("second", [8.7, 6.1, 5.9]),
    finder("few", [10, 10]),
    finder("hidden", [9.9, null, null, null]),
    finder("many", [6.9, 6.9, 6.9]),
  ]);
  expect(list.map(({ nameEn, points, accepted }) => [nameEn, points, accepted])).toEqual([
    ["first", 20.7, 3],
    ["second", 20.7, 3],
    ["many", 20.7, 3],
    ["few", 20, 2],
    ["hidden", 9.9, 4],
  ]);
});
