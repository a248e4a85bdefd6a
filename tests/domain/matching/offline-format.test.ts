import { describe, expect, test } from "vitest";
import { offlineNeed, offlineSubject, parseOfflineLine } from "@/domain/matching/offline-format";
import { languageOf } from "@/domain/matching/offline-reasons";

describe("lines that are in order", () => {
  test.each([
    ['{"id":"a","texts":[]}'],
    ['{"id":7,"texts":[{"body":"x"}]}'],
    ['{"id":"a","texts":[{"title":"t","body":"","year":2024}],"tags":["x"]}'],
    ['{"id":"a","texts":[{"title":null,"body":"x","year":null}],"tags":null}'],
  ])("%s", (line) => {
    expect(parseOfflineLine(offlineSubject, line).ok).toBe(true);
  });

  test("a field that is not part of the format is named, not kept", () => {
    expect(parseOfflineLine(offlineNeed, '{"id":"a","title":"t","body":"b","url":"u"}')).toEqual({
      ok: true,
      value: { id: "a", title: "t", body: "b" },
      unknownFields: ["url"],
    });
  });
});

describe("lines that are not name the field", () => {
  test.each([
    ["{", { field: "", problem: "notJson", expected: "" }],
    ["[]", { field: "", problem: "notObject", expected: "" }],
    ['"text"', { field: "", problem: "notObject", expected: "" }],
    ['{"texts":[]}', { field: "id", problem: "missing", expected: "" }],
    ['{"id":"","texts":[]}', { field: "id", problem: "empty", expected: "" }],
    ['{"id":true,"texts":[]}', { field: "id", problem: "wrongType", expected: "string" }],
    ['{"id":"a"}', { field: "texts", problem: "missing", expected: "" }],
    ['{"id":"a","texts":{}}', { field: "texts", problem: "wrongType", expected: "array" }],
    ['{"id":"a","texts":[{"body":"x"},{}]}', { field: "texts[1].body", problem: "missing", expected: "" }],
    ['{"id":"a","texts":[{"body":5}]}', { field: "texts[0].body", problem: "wrongType", expected: "string" }],
    [
      '{"id":"a","texts":[{"body":"","year":"2020"}]}',
      { field: "texts[0].year", problem: "wrongType", expected: "number" },
    ],
    ['{"id":"a","texts":[{"body":"","year":20}]}', { field: "texts[0].year", problem: "outOfRange", expected: "" }],
    ['{"id":"a","texts":[],"tags":"x"}', { field: "tags", problem: "wrongType", expected: "array" }],
  ])("%s", (line, problem) => {
    expect(parseOfflineLine(offlineSubject, line)).toEqual({ ok: false, problems: [problem] });
  });
});

test.each([
  ["工控安全", "zh-CN"],
  ["面向 SCADA 的入侵检测研究", "zh-CN"],
  ["Intrusion detection for SCADA", "en"],
  ["A study of 工控 protocols and their weaknesses in practice", "en"],
  ["", "en"],
])("%s is %s", (text, locale) => {
  expect(languageOf(text)).toBe(locale);
});
