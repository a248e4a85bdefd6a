import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { OfflineNeed, OfflineScore, OfflineSubject } from "@/domain/matching/offline-format";
import { prepareOffline } from "@/domain/matching/offline-match";
import { matchingWeights } from "@/domain/matching/weights";
import { someConcepts } from "./concepts-fixture";

const options = { concepts: someConcepts, weights: matchingWeights, seed: 1 };

function subject(id: string, ...bodies: string[]): OfflineSubject {
  return { id, texts: bodies.map((body) => ({ body })) };
}

function need(id: string, title: string, body = ""): OfflineNeed {
  return { id, title, body };
}

function scores(subjects: OfflineSubject[], needs: OfflineNeed[], top: number | null = null): OfflineScore[] {
  const registry = prepareOffline(subjects, needs, options);
  return needs.flatMap((one) => [...registry.scoreNeed(one, top)]);
}

const plant = need("plant", "Intrusion detection for Modbus", "Watch the traffic of controllers for attacks");

describe("order", () => {
  test("one need, two subjects: the fitting one first", () => {
    const ranked = scores(
      [subject("baker", "bread and cake"), subject("watcher", "attacks on Modbus traffic")],
      [plant],
    );
    expect(ranked.map((one) => one.subject)).toEqual(["watcher", "baker"]);
  });

  test("one subject, two needs: the fitting need scores higher", () => {
    const [first, second] = scores(
      [subject("watcher", "attacks on Modbus traffic")],
      [plant, need("b", "Bread", "cake")],
    );
    expect(first?.score).toBeGreaterThan(second?.score ?? Number.NaN);
  });

  test("Chinese", () => {
    const subjects = [
      subject("a", "面向变电站的入侵检测与流量分析，已在三家电厂应用"),
      subject("b", "可编程逻辑控制器固件逆向与漏洞挖掘"),
      subject("c", "企业财务报表与税务咨询"),
    ];
    const needs = [need("n1", "控制器固件漏洞排查"), need("n2", "电厂网络流量异常", "需要入侵检测")];
    const best = scores(subjects, needs, 1).map((one) => one.subject);
    expect(best).toEqual(["b", "a"]);
  });

  test.each([
    ["a Chinese need finds an English record", need("n", "变电站入侵检测", "监测异常"), "english"],
    ["an English need finds a Chinese record", need("n", "Firmware analysis", "of controllers"), "chinese"],
  ])("%s by shared concepts", (_, one, expected) => {
    const subjects = [
      subject("english", "Anomaly detection in substations of the grid"),
      subject("chinese", "固件逆向经验丰富"),
      subject("other", "烘焙面包"),
      subject("another", "Gardening and landscapes"),
    ];
    expect(scores(subjects, [one], 1)[0]?.subject).toBe(expected);
  });

  test("tags that are concept ids count", () => {
    const subjects = [subject("x", "general work"), { ...subject("tagged", "general work"), tags: ["skill:firmware"] }];
    expect(scores(subjects, [need("n", "固件分析")], 1)[0]?.subject).toBe("tagged");
  });

  test("newer work counts a little more, and an old fitting one more than a new unfitting one", () => {
    const dated = (id: string, body: string, year: number): OfflineSubject => ({ id, texts: [{ body, year }] });
    const ranked = scores(
      [
        dated("old", "attacks on Modbus traffic", 2010),
        dated("new", "attacks on Modbus traffic", 2026),
        dated("off", "bread", 2026),
      ],
      [plant],
    );
    expect(ranked.map((one) => one.subject)).toEqual(["new", "old", "off"]);
  });
});

describe("small and odd input", () => {
  test.each<[string, OfflineSubject[], OfflineNeed[]]>([
    ["one and one", [subject("s", "Modbus")], [plant]],
    ["nothing in common", [subject("s", "bread")], [plant]],
    ["a subject without texts", [subject("s"), subject("t", "Modbus")], [plant]],
    ["empty texts", [subject("s", ""), subject("t", "")], [need("n", "", "")]],
    ["stop words alone", [subject("s", "the of and")], [need("n", "的了")]],
    ["five alike", ["a", "b", "c", "d", "e"].map((id) => subject(id, "Modbus traffic")), [plant]],
    ["whole numbers as ids", [{ id: 7, texts: [{ body: "Modbus" }] }], [{ id: 8, title: "Modbus", body: "" }]],
  ])("%s: every pair, finite, explained, the same again", (_, subjects, needs) => {
    const result = scores(subjects, needs);
    expect(result).toHaveLength(subjects.length * needs.length);
    expect(result.every(({ score, reasons }) => Number.isFinite(score) && reasons.length > 0)).toBe(true);
    expect(scores(subjects, needs)).toEqual(result);
    expect(typeof result[0]?.subject).toBe(typeof subjects[0]?.id);
  });

  test("top k gives k, or all where there are fewer", () => {
    const three = ["a", "b", "c"].map((id) => subject(id, "Modbus"));
    expect(scores(three, [plant], 2)).toHaveLength(2);
    expect(scores(three, [plant], 9)).toHaveLength(3);
  });
});

describe("reasons", () => {
  test("in English for an English need", () => {
    const known: OfflineSubject = {
      id: "s",
      texts: [{ title: "Watching\n PLCs", body: "attacks on Modbus", year: 2024 }],
    };
    const reasons = scores([known, subject("t", "bread")], [plant])[0]?.reasons ?? [];
    expect(reasons[0]).toBe("both concern: Modbus, Industrial protocols");
    expect(reasons[1]).toContain("attacks");
    expect(reasons[2]).toBe("nearest evidence: “Watching PLCs” (2024)");
    expect(reasons[3]).toMatch(/^score = terms \+\d/);
  });

  test("in Chinese for a Chinese need, in whole words", () => {
    const reasons = scores([subject("s", "工控漏洞挖掘与固件逆向")], [need("n", "控制器漏洞挖掘")])[0]?.reasons ?? [];
    expect(reasons[0]).toBe("共同用语：漏洞挖掘");
    expect(reasons[1]).toBe("最相近的材料：第 1 篇");
  });

  test("says when nothing is shared", () => {
    expect(scores([subject("s", "bread")], [plant])[0]?.reasons[0]).toBe("no terms in common");
    expect(scores([subject("s")], [plant])[0]?.reasons).toContain("the subject has no texts");
  });
});

const shared = process.env.LIANFANG_SHARED_DATA ?? join(process.cwd(), "../shared/data");
const topicsFile = join(shared, "needs/sbir-topics.json");

describe.skipIf(!existsSync(topicsFile))("real research topics (skipped where the shared data is missing)", () => {
  test("the two halves of a topic find each other", () => {
    const { topics } = JSON.parse(readFileSync(topicsFile, "utf8")) as {
      topics: { id: string; description: string }[];
    };
    const halves = topics.map(({ id, description }) => {
      const words = description.split(/\s+/);
      const middle = Math.floor(words.length / 2);
      return { id, first: words.slice(0, middle).join(" "), second: words.slice(middle).join(" ") };
    });
    const found = scores(
      halves.map(({ id, first }) => subject(id, first)),
      halves.map(({ id, second }) => need(id, "", second)),
      3,
    );
    const ranks = halves.map(({ id }) => found.filter((one) => one.need === id).findIndex((one) => one.subject === id));
    expect(ranks.filter((rank) => rank === 0).length / ranks.length).toBeGreaterThan(0.9);
    expect(ranks.filter((rank) => rank >= 0).length / ranks.length).toBeGreaterThan(0.97);
  });
});

describe("profiles of every size", () => {
  const filler = Array.from({ length: 200 }, (_, at) => ({
    body: `Routine note ${at} about office logistics, calendars, travel and catering number ${at * 7}.`,
  }));
  const fitting = { body: "Segmentation of plant networks with industrial firewalls and a Modbus inventory." };
  const need = {
    id: "n",
    title: "Segmentation of a plant network",
    body: "Firewalls between office and plant; Modbus devices.",
  };
  const order = (subjects: Parameters<typeof prepareOffline>[0]) => [
    ...prepareOffline(subjects, [need], options).scoreNeed(need, null),
  ];

  test("one fitting text is enough, two hundred vague ones are not, and they do no harm to a fitting one", () => {
    const scores = new Map(
      order([
        { id: "one", texts: [fitting] },
        { id: "vague", texts: filler },
        { id: "both", texts: [...filler, fitting] },
        { id: "none", texts: [] },
      ]).map(({ subject, score }) => [subject, score]),
    );
    expect(scores.get("one")).toBeGreaterThan(scores.get("vague") ?? 0);
    expect(scores.get("both")).toBeGreaterThanOrEqual(scores.get("one") ?? 0);
    expect(scores.get("vague")).toBeGreaterThanOrEqual(scores.get("none") ?? 0);
  });

  test("a text given twice counts once", () => {
    const once = order([
      { id: "a", texts: [fitting] },
      { id: "b", texts: filler.slice(0, 5) },
    ]);
    const twice = order([
      { id: "a", texts: [fitting, { body: `  ${fitting.body.toUpperCase()} ` }] },
      { id: "b", texts: [...filler.slice(0, 5), ...filler.slice(0, 5)] },
    ]);
    expect(twice.map(({ subject, score }) => [subject, score])).toEqual(
      once.map(({ subject, score }) => [subject, score]),
    );
  });

  test("the need's own author among the subjects does not make the others alike", () => {
    const others = Array.from({ length: 30 }, (_, at) => ({
      id: `s${at}`,
      texts: [
        {
          body: `Plant network ${at % 3 === 0 ? "firewalls" : "travel"} ${at % 5 === 0 ? "segmentation" : "catering"} ${at}`,
        },
      ],
    }));
    const spreadOfOthers = (list: Parameters<typeof prepareOffline>[0]) => {
      const scores = order(list).filter(({ subject }) => subject !== "author");
      return (scores[0]?.score ?? 0) - (scores.at(-1)?.score ?? 0);
    };
    const author = { id: "author", texts: [{ title: need.title, body: need.body }] };
    const alone = spreadOfOthers(others);
    expect(spreadOfOthers([...others, author])).toBeGreaterThan(alone * 0.6);
  });
});
