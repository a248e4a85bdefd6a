import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { currencyIn, readBudget, scaleOfColumn } from "@/domain/needs/import-budgets";
import { guessColumns, readColumnMap } from "@/domain/needs/import-columns";
import { readDate } from "@/domain/needs/import-dates";
import { draftFromRow, type Row, type RowOptions } from "@/domain/needs/import-rows";

function result(row: Row, options?: RowOptions) {
  return draftFromRow(row, guessColumns(Object.keys(row)), 1, options);
}

function contentOf(row: Row, options?: RowOptions) {
  const { draft, problems } = result(row, options);
  if (draft === null) throw new Error(JSON.stringify(problems));
  return draft.content;
}

function problemsOf(row: Row): string[] {
  return (result(row).problems ?? []).map(({ column, code }) => `${column}: ${code}`);
}

describe("columns are known by their names", () => {
  test.each<[string[], object]>([
    [
      ["id", "agency", "title", "objective", "description", "keywords"],
      { key: "id", title: "title", summary: "objective", description: "description", keywords: "keywords" },
    ],
    [
      ["序号", "需求名称", "需求内容", "预算（万元）", "截止日期", "所属行业", "所在地区"],
      {
        key: "序号",
        title: "需求名称",
        description: "需求内容",
        budget: "预算（万元）",
        deadline: "截止日期",
        sector: "所属行业",
        region: "所在地区",
      },
    ],
    [
      ["Topic Number", "TITLE ", "Close_Date", "Max. budget"],
      { key: "Topic Number", title: "TITLE ", deadline: "Close_Date", budgetMax: "Max. budget" },
    ],
    [["colour", "smell"], {}],
  ])("%j", (columns, map) => {
    expect(guessColumns(columns)).toEqual(map);
  });
});

describe("a map that somebody wrote", () => {
  const columns = ["Name", "What", "Why"];

  test("is taken", () => {
    expect(readColumnMap('{"title": "Name", "description": ["What", "Why"]}', columns)).toEqual({
      ok: true,
      map: { title: "Name", description: ["What", "Why"] },
    });
  });

  test.each([
    ["{", "IMPORT_NOT_JSON"],
    ["[]", "MAP_NOT_OBJECT"],
    ['{"name": "Name"}', "MAP_FIELD"],
    ['{"title": 7}', "MAP_VALUE"],
    ['{"title": []}', "MAP_VALUE"],
    ['{"title": "Titel"}', "MAP_COLUMN"],
  ])("%s is refused with %s", (text, code) => {
    const read = readColumnMap(text, columns);
    expect(read.ok ? [] : read.problems.map((problem) => problem.code)).toEqual([code]);
  });
});

describe("dates, in China's time where no zone is named", () => {
  test.each([
    ["2026-12-31", "2026-12-31T15:59:59.000Z"],
    ["2026/12/31", "2026-12-31T15:59:59.000Z"],
    ["2026.12.31", "2026-12-31T15:59:59.000Z"],
    ["20261231", "2026-12-31T15:59:59.000Z"],
    ["2026年12月31日", "2026-12-31T15:59:59.000Z"],
    ["２０２６年１月５日", "2026-01-05T15:59:59.000Z"],
    ["2026年12月31日17时30分", "2026-12-31T09:30:00.000Z"],
    ["2026年12月31日 17点", "2026-12-31T09:00:00.000Z"],
    ["2026-12-31 17:00", "2026-12-31T09:00:00.000Z"],
    ["2026-12-31T17:00:30", "2026-12-31T09:00:30.000Z"],
    ["2026-12-31T17:00:00Z", "2026-12-31T17:00:00.000Z"],
    ["2026-12-31 17:00:00+01:00", "2026-12-31T16:00:00.000Z"],
    ["31 Dec 2026", "2026-12-31T15:59:59.000Z"],
    ["31st December, 2026", "2026-12-31T15:59:59.000Z"],
    ["December 31, 2026", "2026-12-31T15:59:59.000Z"],
    ["Dec 31, 2026 17:00", "2026-12-31T09:00:00.000Z"],
    ["31-Dec-2026", "2026-12-31T15:59:59.000Z"],
    ["31.12.2026", "2026-12-31T15:59:59.000Z"],
    ["12/31/2026", "2026-12-31T15:59:59.000Z"],
    ["31/12/2026", "2026-12-31T15:59:59.000Z"],
    ["05/05/2026", "2026-05-05T15:59:59.000Z"],
    ["46387", "2026-12-31T15:59:59.000Z"],
    ["46387.5", "2026-12-31T04:00:00.000Z"],
  ])("%s", (cell, instant) => {
    expect(readDate(cell, 480)).toEqual({ instant });
  });

  test.each(["", "soon", "2026", "2026-13-01", "2026-02-30", "2026-12-31 25:00", "31 Foo 2026", "12", "99999"])(
    "“%s” is none",
    (cell) => {
      expect(readDate(cell, 480)).toBeNull();
    },
  );

  test("the third of April or the fourth of March: nobody guesses", () => {
    expect(readDate("03/04/2026", 480)).toBe("ambiguous");
  });
});

describe("budgets in fen", () => {
  test.each<[string, number | null, number | null]>([
    ["500000", null, 50_000_000],
    ["500,000.50", null, 50_000_050],
    ["50万元", null, 50_000_000],
    ["50 万", null, 50_000_000],
    ["1.25万元", null, 1_250_000],
    ["1.5亿元", null, 15_000_000_000],
    ["30-50万元", 30_000_000, 50_000_000],
    ["30万-50万", 30_000_000, 50_000_000],
    ["30万元至50万元", 30_000_000, 50_000_000],
    ["30～50万", 30_000_000, 50_000_000],
    ["不超过80万元", null, 80_000_000],
    ["80万元以内", null, 80_000_000],
    ["80万元以上", 80_000_000, null],
    ["¥500,000", null, 50_000_000],
    ["USD 1.2 million", null, 120_000_000],
    ["up to $100k", null, 10_000_000],
    ["from 100k to 200k", 10_000_000, 20_000_000],
    ["at least 5,000 EUR", 500_000, null],
    ["0", null, 0],
  ])("%s is %j to %j", (cell, min, max) => {
    expect(readBudget(cell, "CNY")).toEqual({ min, max });
  });

  test.each(["面议", "待定", "TBD", "n/a", "-", " "])("“%s” leaves it open", (cell) => {
    expect(readBudget(cell, "CNY")).toBeNull();
  });

  test.each([
    ["a lot", "ROW_AMOUNT"],
    ["1, 2, 3 or 4", "ROW_AMOUNT"],
    ["-5万", "ROW_AMOUNT_NEGATIVE"],
    ["50-30万", "ROW_BUDGET_ORDER"],
    ["99999999亿", "ROW_AMOUNT_LARGE"],
  ])("“%s” is refused: %s", (cell, fault) => {
    expect(readBudget(cell, "CNY")).toBe(fault);
  });

  test("yen have no hundredths, and a column may give the unit", () => {
    expect(readBudget("500000", "JPY")).toEqual({ min: null, max: 500_000 });
    expect(readBudget("50", "CNY", scaleOfColumn("预算（万元）"))).toEqual({ min: null, max: 50_000_000 });
    expect([scaleOfColumn("Budget (k€)"), scaleOfColumn("Budget"), scaleOfColumn("budget in million USD")]).toEqual([
      1_000, 1, 1_000_000,
    ]);
  });

  test.each([
    ["¥500", "CNY"],
    ["人民币", "CNY"],
    ["RMB", "CNY"],
    ["500万日元", "JPY"],
    ["100万美元", "USD"],
    ["HK$ 5", "HKD"],
    ["€5", "EUR"],
    ["英镑", "GBP"],
    ["S$5", "SGD"],
    ["500", null],
  ])("%s is %s", (text, currency) => {
    expect(currencyIn(text)).toBe(currency);
  });
});

const least: Row = { 标题: "水厂控制网隔离改造", 描述: "办公网与生产网未隔离，PLC 使用 Modbus，需要工业防火墙。" };

describe("a row becomes a draft", () => {
  test("in Chinese, with tags from its text", () => {
    const content = contentOf({
      ...least,
      "预算（万元）": "30-50",
      截止日期: "2026年12月31日",
      所属行业: "水务",
      所在地区: "福建省福州市",
      需求类型: "揭榜挂帅",
    });
    expect(content).toMatchObject({
      kind: "jointResearch",
      language: "zh-CN",
      title: "水厂控制网隔离改造",
      budget: { currency: "CNY", min: 30_000_000, max: 50_000_000 },
      proposalDeadline: "2026-12-31T15:59:59.000Z",
      sector: "water",
      region: "CN-35",
      visibility: "public",
    });
    expect(content.tags).toEqual(expect.arrayContaining(["skill:segmentation", "asset:plc", "protocol:modbus"]));
  });

  test("in English", () => {
    const content = contentOf({
      Title: "Penetration test of a refinery",
      Description: "The DCS has never been tested.",
      "Budget (USD)": "100k",
      Deadline: "31 Dec 2026 17:00",
      Sector: "petrochemical",
      Location: "DE-BY",
    });
    expect(content).toMatchObject({
      language: "en",
      budget: { currency: "USD", min: null, max: 10_000_000 },
      proposalDeadline: "2026-12-31T09:00:00.000Z",
      sector: "petrochemical",
      region: "DE-BY",
    });
  });

  test("with the quotes that a wrong decoding turned into control characters", () => {
    expect(contentOf({ title: "The plant\u0092s PLC\u200b", description: "\u0093x\u0094" })).toMatchObject({
      title: "The plant’s PLC",
      description: "“x”",
    });
  });

  test("the key is the list's own, or the place in it", () => {
    expect(result({ ...least, 编号: 17 }).draft?.key).toBe("17");
    expect(result(least).draft?.key).toBe("row 1");
  });

  test("what is not known of sector and region stays open and is noted", () => {
    const { draft } = result({ ...least, 行业: "园艺", 地区: "火星" });
    expect(draft?.content.sector).toBeUndefined();
    expect(draft?.notes.map(({ code }) => code)).toEqual(["ROW_SECTOR", "ROW_REGION"]);
  });

  test("a budget without currency takes the one given for the list", () => {
    expect(contentOf({ ...least, budget: "500" }, { currency: "EUR" }).budget).toEqual({
      currency: "EUR",
      min: null,
      max: 50_000,
    });
  });
});

describe("a row is refused, with every reason", () => {
  test.each<[string, Row, string[]]>([
    ["no title", { 描述: "x" }, ["title: ROW_TITLE_MISSING"]],
    ["nothing but a title", { 标题: "x" }, ["description: ROW_TEXT_MISSING"]],
    ["a title too long", { ...least, 标题: "长".repeat(201) }, ["标题: ROW_TOO_LONG"]],
    ["a title that reads backwards", { ...least, 标题: "a\u202eb" }, ["标题: TEXT_INVISIBLE"]],
    ["a date that is none", { ...least, 截止日期: "月底" }, ["截止日期: ROW_DATE"]],
    ["a date that is two", { ...least, Deadline: "03/04/2026" }, ["Deadline: ROW_DATE_AMBIGUOUS"]],
    [
      "questions after the deadline",
      { ...least, 截止日期: "2026-12-01", 提问截止日期: "2026-12-02" },
      ["提问截止日期: ROW_DEADLINES_ORDER"],
    ],
    ["an amount in words", { ...least, 预算: "很多" }, ["预算: ROW_AMOUNT"]],
    ["an amount without currency", { ...least, budget: "500" }, ["budget: ROW_CURRENCY_MISSING"]],
    ["a currency not used here", { ...least, budget: "500", currency: "CHF" }, ["currency: ROW_CURRENCY"]],
    ["ends the wrong way round", { ...least, 预算下限: "5万元", 预算上限: "3万元" }, ["预算下限: ROW_BUDGET_ORDER"]],
    ["an unknown kind", { ...least, 类型: "其他" }, ["类型: ROW_KIND"]],
    [
      "an unknown audience, which must not become everybody",
      { ...least, 可见范围: "内部" },
      ["可见范围: ROW_VISIBILITY"],
    ],
    [
      "three at once",
      { 标题: "", 描述: "x", 截止日期: "?", 预算: "-1元" },
      ["标题: ROW_TITLE_MISSING", "预算: ROW_AMOUNT_NEGATIVE", "截止日期: ROW_DATE"],
    ],
  ])("%s", (_, row, problems) => {
    expect(problemsOf(row)).toEqual(problems);
  });
});

const topicsFile = join(process.env.LIANFANG_SHARED_DATA ?? "../shared/data", "needs/sbir-topics.json");

describe.skipIf(!existsSync(topicsFile))("94 real research topics (skipped where the file is missing)", () => {
  test("all become drafts, with their own keys", () => {
    const { topics } = JSON.parse(readFileSync(topicsFile, "utf8")) as { topics: Row[] };
    const map = guessColumns(Object.keys(topics[0] ?? {}));
    const results = topics.map((topic, index) => draftFromRow(topic, map, index + 1));
    expect(results.flatMap(({ problems }) => problems ?? [])).toEqual([]);
    expect(new Set(results.map(({ draft }) => draft?.key)).size).toBe(94);
    expect(results.every(({ draft }) => draft?.content.language === "en")).toBe(true);
  });
});
