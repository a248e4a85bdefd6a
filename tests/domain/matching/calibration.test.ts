import { describe, expect, test } from "vitest";
import { calibrate, spreadOf } from "@/domain/matching/calibration";
import { freshness, recencyWeight, yearsBetween } from "@/domain/matching/recency";

const prior = { count: 2, deviation: 0.05 };

describe("calibration", () => {
  test("a need in common words and one in rare words become comparable", () => {
    const common = Array.from({ length: 200 }, (_, at) => 0.3 + 0.1 * Math.sin(at));
    const rare = common.map((value) => value / 10);
    const best = (values: number[]) => calibrate(Math.max(...values), spreadOf(values, prior));
    expect(best(rare)).toBeCloseTo(best(common), 0);
  });

  test("fades into plain mean and deviation as subjects grow in number", () => {
    const spread = spreadOf(
      Array.from({ length: 10_000 }, (_, at) => at % 2),
      prior,
    );
    expect(spread.mean).toBeCloseTo(0.5, 3);
    expect(spread.deviation).toBeCloseTo(0.5, 3);
  });

  test.each([
    ["nobody", []],
    ["one subject", [0.4]],
    ["nothing in common with anybody", [0, 0, 0]],
    ["all alike", [0.2, 0.2]],
  ])("%s: finite", (_, values) => {
    const spread = spreadOf(values, prior);
    expect(Number.isFinite(calibrate(0.4, spread))).toBe(true);
    expect(spread.deviation).toBeGreaterThan(0);
  });

  test("a single subject still scores higher where it fits better", () => {
    const alone = (value: number) => calibrate(value, spreadOf([value], prior));
    expect(alone(0.5)).toBeGreaterThan(alone(0.05));
    expect(alone(0)).toBe(0);
  });
});

describe("recency", () => {
  test.each([
    [0, 1],
    [3, 0.5],
    [6, 0.25],
    [-1, 1],
    [null, 0.5],
  ])("after %s years freshness is %s", (age, expected) => {
    expect(freshness(age, 3)).toBeCloseTo(expected, 10);
  });

  test.each([
    [0, 1],
    [3, 0.75],
    [60, 0.5],
  ])("after %s years an item keeps %s of its similarity", (age, expected) => {
    expect(recencyWeight(age, { halfLifeYears: 3, floor: 0.5 })).toBeCloseTo(expected, 4);
  });

  test.each([
    ["2026-11-25T00:00:00.000Z", "2026-11-25T23:59:59.999Z", 0],
    ["2026-11-24T23:59:59.999Z", "2026-11-25T00:00:00.000Z", 1],
    ["2026-11-26T00:00:00.000Z", "2026-11-25T00:00:00.000Z", 0],
    ["2022-11-25T09:00:00.000Z", "2026-11-25T08:00:00.000Z", 1461],
  ])("from %s to %s are %s days", (earlier, later, days) => {
    expect(yearsBetween(new Date(earlier), new Date(later)) * 365.25).toBeCloseTo(days, 9);
  });
});
