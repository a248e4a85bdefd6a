import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EvidenceItem, MatchingNeed, SkillClaim, Subject } from "@/domain/matching/facts";
import { lacksAtMostSkills } from "@/domain/matching/match";
import { type ScoringInput, scoreSubjects } from "@/domain/matching/score";
import { countTerms } from "@/domain/matching/terms";
import { fitTextModel, vectorise } from "@/domain/matching/text-model";
import { backings, evidenceKinds, matchingWeights } from "@/domain/matching/weights";
import { buildConceptFinder } from "@/domain/taxonomy/concept-finder";
import { someConcepts } from "./concepts-fixture";

const finder = buildConceptFinder(someConcepts);
const concepts = finder.byId;
const now = new Date("2026-11-23");

const need: MatchingNeed = {
  id: "need",
  document: { title: "Intrusion detection for substations", body: "Modbus traffic of a substation must be watched" },
  skills: [
    { skill: "skill:intrusion-detection", demand: "must", level: 3 },
    { skill: "skill:firmware", demand: "nice", level: 2 },
  ],
  experience: { sector: ["sector:power"], protocol: ["protocol:modbus"] },
};

function item(id: string, change: Partial<EvidenceItem> = {}): EvidenceItem {
  return {
    id,
    kind: "delivery",
    document: { title: "Watching Modbus", body: "Intrusion detection for a substation over Modbus" },
    at: new Date("2025-11-23"),
    backing: "earned",
    visibility: "everyone",
    experience: { sector: ["sector:power"], protocol: ["protocol:modbus"] },
    ...change,
  };
}

function claim(skill: string, change: Partial<SkillClaim> = {}): SkillClaim {
  return { skill, level: 3, backing: "verified", itemIds: [], visibility: "everyone", ...change };
}

function subject(id: string, change: Partial<Subject> = {}): Subject {
  return {
    id,
    items: [item(`${id}-item`)],
    skills: [claim("skill:intrusion-detection"), claim("skill:firmware")],
    availability: { capacity: 2, load: 1 },
    outcomes: [],
    ...change,
  };
}

function score(subjects: readonly Subject[], change: Partial<ScoringInput> = {}) {
  const documents = [need.document, ...subjects.flatMap((one) => one.items.map(({ document }) => document))];
  const counts = documents.map((document) => countTerms(document, finder));
  const model = fitTextModel(counts, { rank: 50, seed: 1 });
  return scoreSubjects({
    need,
    subjects,
    model,
    needVector: vectorise(model, countTerms(need.document, finder)),
    vectorOf: ({ document }) => vectorise(model, countTerms(document, finder)),
    concepts,
    weights: matchingWeights,
    now,
    mayShow: ({ visibility }) => visibility === "everyone",
    exclusions: new Map(subjects.map(({ id }) => [id, []])),
    ...change,
  });
}

function pointsOf(match: ReturnType<typeof score>[number] | undefined, kind: string): number | undefined {
  return match?.contributions.find((contribution) => contribution.kind === kind)?.points;
}

describe("what counts", () => {
  test("a full match, in points of the weights in force", () => {
    const [match] = score([
      subject("full"),
      subject("other", { items: [item("o", { document: { body: "cooking" } })] }),
    ]);
    expect(match?.weights).toBe("matching-2");
    expect(match?.excluded).toBeUndefined();
    expect(match?.missing).toEqual([]);
    expect(pointsOf(match, "mustHave")).toBe(20);
    expect(pointsOf(match, "niceToHave")).toBe(10);
    expect(pointsOf(match, "sector")).toBe(6);
    expect(pointsOf(match, "protocol")).toBe(4);
    expect(pointsOf(match, "vendor")).toBeUndefined();
    expect(pointsOf(match, "capacity")).toBe(2.5);
    expect(pointsOf(match, "outcomes")).toBeCloseTo(5.6, 10);
    expect(pointsOf(match, "recency")).toBeCloseTo(4 * 2 ** (-1 / 3), 2);
    expect(pointsOf(match, "text")).toBeGreaterThan(0);
    expect(match?.reasons.map(({ kind }) => kind)).toEqual([
      "evidence",
      "skill",
      "skill",
      "verified",
      "sector",
      "protocol",
      "capacity",
      "newcomer",
    ]);
  });

  test.each<[string, Partial<Subject>]>([
    ["evidence older", { items: [item("i", { at: new Date("2015-01-01") })] }],
    ["evidence only said", { items: [item("i", { backing: "self" })] }],
    ["a line in a profile instead of a delivery", { items: [item("i", { kind: "profile" })] }],
    ["other evidence", { items: [item("i", { document: { body: "We bake bread" } })] }],
    ["another sector", { items: [item("i", { experience: { protocol: ["protocol:modbus"] } })] }],
    ["a related skill only", { skills: [claim("skill:traffic-analysis"), claim("skill:firmware")] }],
    ["no nice-to-have", { skills: [claim("skill:intrusion-detection")] }],
    ["nothing free", { availability: { capacity: 2, load: 2 } }],
    ["more load than capacity", { availability: { capacity: 2, load: 9 } }],
    ["capacity never stated", { availability: null }],
    ["bad outcomes", { outcomes: [{ value: 0, visibility: "everyone" }] }],
  ])("%s scores less", (_, change) => {
    const [whole, less] = score([subject("whole"), subject("less", change)]);
    expect(less?.score).toBeLessThan(whole?.score ?? 0);
  });
});

test("who is alike but for the hour of an entry is alike in score, at whatever moment it is computed", () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 8, 0, second));
  const alike = [
    subject("early", { items: [item("a", { at: at(0) })] }),
    subject("late", { items: [item("b", { at: at(5) })] }),
  ];
  const scores = Array.from({ length: 60 }, (_, second) => score(alike, { now: at(10 + second) }));
  expect(new Set(scores.flat().map((match) => match.score)).size).toBe(1);
});

describe("what is missing is said, with the step that would help", () => {
  test.each<[string, Partial<Subject>, object]>([
    [
      "a must-have",
      { skills: [claim("skill:firmware")] },
      { kind: "skill", demand: "must", skill: "skill:intrusion-detection", coverage: 0, step: "addSkill" },
    ],
    [
      "a level",
      { skills: [claim("skill:intrusion-detection"), claim("skill:firmware", { level: 1 })] },
      { kind: "skill", demand: "nice", skill: "skill:firmware", coverage: 0.5, step: "raiseLevel" },
    ],
    [
      "the exact skill",
      { skills: [claim("skill:traffic-analysis"), claim("skill:firmware")] },
      { kind: "skill", demand: "must", skill: "skill:intrusion-detection", coverage: 0.4, step: "addExactSkill" },
    ],
    ["evidence", { items: [] }, { kind: "evidence", step: "addEvidence" }],
    [
      "a sector",
      { items: [item("i", { experience: {} })] },
      { kind: "sector", wanted: ["sector:power"], step: "addEvidence" },
    ],
    [
      "verification",
      { items: [item("i", { backing: "self" })], skills: [] },
      { kind: "verification", step: "verifyEvidence" },
    ],
    ["stated capacity", { availability: null }, { kind: "capacity", step: "stateCapacity" }],
    ["free capacity", { availability: { capacity: 1, load: 1 } }, { kind: "capacity", step: "freeCapacity" }],
  ])("%s", (_, change, expected) => {
    expect(score([subject("one", change)])[0]?.missing).toContainEqual(expected);
  });
});

describe("exclusions", () => {
  test.each<[string, Partial<Subject>]>([
    ["without the must-have", { skills: [] }],
    ["with a related skill only", { skills: [claim("skill:traffic-analysis")] }],
    ["far below the level", { skills: [claim("skill:intrusion-detection", { level: 1 })] }],
  ])("%s", (_, change) => {
    expect(score([subject("one", change)])[0]?.excluded).toEqual([
      { kind: "mustHaveMissing", skills: ["skill:intrusion-detection"] },
    ]);
  });

  test("who was never checked is excluded", () => {
    expect(score([subject("one")], { exclusions: new Map() })[0]?.excluded).toEqual([{ kind: "notChecked" }]);
  });

  test("what the check found is kept", () => {
    const found = [{ kind: "sanctions", party: "one" } as const];
    expect(score([subject("one")], { exclusions: new Map([["one", found]]) })[0]?.excluded).toEqual(found);
  });
});

const visibility = fc.constantFrom("everyone", "onlyMe");
const skillIds = someConcepts.map(({ id }) => id);
const bodies = ["Modbus intrusion detection", "固件逆向与漏洞挖掘", "变电站 入侵检测 Modbus", "bread", ""];

const anyItem = fc.record({
  kind: fc.constantFrom(...evidenceKinds),
  backing: fc.constantFrom(...backings),
  visibility,
  at: fc.option(fc.date({ min: new Date("2000-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })),
  body: fc.constantFrom(...bodies),
  sector: fc.constantFrom<readonly string[]>([], ["sector:power"]),
});

const anySubject = fc.record({
  items: fc.array(anyItem, { maxLength: 6 }),
  skills: fc.array(
    fc.record({
      skill: fc.constantFrom(...skillIds),
      level: fc.integer({ min: 1, max: 5 }),
      backing: fc.constantFrom(...backings),
      visibility,
      backed: fc.array(fc.nat(5), { maxLength: 3 }),
    }),
    { maxLength: 5 },
  ),
  availability: fc.option(fc.record({ capacity: fc.integer({ min: 0, max: 5 }), load: fc.nat(9) })),
  outcomes: fc.array(fc.record({ value: fc.double({ min: 0, max: 1, noNaN: true }), visibility }), { maxLength: 5 }),
});

const anySubjects = fc.array(anySubject, { minLength: 1, maxLength: 6 }).map((all) =>
  all.map((one, at): Subject => {
    const id = `subject${at}`;
    return {
      ...one,
      id,
      items: one.items.map(({ body, sector, ...rest }, place) => ({
        ...rest,
        // A hidden item carries a word that must appear nowhere.
        id: `${rest.visibility === "onlyMe" ? "canary" : "item"}-${id}-${place}`,
        document: { body },
        experience: { sector },
      })),
      skills: one.skills.map(({ backed, ...rest }) => ({
        ...rest,
        itemIds: backed.flatMap((place) => {
          const kind = one.items[place]?.visibility;
          return kind === undefined ? [] : [`${kind === "onlyMe" ? "canary" : "item"}-${id}-${place}`];
        }),
      })),
    };
  }),
);

describe("always", () => {
  test("the contributions add up to the score, and every number is finite", () => {
    fc.assert(
      fc.property(anySubjects, (subjects) => {
        for (const match of score(subjects)) {
          expect(Number.isFinite(match.score)).toBe(true);
          const sum = match.contributions.reduce((total, { points }) => total + points, 0);
          expect(match.score).toBeCloseTo(sum, 9);
        }
      }),
    );
  });

  test("hidden facts are neither named nor counted: without them nothing changes", () => {
    fc.assert(
      fc.property(anySubjects, (subjects) => {
        const corpus = subjects.flatMap(({ items }) => items.map(({ document }) => document));
        const model = fitTextModel(
          [need.document, ...corpus].map((document) => countTerms(document, finder)),
          { rank: 50, seed: 1 },
        );
        const same = {
          model,
          needVector: vectorise(model, countTerms(need.document, finder)),
          vectorOf: ({ document }: EvidenceItem) => vectorise(model, countTerms(document, finder)),
        };
        const results = score(subjects, same);
        expect(JSON.stringify(results)).not.toContain("canary");
        const without = subjects.map((one) => {
          const items = one.items.filter((fact) => fact.visibility === "everyone");
          return { ...one, items, outcomes: one.outcomes.filter((fact) => fact.visibility === "everyone") };
        });
        expect(score(without, same)).toEqual(results);
      }),
    );
  });

  test("every match that is not excluded is explained", () => {
    fc.assert(
      fc.property(anySubjects, (subjects) => {
        for (const { reasons, excluded } of score(subjects)) {
          expect(reasons.length > 0 || excluded !== undefined).toBe(true);
        }
      }),
    );
  });
});

describe("shown with what is missing", () => {
  test.each([
    ["who has nothing against them", undefined, true],
    ["who lacks a must-have", [{ kind: "mustHaveMissing", skills: ["skill:a"] }], true],
    ["not who is excluded besides", [{ kind: "mustHaveMissing", skills: ["skill:a"] }, { kind: "notChecked" }], false],
    ["not who was not checked", [{ kind: "notChecked" }], false],
  ] as const)("%s", (_, excluded, shown) => {
    expect(lacksAtMostSkills(excluded ? { excluded } : {})).toBe(shown);
  });
});
