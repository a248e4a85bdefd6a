import { describe, expect, it } from "vitest";
import { namesGivenAway } from "@/domain/competitions/blindness";
import { evidenceFault, evidenceKindOf, trendFault } from "@/domain/competitions/evidence-files";
import { judgedSettings, phaseHours } from "@/domain/competitions/schema-judged";
import { quizQuestion } from "@/domain/competitions/schema-quiz";
import { linkTeams } from "@/domain/competitions/season-teams";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("names that give an entry away", () => {
  it.each<[string, string, string[], string[]]>([
    ["a Latin name as a word", "We, the Gatekeepers, built it", ["Gatekeepers"], ["Gatekeepers"]],
    ["not inside another word", "preGatekeepersX", ["Gatekeepers"], []],
    ["in other case and width", "ＧＡＴＥＫＥＥＰＥＲＳ", ["Gatekeepers"], ["Gatekeepers"]],
    ["a Chinese name anywhere", "本方案由江海工控战队完成", ["江海工控"], ["江海工控"]],
    ["signs in a name are no pattern", "by C++ (a+b)*", ["(a+b)*", "C.."], ["(a+b)*"]],
    ["too short to say anything", "AI is AI", ["AI"], []],
  ])("%s", (_, text, names, found) => {
    expect(namesGivenAway(text, names)).toEqual(found);
  });
});

describe("evidence by its bytes", () => {
  it.each<[string, string, string, Uint8Array, string | null]>([
    ["pcap", "a.pcap", "application/vnd.tcpdump.pcap", new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 2, 0]), "pcap"],
    ["pcapng", "a.pcapng", "application/octet-stream", new Uint8Array([0x0a, 0x0d, 0x0d, 0x0a, 0]), "pcap"],
    [
      "PLCopen",
      "a.xml",
      "application/xml",
      bytes('<?xml version="1.0"?><project xmlns="http://www.plcopen.org/xml/tc6_0201">'),
      "ladder",
    ],
    [
      "Rockwell",
      "a.l5x",
      "application/xml",
      bytes("<?xml version='1.0'?><RSLogix5000Content SchemaRevision='1.0'>"),
      "ladder",
    ],
    ["any other XML", "a.xml", "application/xml", bytes("<?xml version='1.0'?><html/>"), null],
    ["structured text", "pump.ST", "text/plain", bytes("IF level > 3 THEN"), "ladder"],
    ["notes", "notes.txt", "text/plain", bytes("notes"), "document"],
    ["historian", "t.csv", "text/csv", bytes("time,a\n"), "trend"],
    ["a program", "x.exe", "application/x-msdownload", bytes("MZ"), null],
  ])("%s", (_, name, mediaType, content, kind) => {
    expect(evidenceKindOf({ name, mediaType, bytes: content })).toBe(kind);
  });

  it("refuses what the phase does not take, and says what it is", () => {
    const file = { name: "a.txt", mediaType: "text/plain", bytes: bytes("x") };
    expect(evidenceFault(file, ["pcap"])).toEqual({ code: "evidenceKind", file: "a.txt", found: "document" });
    expect(evidenceFault(file, ["document"])).toBeNull();
  });

  it.each<[string, string, string | null, number?]>([
    ["a good trend", "time,level,flow\n2026-05-01 08:00:00,1.2,3\n2026-05-01T08:00:01Z,,4\n", null],
    ["semicolons and a mark", "\uFEFFZeit;p\n1777600000;1\n1777600001;2", null],
    // Wherever the machine stands, and also in the night in which its clocks are put forward.
    ["days, and times without a zone", "time,a\n2026-05-01,1\n2026-05-01 00:30,2\n2026-05-02,3", null],
    ["a night with a leap", "time,a\n2026-03-29 02:30:00,1\n2026-03-29 03:00:00,2", null],
    ["a zone without a colon", "time,a\n2026-05-01T08:00:00+0800,1\n2026-05-01 00:00:01,2", null],
    ["no header", "2026-05-01 08:00:00,1\n", "TREND_HEADER", 1],
    ["one column", "time\n1", "TREND_HEADER", 1],
    ["nothing below the header", "time,a\n\n", "TREND_EMPTY", 1],
    ["a time that is none", "time,a\nyesterday,1", "TREND_TIME", 2],
    ["time running backwards", "time,a\n2026-05-01,1\n2026-04-30,1", "TREND_ORDER", 3],
    ["words for a number", "time,a\n2026-05-01,high", "TREND_NUMBER", 2],
    ["a row too short", "time,a,b\n2026-05-01,1", "TREND_COLUMNS", 2],
  ])("%s", (_, text, code, row) => {
    expect(trendFault("t.csv", text)).toEqual(code === null ? null : { code, file: "t.csv", row });
  });
});

describe("what settings and questions must be", () => {
  const criterion = { id: "fit", titleEn: "Fit", weight: 60, max: 10 };
  const settings = {
    criteria: [criterion, { ...criterion, id: "novelty", weight: 40 }],
    judgesPerEntry: 2,
    loadLimit: 10,
    gap: 15,
    method: "additive",
    appealHours: 48,
    accepts: ["document"],
    leastFiles: 0,
  };
  const question = {
    kind: "single",
    textEn: "Which port?",
    points: 2,
    options: [
      { key: "a", textEn: "502" },
      { key: "b", textEn: "102" },
    ],
    correct: "a",
  };
  const messages = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
    result.error?.issues.map(({ message }) => message) ?? [];

  it.each<[string, object, string[]]>([
    ["good", {}, []],
    ["weights that do not add up", { criteria: [criterion] }, ["RUBRIC_SUM"]],
    ["no criteria", { criteria: [] }, ["RUBRIC_EMPTY"]],
    [
      "an anchor above the maximum",
      { criteria: [{ ...criterion, weight: 100, anchors: [{ score: 11 }] }] },
      ["ANCHOR_ABOVE"],
    ],
    ["a criterion without a name", { criteria: [{ ...criterion, weight: 100, titleEn: "" }] }, ["CRITERION_TITLE"]],
  ])("rubric: %s", (_, change, expected) => {
    expect(messages(judgedSettings.safeParse({ ...settings, ...change }))).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    ["good", {}, []],
    ["no text", { textEn: "" }, ["QUESTION_TEXT"]],
    ["an answer that is no option", { correct: "c" }, ["CORRECT_UNKNOWN"]],
    ["an option twice", { options: [question.options[0], question.options[0]] }, ["OPTION_TWICE"]],
  ])("question: %s", (_, change, expected) => {
    expect(messages(quizQuestion.safeParse({ ...question, ...change }))).toEqual(expected);
  });

  it("hours: compares moments, however they are written", () => {
    const day = "2026-05-01T08:00";
    expect(messages(phaseHours.safeParse({ startsAt: `${day}:00Z`, endsAt: `${day}:00.5Z` }))).toEqual([]);
    expect(messages(phaseHours.safeParse({ startsAt: `${day}:00.5Z`, endsAt: `${day}:00Z` }))).toEqual(["TIMES_END"]);
  });

  it("refuses a near range inside the tolerance", () => {
    const number = { kind: "number", textEn: "How much?", points: 1, value: 5, tolerance: 2, near: 1 };
    expect(messages(quizQuestion.safeParse(number))).toEqual(["NEAR_INSIDE"]);
  });
});

describe("one team over many events", () => {
  const at = (eventId: string, teamId: string, name: string, ...memberIds: string[]) => ({
    eventId,
    teamId,
    name,
    memberIds,
  });

  it("needs the name and a member in common; people may change one by one", () => {
    const linked = linkTeams([
      at("e1", "t1", "Red Valve", "p1", "p2"),
      at("e2", "t2", "RED  VALVE", "p2", "p3"),
      at("e3", "t3", "Red Valve", "p3"),
      at("e3", "t4", "Red Va1ve", "p9"),
      at("e4", "t5", "Blue Valve", "p1"),
    ]);
    expect(Object.fromEntries(linked)).toEqual({ t1: "t1", t2: "t1", t3: "t1", t4: "t4", t5: "t5" });
  });
});
