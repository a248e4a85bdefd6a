import { describe, expect, it } from "vitest";
import { touchedBy } from "@/domain/guidance/list-check";
import { exportColumns, listRow, readListRows } from "@/domain/guidance/list-import";
import { listItem } from "@/domain/guidance/schema";
import { inertCell } from "@/domain/shared/csv";
import { firm } from "./cast";

const header = ["编号", "性质", "条目", "行业", "活动", "关键词"];

describe("a list file", () => {
  it("comes in whole when every row is right", () => {
    const { items, problems } = readListRows([
      header,
      ["N-01", "禁止", "对运行中的安全仪表系统做主动扫描", "power；water", "众测", "主动扫描,压力测试"],
      ["n-02", "须许可", "境外远程接入", "", "", "远程接入"],
    ]);
    expect(problems).toEqual([]);
    expect(items.map(({ code, effect, subject, activities }) => [code, effect, subject.sectors, activities])).toEqual([
      ["N-01", "forbidden", ["sector:power", "sector:water"], ["crowdTest"]],
      ["N-02", "permission", [], []],
    ]);
  });

  it("brings nothing when one row is wrong, and says what is wrong in which", () => {
    const { items, problems } = readListRows([
      header,
      ["N-01", "禁止", "好", "", "", ""],
      ["编号一", "不知道", "", "moon", "", ""],
      ["N-01", "禁止", "又一条", "", "", ""],
    ]);
    expect(items).toEqual([]);
    expect(problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      "3 sectors CONCEPT_UNKNOWN",
      "3 code ITEM_CODE_FORM",
      "3 effect LIST_VALUE_UNKNOWN",
      "4 code LIST_CODE_TWICE",
    ]);
  });

  it("names a file without codes and one without rows", () => {
    expect(readListRows([["条目"], ["甲"]]).problems[0]?.code).toBe("LIST_NO_CODE_COLUMN");
    expect(readListRows([header]).problems[0]?.code).toBe("LIST_FILE_EMPTY");
  });

  it("goes out and comes in again unchanged", () => {
    const { items } = readListRows([header, ["N-01", "禁止", "甲", "power", "众测", "主动扫描,压力测试"]]);
    expect(readListRows([exportColumns, ...items.map(listRow)]).items).toEqual(items);
  });

  it("leaves no cell that a spreadsheet would run", () => {
    expect(["=1+1", "＝1", "@x", "正常"].map(inertCell)).toEqual(["'=1+1", "'＝1", "'@x", "正常"]);
  });
});

describe("what touches an item", () => {
  const item = listItem.parse({
    code: "N-1",
    effect: "forbidden",
    textZh: "甲",
    activities: ["crowdTest"],
    keywords: ["主动扫描", "scan"],
    concepts: ["asset:sis"],
    subject: { sectors: ["sector:water"] },
  });
  const test = { activity: "crowdTest" as const, text: "", conceptIds: [] };
  it.each([
    ["a word in the text", { ...test, text: "对全网主动扫描" }, firm(), { by: "keyword", found: "主动扫描" }],
    ["a word within another word does not", { ...test, text: "a scandal" }, firm(), null],
    ["a tag", { ...test, conceptIds: ["asset:sis"] }, firm(), { by: "concept", found: "asset:sis" }],
    ["another activity does not", { ...test, activity: "need" as const, text: "主动扫描" }, firm(), null],
    ["another sector does not", { ...test, text: "主动扫描" }, firm({ sectors: ["telecom"] }), null],
    [
      "an unknown sector may be meant",
      { ...test, text: "主动扫描" },
      firm({ sectors: [] }),
      { by: "keyword", found: "主动扫描" },
    ],
  ])("%s", (_, undertaking, organisation, expected) => {
    expect(touchedBy(item, undertaking, organisation)).toEqual(expected);
  });
});
