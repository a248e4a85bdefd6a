import { describe, expect, it } from "vitest";
import { z } from "zod";
import { issueSentence } from "@/i18n/sentences";

/** What somebody reads beside a field that they filled in wrongly. */
const cases: [name: string, schema: z.ZodType, input: unknown, en: string, zh: string][] = [
  ["nothing where something is needed", z.string().min(1), "", "Fill this in.", "请填写此项。"],
  ["two words too few", z.string().min(10), "a", "Write at least 10 characters.", "请至少填写 10 个字符。"],
  [
    "too long",
    z.string().max(2_000),
    "a".repeat(2_001),
    "At most 2,000 characters fit here. Shorten it.",
    "最多 2,000 个字符，请缩短。",
  ],
  ["no entry", z.array(z.string()).min(1), [], "At least 1 entry is needed.", "请至少选择或填写 1 项。"],
  ["one entry of two", z.array(z.string()).min(2), ["a"], "At least 2 entries are needed.", "请至少选择或填写 2 项。"],
  [
    "three entries of two",
    z.array(z.string()).max(2),
    ["a", "b", "c"],
    "At most 2 entries fit here. Take some away.",
    "最多 2 项，请减少。",
  ],
  ["a number too low", z.int().min(1), 0, "Enter 1 or more.", "请填写不小于 1 的数。"],
  ["a number that has to be above another", z.number().positive(), 0, "Enter more than 0.", "请填写大于 0 的数。"],
  ["a number too high", z.int().max(15), 16, "Enter 15 or less.", "请填写不大于 15 的数。"],
  ["a number that has to be below another", z.number().lt(1), 1, "Enter less than 1.", "请填写小于 1 的数。"],
  ["half of a whole number", z.int(), 1.5, "Enter a whole number.", "请填写整数。"],
  ["letters for a number", z.int(), null, "Enter a number.", "请填写数字。"],
  [
    "half of an address of mail",
    z.email(),
    "somebody",
    "Enter a whole email address, such as name@example.com.",
    "请填写完整的邮箱地址，如 name@example.com。",
  ],
  [
    "half of an address",
    z.url(),
    "example",
    "Enter a whole address, such as https://example.com.",
    "请填写完整的网址，如 https://example.com。",
  ],
  ["no day", z.iso.date(), "", "Choose a date.", "请选择一个日期。"],
  ["no moment", z.iso.datetime(), "", "Choose a date and a time.", "请选择日期和时间。"],
  [
    "a page that is none",
    z.uuid(),
    "some page",
    "This has to be the address of a page here. Copy it from the address bar.",
    "这里需要本平台页面的网址，请从浏览器地址栏复制。",
  ],
  ["a choice that is none", z.enum(["a", "b"]), "c", "Choose one of those listed.", "请从所列选项中选择。"],
];

describe("what is wrong with a field is said in the reader's words", () => {
  it.each(cases)("%s", (_, schema, input, en, zh) => {
    const [issue] = schema.safeParse(input).error?.issues ?? [];
    if (!issue) throw new Error("nothing is wrong with it");
    expect([issueSentence("en", issue), issueSentence("zh-CN", issue)]).toEqual([en, zh]);
  });
});
