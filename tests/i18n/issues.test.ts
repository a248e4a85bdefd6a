import { expect, test } from "vitest";
import { z } from "zod";
import { issueSentence } from "@/i18n/sentences";

/** What a form says of something typed or chosen: in neither language a word that only a programmer knows. */
test.each<[what: string, schema: z.ZodType, value: unknown, zh: string, en: string]>([
  ["empty text", z.string().min(1), "", "请填写此项。", "Fill this in."],
  ["short text", z.string().min(3), "a", "至少填写 3 个字符。", "Write at least 3 characters."],
  ["long text", z.string().max(3), "long", "最多填写 3 个字符。", "Write at most 3 characters."],
  ["empty list", z.array(z.string()).min(1), [], "至少需要 1 项。", "At least one is needed."],
  ["short list", z.array(z.string()).min(2), ["a"], "至少需要 2 项。", "At least 2 are needed."],
  ["long list", z.array(z.string()).max(1), ["a", "b"], "最多 1 项。", "No more than 1 are taken."],
  ["low number", z.int().min(1), 0, "不能小于 1。", "At least 1."],
  ["high number", z.int().max(15), 16, "不能大于 15。", "At most 15."],
  ["number not above", z.number().gt(0), 0, "须大于 0。", "More than 0."],
  ["number not below", z.number().lt(1), 1, "须小于 1。", "Less than 1."],
  ["no number", z.int(), null, "请填写数字。", "A number is expected here."],
  ["part of a number", z.int(), 1.5, "请填写整数。", "A whole number is expected here."],
  ["no address", z.email(), "somebody", "邮箱地址格式不正确。", "This is not an e-mail address."],
  ["no date", z.iso.date(), "tomorrow", "请填写日期。", "Give a date."],
  ["no moment", z.iso.datetime(), "", "请填写日期。", "Give a date."],
])("%s", (_, schema, value, zh, en) => {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (!issue) throw new Error("the value was taken");
  expect(issueSentence("zh-CN", issue)).toBe(zh);
  expect(issueSentence("en", issue)).toBe(en);
});
