import { describe, expect, it } from "vitest";
import { eligibilityFault, type MemberFacts } from "@/domain/competitions/eligibility";
import { decisionOf, type SeenAnswer, signalsIn } from "@/domain/competitions/integrity";
import { playsUnasked } from "@/domain/competitions/policy";
import {
  challengesPublic,
  frozenSince,
  registrationOpen,
  stateAt,
  stepPossible,
  type Times,
} from "@/domain/competitions/states";
import { discrimination, facility, median } from "@/domain/competitions/statistics";

const at = (hour: number): Date => new Date(Date.UTC(2026, 4, 1, hour));
const times: Times = {
  state: "scheduled",
  registrationOpensAt: at(1),
  registrationClosesAt: at(4),
  startsAt: at(3),
  freezeAt: at(7),
  endsAt: at(8),
};

describe("the state of an event", () => {
  it("follows from its times", () => {
    const seen = [0, 1, 2, 3, 7, 8].map((hour) => stateAt(times, at(hour)));
    expect(seen).toEqual(["published", "registration", "registration", "running", "running", "ended"]);
    expect(stateAt({ ...times, state: "paused" }, at(9))).toBe("paused");
    expect(stateAt({ ...times, state: "draft" }, at(5))).toBe("draft");
  });

  it("keeps registration open into the event when it is set so, and frozen until the result", () => {
    expect([0, 1, 3, 4].map((hour) => registrationOpen(times, at(hour)))).toEqual([false, true, true, false]);
    expect(registrationOpen({ ...times, registrationClosesAt: null }, at(7))).toBe(true);
    expect(registrationOpen({ ...times, state: "paused" }, at(3))).toBe(false);
    expect(frozenSince(times, at(6))).toBeNull();
    expect(frozenSince(times, at(7))).toEqual(at(7));
    expect(frozenSince({ ...times, state: "reviewing" }, at(20))).toEqual(at(7));
    expect(frozenSince({ ...times, state: "cancelled" }, at(20))).toEqual(at(7));
    expect(frozenSince({ ...times, state: "finalised" }, at(20))).toBeNull();
  });

  it("leads only where the table says", () => {
    expect(stepPossible("draft", "publish")).toBe(true);
    expect(stepPossible("running", "finalise")).toBe(false);
    expect(stepPossible("finalised", "cancel")).toBe(false);
    expect(["registration", "running", "finalised"].map((state) => challengesPublic(state as "running"))).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe("eligibility", () => {
  const wanted = {
    countries: ["CN", "SG"],
    regions: [],
    organisationKinds: [],
    student: true,
    ageBands: ["18to25" as const],
  };
  const member: MemberFacts = { country: "SG", region: null, organisationKind: null, student: true, ageBand: "18to25" };
  it("names the first condition that is broken", () => {
    expect(eligibilityFault(wanted, member)).toBeNull();
    expect(eligibilityFault(wanted, { ...member, country: "DE" })).toBe("divisionCountry");
    expect(eligibilityFault(wanted, { ...member, student: false })).toBe("divisionStudent");
    expect(eligibilityFault(wanted, { ...member, ageBand: "over25" })).toBe("divisionAge");
    expect(eligibilityFault({ ...wanted, regions: ["CN-31"] }, { ...member, country: "CN", region: "CN-33" })).toBe(
      "divisionRegion",
    );
    expect(eligibilityFault({ ...wanted, organisationKinds: ["research"] }, member)).toBe("divisionKind");
  });

  it.each([
    ["ES-M", "ES-M", true],
    ["ES-M", "ES-MA", false],
    ["CZ-20", "CZ-201", true],
    ["CZ-201", "CZ-20", false],
    ["CN-44", null, false],
  ])("of the region %s: %s", (region, own, holds) => {
    const fault = eligibilityFault({ ...wanted, countries: [], regions: [region] }, { ...member, region: own });
    expect(fault).toBe(holds ? null : "divisionRegion");
  });
});

const minute = 60_000;
const answer = (teamId: string, change: Partial<SeenAnswer> = {}): SeenAnswer => ({
  kind: "solve",
  teamId,
  challengeId: "x",
  at: 100 * minute,
  answer: "a",
  device: null,
  address: null,
  ...change,
});
const seen = (teamId: string, challengeId = "x", when = 0) => ({ teamId, challengeId, at: when });

describe("signals", () => {
  it("a solve within ten seconds of the first look, or without one", () => {
    expect(signalsIn([answer("a")], [seen("a")])).toEqual([]);
    expect(signalsIn([answer("a")], [seen("a", "x", 100 * minute - 9_000)])).toMatchObject([
      { kind: "tooFast", facts: { seconds: 9 } },
    ]);
    expect(signalsIn([answer("a")], [])).toMatchObject([{ kind: "tooFast", facts: { seconds: -1 } }]);
    // A challenge with a file: solved in time after it was fetched, in haste, before, and without.
    const fetched = (fetchedAt: number | null) => signalsIn([answer("a")], [{ ...seen("a"), fetchedAt }]);
    const signal = (fetchedSeconds: number) => [{ kind: "tooFast", facts: { fetchedSeconds } }];
    expect(fetched(90 * minute)).toEqual([]);
    expect(fetched(100 * minute - 10_000)).toEqual([]);
    expect(fetched(100 * minute - 9_999)).toMatchObject(signal(9));
    expect(fetched(101 * minute)).toMatchObject(signal(-1));
    expect(fetched(null)).toMatchObject(signal(-1));
  });

  it("three equal mistakes of two teams, but not a trap that many fall into", () => {
    const wrongs = (teams: readonly string[], answers: readonly string[]) =>
      teams.flatMap((teamId) => answers.map((one) => answer(teamId, { kind: "wrong", answer: one })));
    expect(signalsIn(wrongs(["a", "b"], ["1", "2"]), [])).toEqual([]);
    expect(signalsIn(wrongs(["a", "b"], ["1", "2", "3"]), [])).toMatchObject([
      { kind: "sameWrongAnswers", teamId: "a", otherTeamId: "b", facts: { answers: 3 } },
    ]);
    expect(signalsIn(wrongs(["a", "b", "c"], ["1", "2", "3"]), [])).toEqual([]);
  });

  it("two teams on one device or network, but not a whole venue", () => {
    const solves = (teamId: string, device: string | null) =>
      ["x", "y"].map((challengeId) => answer(teamId, { challengeId, address: "n", device }));
    const looks = ["a", "b", "c"].flatMap((team) => ["x", "y"].map((task) => seen(team, task)));
    const kinds = (answers: SeenAnswer[]) => signalsIn(answers, looks).map(({ kind }) => kind);
    expect(kinds([...solves("a", "d"), ...solves("b", "d")])).toEqual(["sharedSource", "sharedDevice"]);
    expect(kinds([...solves("a", "d"), ...solves("b", "e")])).toEqual(["sharedSource"]);
    expect(kinds([...solves("a", "d"), ...solves("b", "e"), ...solves("c", "f")])).toEqual([]);
  });

  it("four solves in ten minutes after two silent hours", () => {
    const looks = ["1", "2", "3", "4", "5"].map((task) => seen("a", task));
    const burst = [
      answer("a", { challengeId: "1", at: 0 + 11_000 }),
      ...["2", "3", "4", "5"].map((task, index) => answer("a", { challengeId: task, at: (150 + index) * minute })),
    ];
    expect(signalsIn(burst, looks)).toMatchObject([{ kind: "burst", facts: { solves: 4, silentMinutes: 150 } }]);
    expect(signalsIn(burst.slice(0, 4), looks)).toEqual([]);
  });

  it("are decided by two of one mind", () => {
    expect(decisionOf([{ personId: "1", sanction: "none" }])).toBeNull();
    expect(
      decisionOf([
        { personId: "1", sanction: "none" },
        { personId: "2", sanction: "warning" },
      ]),
    ).toBeNull();
    expect(
      decisionOf([
        { personId: "1", sanction: "none" },
        { personId: "2", sanction: "warning" },
        { personId: "3", sanction: "warning" },
      ]),
    ).toBe("warning");
  });
});

describe("how a challenge did", () => {
  it("by hand", () => {
    const order = Array.from({ length: 11 }, (_, index) => `t${index}`);
    expect(discrimination(order, new Set(["t0", "t1", "t2"]))).toBe(1);
    expect(discrimination(order, new Set(["t0", "t9", "t10"]))).toBeCloseTo(-1 / 3, 12);
    expect(discrimination(order.slice(0, 9), new Set())).toBeNull();
    expect(facility([])).toBeNull();
    expect(
      facility([
        { teamId: "a", tried: true, solved: true },
        { teamId: "b", tried: true, solved: false },
        { teamId: "c", tried: false, solved: false },
      ]),
    ).toBe(0.5);
    expect([median([]), median([3, 1, 2]), median([4, 1, 3, 2])]).toEqual([null, 2, 2.5]);
  });
});

it.each([
  [false, 1, 1, true],
  [false, 3, 2, false],
  [false, 3, 3, true],
  [true, 1, 1, false],
])("approval asked %s, at least %s members, %s there: plays at once %s", (approval, minTeamSize, members, plays) => {
  expect(playsUnasked({ approval, minTeamSize }, members)).toBe(plays);
});
