import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "#tests/support/shared-data";
import {
  attackDefence,
  bloodBonus,
  type Capture,
  challengeValue,
  type ScoringRule,
  type ServiceTick,
} from "@/domain/competitions/scoring";

/** Worked out by hand from the formulas in the specification. */
const tables: readonly (readonly [string, ScoringRule, readonly (readonly [number, number])[]])[] = [
  [
    "static",
    { kind: "static", initial: 300 },
    [
      [0, 300],
      [1, 300],
      [5_000, 300],
    ],
  ],
  [
    "linear",
    { kind: "linear", initial: 500, minimum: 100, decay: 7 },
    [
      [0, 500],
      [1, 500],
      [2, 493],
      [11, 430],
      [58, 101],
      [59, 100],
      [1_000, 100],
    ],
  ],
  [
    "linear, a part of a point is rounded up",
    { kind: "linear", initial: 100, minimum: 10, decay: 1.5 },
    [
      [2, 99],
      [3, 97],
      [4, 96],
    ],
  ],
  [
    "parabolic",
    { kind: "parabolic", initial: 500, minimum: 100, decay: 20 },
    [
      [0, 500],
      [1, 500],
      [2, 499],
      [3, 496],
      [11, 400],
      [16, 275],
      [21, 100],
      [200, 100],
    ],
  ],
  [
    "exponential",
    { kind: "exponential", initial: 1_000, minimumShare: 0.25, difficulty: 5 },
    [
      [0, 1_000],
      [1, 1_000],
      [2, 864],
      [6, 525],
      [11, 351],
      [500, 250],
    ],
  ],
  [
    "rctf",
    { kind: "rctf", minimum: 100, maximum: 500 },
    [
      [0, 500],
      [1, 500],
      [2, 481],
      [13, 299],
      [1_000, 102],
    ],
  ],
  [
    "ecsc",
    { kind: "ecsc", base: 500 },
    [
      [0, 500],
      [1, 500],
      [2, 453],
      [31, 62],
      [61, 18],
    ],
  ],
  [
    "log2",
    { kind: "log2" },
    [
      [0, 533],
      [1, 500],
      [5, 420],
      [13, 340],
      [29, 260],
      [500, 50],
    ],
  ],
];

describe("the value of a challenge", () => {
  for (const [name, rule, rows] of tables)
    it(name, () => {
      for (const [n, value] of rows) expect([n, challengeValue(rule, n)]).toEqual([n, value]);
    });

  it("never rises with another solve", () => {
    for (const [, rule] of tables)
      for (let n = 1; n < 300; n++) expect(challengeValue(rule, n + 1)).toBeLessThanOrEqual(challengeValue(rule, n));
  });

  it("gives the first of all a share on top", () => {
    expect([0, 1, 2, 3].map((place) => bloodBonus([5, 3, 1], place, 490))).toEqual([25, 15, 5, 0]);
  });
});

describe("attack and defence", () => {
  it("by hand: three teams, two flags", () => {
    const captures: Capture[] = [
      { flagId: "f1", attacker: "a", defender: "c" },
      { flagId: "f1", attacker: "b", defender: "c" },
      { flagId: "f2", attacker: "a", defender: "b" },
    ];
    const ticks: ServiceTick[] = [
      { team: "a", up: true, recovering: false },
      { team: "b", up: false, recovering: true },
      { team: "c", up: false, recovering: false },
    ];
    const scores = attackDefence(["a", "b", "c"], captures, ticks);
    expect(scores.get("a")).toEqual({ attack: 3.5, defence: 0, sla: Math.sqrt(3), total: 3.5 + Math.sqrt(3) });
    expect(scores.get("b")?.total).toBeCloseTo(1.5 - 1 + Math.sqrt(3) / 2, 12);
    expect(scores.get("c")?.defence).toBeCloseTo(-1.6817928305074292, 12);
  });

  const { path: folder, missing } = sharedFile("competitions/faust");
  it.skipIf(missing)(
    "reproduces all 144 rows of a real event",
    () => {
      const { records, reference } = faust(folder);
      const flags = new Map(records.filter(of("scoring.flag")).map(({ pk, fields }) => [pk, fields]));
      const teams = [...new Set(reference.map(({ team }) => team))];
      expect(reference).toHaveLength(144);
      for (const service of new Set(reference.map((row) => row.service))) {
        const captures = records.filter(of("scoring.capture")).flatMap(({ fields }) => {
          const flag = flags.get(Number(fields.flag));
          return flag?.service === service
            ? [
                {
                  flagId: String(fields.flag),
                  attacker: String(fields.capturing_team),
                  defender: String(flag.protecting_team),
                },
              ]
            : [];
        });
        const ticks = records
          .filter(of("scoring.statuscheck"))
          .filter(({ fields }) => fields.service === service)
          .map(({ fields }) => ({
            team: String(fields.team),
            up: fields.status === 0,
            recovering: fields.status === 4,
          }));
        const scores = attackDefence(teams, captures, ticks);
        for (const row of reference.filter((one) => one.service === service)) {
          const score = scores.get(row.team);
          expect(score?.attack).toBeCloseTo(row.attack, 6);
          expect(score?.defence).toBeCloseTo(row.defence, 6);
          expect(score?.sla).toBeCloseTo(row.sla, 6);
          expect(score?.total).toBeCloseTo(row.total, 6);
        }
      }
    },
    60_000,
  );
});

type Row = { model: string; pk: number; fields: Record<string, number | string> };
const of = (model: string) => (row: Row) => row.model === model;

function faust(folder: string) {
  const text = execFileSync("xz", ["-dc", `${folder}/scoring.json.xz`], { maxBuffer: 1 << 28 }).toString("utf8");
  const reference = readFileSync(`${folder}/scoring_reference.csv`, "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const [team = "", service, attack, defence, sla, total] = line.split(",");
      return {
        team,
        service: Number(service),
        attack: Number(attack),
        defence: Number(defence),
        sla: Number(sla),
        total: Number(total),
      };
    });
  return { records: JSON.parse(text) as Row[], reference };
}
