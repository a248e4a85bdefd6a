import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "@/domain/shared/canonical-json";

describe("canonical JSON", () => {
  it.each([
    ["keys in order, no white space", { b: 1, a: [true, null] }, '{"a":[true,null],"b":1}'],
    ["text in NFC", "e\u0301", '"é"'],
    ["undefined members are absent", { a: undefined, b: "乙" }, '{"b":"乙"}'],
    ["an instant", new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])("%s", (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it("is JSON that reads back to the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it("refuses what JSON cannot carry", () => {
    expect(() => canonicalJson({ a: 1n })).toThrow(TypeError);
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  });
});
