import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type BallotList, receiptOf, recount } from "@/domain/standards/ballot-list";
import { ballotRules } from "@/domain/standards/ballot-rules";
import { type Cited, cite, designationOf, linkedData, numberParts } from "@/domain/standards/citations";
import { frameworks, identifiersOf } from "@/domain/standards/frameworks";
import {
  type ExportedMapping,
  mappingRelations,
  mappingRows,
  oscalMapping,
  staleReason,
} from "@/domain/standards/mapping";
import {
  answerGates,
  follow,
  type GateFacts,
  gates,
  isSettled,
  profileIds,
  profiles,
} from "@/domain/standards/profiles";
import { dueAfterSignal, reminderOf, reviewDue, stageDue, stageReminder, standingOf } from "@/domain/standards/review";
import { stageSpans } from "@/domain/standards/timeline";
import { judgeTrials } from "@/domain/standards/trials";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const at = (iso: string) => new Date(`${iso}T00:00:00Z`);

describe("the profiles", () => {
  it.each([
    [
      "gbt",
      [
        ["00", "预阶段", null, undefined],
        ["10", "立项", 90, undefined],
        ["20", "起草", 300, undefined],
        ["30", "征求意见", 150, 60],
        ["40", "审查", 120, undefined],
        ["50", "批准", 90, undefined],
        ["60", "出版", 90, undefined],
        ["90", "复审", 180, undefined],
        ["95", "废止", 90, undefined],
      ],
    ],
    [
      "iso",
      [
        ["00", "预研", null, undefined],
        ["10", "提案", 90, undefined],
        ["20", "准备", 360, undefined],
        ["30", "委员会", 180, undefined],
        ["40", "询问", 150, 60],
        ["50", "批准", 60, undefined],
        ["60", "出版", 60, undefined],
        ["90", "复审", 150, undefined],
        ["95", "撤销", 90, undefined],
      ],
    ],
    [
      "community",
      [
        ["10", "提议", 30, undefined],
        ["20", "起草", 180, undefined],
        ["30", "征求意见", 60, 14],
        ["60", "发布", 30, undefined],
        ["90", "复审", 90, undefined],
        ["95", "停用", 30, undefined],
      ],
    ],
  ] as const)("%s: its stages, the days in which each is due and the days of its consultation", (id, rows) =>
    expect(
      profiles[id].stages.map(({ code, zh, dueDays, consultationDays }) => [code, zh, dueDays, consultationDays]),
    ).toEqual(rows),
  );

  const everyStage = profileIds.flatMap((id) => profiles[id].stages.map((stage) => [id, stage.code, stage] as const));
  const entered = at("2026-01-01");
  const later = (days: number) => new Date(entered.getTime() + days * 86_400_000);

  it.each(everyStage)("%s %s: is recalled two weeks before it is due and once it is past", (_, __, stage) => {
    const told = (days: number) => stageReminder(stage, entered, later(days))?.when ?? null;
    const { dueDays, consultationDays } = stage;
    const before = consultationDays === undefined ? null : "consulted";
    if (dueDays === null) return expect([told(0), told(3_650), stageDue(stage, entered)]).toEqual([null, null, null]);
    expect([told(0), told(dueDays - 15), told(dueDays - 14), told(dueDays - 1), told(dueDays)]).toEqual([
      null,
      before,
      "soon",
      "soon",
      "overdue",
    ]);
    expect(stageDue(stage, entered)).toEqual(later(dueDays));
  });

  it.each(everyStage.filter(([, , stage]) => stage.consultationDays !== undefined))(
    "%s %s: its consultation has to last, and its end is told",
    (_, __, stage) => {
      expect(stage.gates).toContain("consultationLasted");
      const days = stage.consultationDays ?? 0;
      expect(stageReminder(stage, entered, later(days - 1))).toBeNull();
      expect(stageReminder(stage, entered, later(days))).toEqual({ when: "consulted", at: later(days) });
    },
  );

  it.each(profileIds)("%s: every stage is reached from the first, and the last one ends the life", (id) => {
    const profile = profiles[id];
    const seen = new Set<string>();
    const queue = [`${profile.stages[0]?.code}.20`];
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const [stage = "", substage = ""] = next.split(".");
      for (const act of ["close", "approve", "return", "repeat", "review", "confirm", "revise", "withdraw"] as const)
        for (const to of follow(profile, { stage, substage }, act) ?? []) queue.push(`${to.stage}.${to.substage}`);
    }
    for (const { code } of profile.stages) expect([...seen]).toContain(`${code}.20`);
    expect([...seen]).toContain("95.99");
    expect(follow(profile, { stage: "95", substage: "99" }, "return")).toBeNull();
  });

  it.each([
    ["60", "60", "review", "90.00 90.20"],
    ["60", "60", "drop", null],
    ["60", "20", "review", null],
    ["90", "20", "confirm", null],
    ["90", "60", "confirm", "90.93 60.60"],
    ["90", "60", "revise", "90.92 20.00 20.20"],
    ["90", "60", "withdraw", "90.99 95.00 95.20"],
    ["90", "60", "approve", null],
    ["90", "60", "repeat", "90.20"],
    ["95", "60", "approve", "95.99"],
    ["95", "60", "return", "95.92 90.00 90.20"],
    ["95", "99", "approve", null],
  ] as const)("after publication %s.%s, %s → %s", (stage, substage, act, leads) => {
    const to = follow(profiles.gbt, { stage, substage }, act);
    expect(to?.map((one) => `${one.stage}.${one.substage}`).join(" ") ?? null).toBe(leads);
  });

  it.each([
    ["60", "60", true],
    ["90", "20", true],
    ["95", "99", true],
    ["60", "20", false],
    ["20", "20", false],
  ] as const)("at %s.%s what is published holds: %s", (stage, substage, settled) =>
    expect(isSettled(profiles.gbt, { stage, substage })).toBe(settled),
  );

  it("trials are asked for only where the standard says so, before publication", () => {
    const facts = Object.fromEntries(gates.map((gate) => [gate, { holds: true, have: 1, need: 1 }])) as GateFacts;
    const asked = (stage: string, required: boolean) =>
      answerGates(profiles.gbt, { stage, substage: "60" }, facts, required).map(({ gate }) => gate);
    expect(asked("40", true)).toContain("trialEvidence");
    expect(asked("40", false)).not.toContain("trialEvidence");
    expect(asked("50", true)).not.toContain("trialEvidence");
  });
});

describe("the timeline", () => {
  it("says when each stage was entered, how long it took and how often", () => {
    const moves = [
      { stage: "10", substage: "20", at: at("2026-01-01") },
      { stage: "20", substage: "20", at: at("2026-01-11") },
      { stage: "30", substage: "20", at: at("2026-03-02") },
      { stage: "20", substage: "20", at: at("2026-03-12") },
    ];
    const spans = stageSpans(profiles.gbt, moves, at("2026-03-22"));
    expect(spans.map(({ code, state, days, rounds }) => [code, state, days, rounds]).slice(0, 5)).toEqual([
      ["00", "ahead", 0, 0],
      ["10", "done", 10, 1],
      ["20", "now", 60, 2],
      ["30", "done", 10, 1],
      ["40", "ahead", 0, 0],
    ]);
  });
});

describe("the review", () => {
  it("is due five years on, at once after an incident, and never later for one", () => {
    expect(reviewDue(profiles.gbt, at("2026-11-25"))).toEqual(at("2031-11-25"));
    expect(dueAfterSignal(at("2031-01-01"), at("2027-01-01"))).toEqual(at("2027-01-01"));
    expect(dueAfterSignal(at("2026-01-01"), at("2027-01-01"))).toEqual(at("2026-01-01"));
  });

  it.each([
    [{ withdrawn: true, reviewing: true, settled: true, reviewDueAt: null }, "withdrawn"],
    [{ withdrawn: false, reviewing: false, settled: false, reviewDueAt: null }, "underRevision"],
    [{ withdrawn: false, reviewing: true, settled: true, reviewDueAt: null }, "underReview"],
    [{ withdrawn: false, reviewing: false, settled: true, reviewDueAt: at("2026-01-01") }, "reviewDue"],
    [{ withdrawn: false, reviewing: false, settled: true, reviewDueAt: at("2030-01-01") }, "inForce"],
  ] as const)("%o stands as %s", (facts, standing) => expect(standingOf(facts, at("2027-01-01"))).toBe(standing));

  it.each([
    ["2026-03-01", "2026-02-01", null],
    ["2026-03-01", "2026-02-16", "soon"],
    ["2026-03-01", "2026-03-01", "overdue"],
  ] as const)("due %s, asked on %s: %s", (due, now, reminder) => expect(reminderOf(at(due), at(now))).toBe(reminder));
});

describe("a mapping", () => {
  const seen = { clauseDigest: "a", edition: 1, targetVersion: 2 };
  const now = { ...seen, targetWithdrawn: false };
  it.each([
    [now, null],
    [{ ...now, clauseDigest: null }, "clauseGone"],
    [{ ...now, clauseDigest: "b" }, "clauseChanged"],
    [{ ...now, edition: 2 }, "newEdition"],
    [{ ...now, targetVersion: 3 }, "targetChanged"],
    [{ ...now, targetWithdrawn: true }, "targetWithdrawn"],
  ] as const)("against %o is stale because: %s", (sides, reason) =>
    expect(staleReason({ seen, now: sides })).toBe(reason),
  );

  const pair: ExportedMapping = {
    id: "018f0000-0000-7000-8000-000000000001",
    clauseId: "018f0000-0000-7000-8000-000000000002",
    clauseNumber: "4",
    clauseTitle: "会话控制",
    document: "IEC 62443-3-3:2013",
    target: "SR 1.13",
    relation: "intersects-with",
    rationale: "both ask for approval of remote sessions",
    stale: null,
  };

  it("goes out as OSCAL with the terms of its model, one mapping a document", () => {
    const uuidOf = (name: string) => `uuid of ${name}`;
    const facts = {
      standardId: "s",
      title: "T",
      version: "3",
      at: "2026-11-25T00:00:00Z",
      catalogueHref: "https://x",
      controls: new Map([[pair.clauseId, ["p-1", "p-2"]]]),
      uuidOf,
    };
    const second = { ...pair, document: "ISO/IEC 27001:2022", target: "A.8.1", stale: "clauseChanged" as const };
    const exported = oscalMapping(facts, [pair, second]) as {
      "mapping-collection": { mappings: { maps: object[] }[] };
    };
    expect(exported["mapping-collection"].mappings).toHaveLength(2);
    expect(exported["mapping-collection"].mappings[0]?.maps[0]).toMatchObject({
      relationship: "intersects-with",
      sources: [
        { type: "control", "id-ref": "p-1" },
        { type: "control", "id-ref": "p-2" },
      ],
      targets: [{ type: "control", "id-ref": "sr-1.13" }],
    });
    expect(JSON.stringify(exported)).toContain('"value":"clauseChanged"');
    // A clause that holds no provision is no control: its pair is counted, and alone it makes no collection.
    const without = { ...pair, clauseId: "018f0000-0000-7000-8000-000000000009" };
    expect(JSON.stringify(oscalMapping(facts, [pair, without]))).toContain("1 of 2 pairs");
    expect(oscalMapping(facts, [without])).toBeNull();
  });

  it("goes out as rows with its head, and the relations are those of OSCAL", () => {
    expect(mappingRows([pair])[1]).toEqual([
      "4",
      "会话控制",
      "IEC 62443-3-3:2013",
      "SR 1.13",
      "intersects-with",
      "both ask for approval of remote sessions",
      "",
    ]);
    expect(mappingRelations).toHaveLength(6);
  });

  it("identifiers to pick from are those of the documents: 51 system requirements, 93 controls of annex A", () => {
    expect(identifiersOf("IEC 62443-3-3:2013")).toHaveLength(51);
    expect(identifiersOf("ISO/IEC 27001:2022")).toHaveLength(93);
    expect(identifiersOf("ISO/IEC 27001:2022").at(-1)).toBe("A.8.34");
    expect(identifiersOf("something else")).toEqual([]);
    expect(new Set(frameworks.map(({ reference }) => reference)).size).toBe(frameworks.length);
  });
});

describe("trials", () => {
  const trial = { clauseId: "c", provision: "p", result: "failed" as const, at: at("2026-01-01"), changed: false };
  it.each([
    ["nothing tried is no evidence", [], { holds: false, have: 0, need: 1 }],
    ["a failure that led to nothing", [trial], { holds: false, have: 0, need: 1 }],
    ["a failure that was answered by a change", [{ ...trial, changed: true }], { holds: true, have: 1, need: 1 }],
    [
      "the last trial of a provision counts",
      [trial, { ...trial, result: "passed" as const, at: at("2026-02-01") }],
      { holds: true, have: 1, need: 1 },
    ],
    [
      "every provision that was tried must stand",
      [trial, { ...trial, provision: "q", result: "passed" as const }],
      { holds: false, have: 1, need: 2 },
    ],
  ] as const)("%s", (_, trials, judged) => expect(judgeTrials(trials)).toEqual(judged));
});

describe("citations", () => {
  const cited: Cited = {
    designation: designationOf({ number: 7, officialNumber: "" }, "2026-11-25T08:00:00Z", "zh-CN"),
    titleZh: "远程运维安全要求",
    titleEn: "Security & remote maintenance",
    language: "zh-CN",
    publisherZh: "示例研究院",
    publisherEn: "Example Institute",
    published: "2026-11-25",
    version: 3,
    url: "https://lianfang.example/zh-CN/standards/1",
    keywords: [],
    withdrawn: null,
  };
  it.each([
    [
      "gbt7714",
      "示例研究院．远程运维安全要求：LF 7—2026[S/OL]．(2026-11-25)[2026-12-01]．https://lianfang.example/zh-CN/standards/1",
    ],
    [
      "iso690",
      "示例研究院. LF 7—2026, 远程运维安全要求 [online]. 2026-11-25 [viewed 2026-12-01]. Available from: https://lianfang.example/zh-CN/standards/1",
    ],
  ] as const)("%s", (style, text) => expect(cite(style, cited, "2026-12-01")).toBe(text));

  it("the number of the body in charge takes the place of the platform's own", () => {
    expect(designationOf({ number: 7, officialNumber: "GB/T 45001—2026" }, null, "zh-CN")).toBe("GB/T 45001—2026");
  });

  it.each([
    ["GB/T 1.1—2020", "GB/T", "1.1", "2020"],
    ["IEC 62443-3-3:2013", "IEC", "62443-3-3", "2013"],
    ["T/CCSA 12.3-2026", "T/CCSA", "12.3", "2026"],
    ["LF 7", "LF", "7", ""],
  ])("%s in its parts", (designation, originator, number, year) =>
    expect(numberParts(designation)).toEqual({ originator, number, year }),
  );

  it("BibTeX escapes what it would read as markup; RIS ends with its end", () => {
    const english = {
      ...cited,
      language: "en" as const,
      designation: designationOf({ number: 7, officialNumber: "" }, "2026", "en"),
    };
    expect(cite("bibtex", english, "2026-12-01")).toContain("title       = {Security \\& remote maintenance}");
    expect(cite("bibtex", english, "2026-12-01")).toContain("@techreport{lf-7-2026,");
    expect(cite("ris", english, "2026-12-01").split("\r\n").at(-1)).toBe("ER  - ");
    expect(cite("ris", english, "2026-12-01")).toContain("SN  - LF 7:2026");
  });

  it("a withdrawn standard says so to search engines", () => {
    expect(linkedData({ ...cited, withdrawn: "2031-01-01" })).toMatchObject({
      creativeWorkStatus: "Withdrawn",
      expires: "2031-01-01",
    });
  });
});

describe("a published list of votes", () => {
  const { id, source, choices, observersVote, excludesDrafter, capsCategories, conditions } = ballotRules.oasisSpecial;
  const roster = ["a", "b", "c"].map((organisationId) => ({
    organisationId,
    name: organisationId.toUpperCase(),
    category: "vendor",
    full: true,
  }));
  const votes = roster.map(({ organisationId }) => {
    const vote = { organisationId, vote: "approve" as const, reason: "", nonce: `n${organisationId}` };
    return { ...vote, receipt: receiptOf("ballot", vote, sha256) };
  });
  const list: BallotList = {
    ballotId: "ballot",
    title: "T",
    standardVersion: 2,
    closedAt: "2026-11-25T00:00:00Z",
    rule: {
      id,
      source,
      choices,
      observersVote,
      excludesDrafter,
      capsCategories,
      conditions: conditions.map((one) => ({ ...one, share: [one.share[0], one.share[1]] })),
    },
    drafterId: null,
    roster,
    votes,
    announced: { approved: true, decision: null },
  };
  const [first, ...rest] = votes;
  if (!first) throw new Error("no vote");
  it.each([
    ["as published", list, []],
    [
      "a vote was turned round",
      { ...list, votes: [{ ...first, vote: "disapprove" as const, reason: "x" }, ...rest] },
      ["receipt A", "result"],
    ],
    ["a vote was counted twice", { ...list, votes: [first, ...votes] }, ["twice A"]],
    ["the result was announced otherwise", { ...list, announced: { approved: false, decision: null } }, ["result"]],
    ["a vote was taken out: its voter misses the receipt", { ...list, votes: rest }, []],
  ] as [string, BallotList, string[]][])("%s", (_, given, faults) => {
    const found = recount(given, sha256).faults.map(({ code, name }) => `${code} ${name}`.trim());
    expect(found).toEqual(faults);
  });
});
