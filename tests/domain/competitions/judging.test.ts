import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreementBand, krippendorffAlpha } from "@/domain/competitions/agreement";
import {
  entriesWithGap,
  type Mark,
  markOf,
  rankByScore,
  rawScores,
  rubricProblem,
  sheetFaults,
  spread,
} from "@/domain/competitions/judging";
import { adjustSeverity, zScores } from "@/domain/competitions/severity";

const rubric = [
  { id: "novelty", weight: 30, max: 10 },
  { id: "fit", weight: 50, max: 5 },
  { id: "writing", weight: 20, max: 10 },
];
const marks = (table: Record<string, Record<string, number>>): Mark[] =>
  Object.entries(table).flatMap(([judgeId, own]) =>
    Object.entries(own).map(([entryId, value]) => ({ judgeId, entryId, value })),
  );

describe("a rubric", () => {
  it.each([
    ["adds up to 100", rubric, null],
    ["has no criterion", [], { code: "RUBRIC_EMPTY" }],
    ["adds up to 90", rubric.map((one) => ({ ...one, weight: 30 })), { code: "RUBRIC_SUM", sum: 90 }],
    ["names a criterion twice", [...rubric, ...rubric], { code: "RUBRIC_TWICE" }],
  ])("%s", (_, criteria, problem) => {
    expect(rubricProblem(criteria)).toEqual(problem);
  });

  it("makes one mark of a sheet: each criterion's share of its maximum, weighted", () => {
    const sheet = { judgeId: "j", entryId: "e", scores: { novelty: 7, fit: 4, writing: 5 } };
    expect(markOf(rubric, sheet).value).toBe(21 + 40 + 10);
    expect(markOf([{ id: "a", weight: 100, max: 3 }], { ...sheet, scores: { a: 1 } }).value).toBe(33.33);
  });

  it.each([
    ["complete", { novelty: 0, fit: 5, writing: 10 }, []],
    ["missing one", { novelty: 0, fit: 5 }, ["writing"]],
    ["above the maximum", { novelty: 11, fit: 5, writing: 0 }, ["novelty"]],
    ["below nothing", { novelty: -1, fit: 5, writing: 0 }, ["novelty"]],
    ["half a point", { novelty: 0.5, fit: 5, writing: 0 }, ["novelty"]],
    ["a criterion nobody asked for", { novelty: 1, fit: 5, writing: 0, bribe: 10 }, ["bribe"]],
  ])("checks a sheet: %s", (_, scores, faults) => {
    expect(sheetFaults(rubric, scores)).toEqual(faults);
  });
});

describe("judges who differ", () => {
  const table = marks({ a: { e1: 80, e2: 50, e3: 60 }, b: { e1: 65, e2: 70.01, e3: 80 }, c: { e3: 70 } });

  it("asks for a third where two differ by more than the gap, once", () => {
    expect(entriesWithGap(table, 2, 15)).toEqual(["e2"]);
    expect(entriesWithGap(table, 2, 14.99)).toEqual(["e1", "e2"]);
    expect(entriesWithGap(table, 2, 20.01)).toEqual([]);
  });

  it("measures the distance without floating dust", () => {
    expect(spread([0.1, 0.3])).toBe(0.2);
    expect(spread([])).toBe(0);
  });

  it("gives every entry the mean of its marks, and equal scores one rank", () => {
    expect(Object.fromEntries(rawScores(table))).toEqual({ e1: 72.5, e2: 60.01, e3: 70 });
    expect(
      rankByScore([
        ["x", 5],
        ["y", 7],
        ["z", 5],
        ["w", 1],
      ]).map(({ id, rank }) => [id, rank]),
    ).toEqual([
      ["y", 1],
      ["x", 2],
      ["z", 2],
      ["w", 4],
    ]);
  });
});

describe("severity of judges, two-way additive model", () => {
  it("takes out a hard judge: judges who saw different entries of one truth agree afterwards", () => {
    // Truth 80, 70, 60; judge effects +4, 0, −4.
    const seen = marks({ mild: { e1: 84, e2: 74 }, plain: { e2: 70, e3: 60 }, hard: { e1: 76, e3: 56 } });
    const { scores, severities, panels } = adjustSeverity(seen);
    expect(Object.fromEntries(scores)).toEqual({ e1: 80, e2: 70, e3: 60 });
    expect(Object.fromEntries(severities.map(({ judgeId, points }) => [judgeId, points]))).toEqual({
      mild: 4,
      plain: 0,
      hard: -4,
    });
    expect(panels).toHaveLength(1);
    expect(Object.fromEntries(rawScores(seen))).toEqual({ e1: 80, e2: 72, e3: 58 });
  });

  it("agrees with a hand-solved unbalanced panel with noise", () => {
    // Normal equations for judges a, b, c with e1 {a:10,b:6}, e2 {b:9,c:12}, e3 {a:8,b:8,c:11}: solved by hand below.
    // n·b − shared: a: 7/6·b_a − 5/6·b_b − 1/3·b_c = 1; b: −5/6·b_a + 5/3·b_b − 5/6·b_c = −4.5;
    // c: −1/3·b_a − 5/6·b_b + 7/6·b_c = 3.5. With the sum zero: b_b = −1.8, b_c − b_a = 5/3.
    const { severities } = adjustSeverity(
      marks({ a: { e1: 10, e3: 8 }, b: { e1: 6, e2: 9, e3: 8 }, c: { e2: 12, e3: 11 } }),
    );
    const points = Object.fromEntries(severities.map((one) => [one.judgeId, one.points]));
    expect(points).toEqual({ a: 0.07, b: -1.8, c: 1.73 });
  });

  it("keeps panels apart that share no entry", () => {
    const { panels, scores } = adjustSeverity(marks({ a: { e1: 50, e2: 60 }, b: { e1: 60, e2: 70 }, c: { e3: 90 } }));
    expect(panels).toEqual([["a", "b"], ["c"]]);
    expect(scores.get("e3")).toBe(90);
  });

  it("changes nothing when every judge scores every entry, but for one constant that is zero", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }), {
          minLength: 2,
          maxLength: 6,
        }),
        (rows) => {
          const full = rows.flatMap((row, judge) =>
            row.map((value, entry) => ({ judgeId: `j${judge}`, entryId: `e${entry}`, value })),
          );
          const [raw, adjusted] = [rawScores(full), adjustSeverity(full).scores];
          for (const [id, score] of raw) expect(Math.abs((adjusted.get(id) ?? 0) - score)).toBeLessThanOrEqual(0.011);
        },
      ),
    );
  });

  it("offers plain z-scores on the scale of all marks", () => {
    const scores = zScores(marks({ mild: { e1: 90, e2: 80 }, hard: { e1: 30, e2: 20 } }));
    expect(scores.get("e1")).toBeGreaterThan(scores.get("e2") ?? 100);
    // Centre 55, sample deviation √((35²+25²+25²+35²)/3) = 35.119, z = ±1/√2.
    expect(scores.get("e1")).toBe(79.83);
    expect(scores.get("e2")).toBe(30.17);
    expect(zScores(marks({ only: { e1: 40 } })).get("e1")).toBe(40);
    // Three times 3.05 has a mean of 3.0499999999999994: equal marks say nothing all the same.
    const equal = zScores(marks({ flat: { e1: 3.05, e2: 3.05, e3: 3.05 }, other: { e4: 90, e5: 10 } }));
    expect(["e1", "e2", "e3"].map((id) => equal.get(id))).toEqual(Array(3).fill(21.83));
  });
});

describe("Krippendorff's alpha, interval", () => {
  const columns = (rows: string[]) =>
    (rows[0] ?? "").split(" ").map((_, at) =>
      rows
        .map((row) => row.split(" ")[at])
        .filter((one) => one !== "." && one !== undefined)
        .map(Number),
    );

  it("gives the published .849 of Krippendorff (2011), four observers and twelve units with gaps", () => {
    const units = columns([
      "1 2 3 3 2 1 4 1 2 . . .",
      "1 2 3 3 2 2 4 1 2 5 . 3",
      ". 3 3 3 2 3 4 2 2 5 1 .",
      "1 2 3 3 2 4 4 1 2 5 1 .",
    ]);
    expect(krippendorffAlpha(units)).toBeCloseTo(0.849, 3);
  });

  it("gives the published .811 of the example with three coders and fifteen units", () => {
    const units = columns([
      ". . . . . 3 4 1 2 1 1 3 3 . 3",
      "1 . 2 1 3 3 4 3 . . . . . . .",
      ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
    ]);
    expect(krippendorffAlpha(units)).toBeCloseTo(0.811, 3);
  });

  it.each([
    [
      "perfect agreement",
      [
        [1, 1],
        [5, 5],
      ],
      1,
    ],
    ["no pair", [[1], [2], []], null],
    [
      "no variation",
      [
        [3, 3],
        [3, 3],
      ],
      null,
    ],
    [
      "every pair the wrong way round",
      [
        [0, 10],
        [0, 10],
      ],
      -0.5,
    ],
  ])("%s", (_, units, alpha) => {
    expect(krippendorffAlpha(units)).toEqual(alpha);
  });

  it.each([
    [0.8, "reliable"],
    [0.799, "tentative"],
    [0.667, "tentative"],
    [0.66, "weak"],
    [-0.5, "weak"],
  ] as const)("%s reads as %s", (alpha, band) => {
    expect(agreementBand(alpha)).toBe(band);
  });
});
