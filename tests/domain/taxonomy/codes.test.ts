import { describe, expect, test } from "vitest";
import { isFrameworkConcept, isLanguageCode, isRegionCode, isSector } from "@/domain/taxonomy/codes";

describe("a region", () => {
  test.each(["CN", "CN-33", "CN-81", "DE", "DE-BY", "GB-ENG", "US-6"])("%s exists", (code) =>
    expect(isRegionCode(code)).toBe(true),
  );
  test.each(["", "XX", "CN-99", "CN-ZJ", "CN-", "DE-", "XX-BY", "de", "DE-BYRN", "Zhejiang", "浙江", "CN-33-1"])(
    "%s does not",
    (code) => expect(isRegionCode(code)).toBe(false),
  );
});

test.each([
  ["sector:water", true],
  ["gbt4754:C", true],
  ["sector:gambling", false],
  ["skill:segmentation", false],
  ["water", false],
])("%s is a sector: %s", (id, known) => expect(isSector(id)).toBe(known));

test.each([
  ["skill:segmentation", true],
  ["sector:water", true],
  ["skill:telepathy", false],
  ["region:CN-33", false],
  ["tag:anything", false],
])("%s is something a framework names: %s", (id, known) => expect(isFrameworkConcept(id)).toBe(known));

test.each([
  ["zh", true],
  ["yue", true],
  ["wuu", true],
  ["xx", false],
  ["qqq", false],
])("%s is a language: %s", (code, known) => expect(isLanguageCode(code)).toBe(known));
