import { expect, test } from "vitest";
import { joinPhrases, readPairOrder } from "@/domain/matching/shared-phrases";

const order = readPairOrder({ title: "资产测绘", body: "工业互联网漏洞挖掘，PLC 固件" });

test.each([
  ["overlapping pairs become the phrase", ["漏洞", "洞挖", "挖掘"], ["漏洞挖掘"]],
  ["whatever their order", ["挖掘", "漏洞", "洞挖"], ["漏洞挖掘"]],
  ["part of two words is nothing to read", ["产测"], []],
  ["single characters are nothing to read", ["漏", "洞"], []],
  ["other words stay in their place", ["plc", "固件"], ["plc", "固件"]],
  ["nothing", [], []],
])("%s", (_, words, phrases) => {
  expect(joinPhrases(words, order)).toEqual(phrases);
});
