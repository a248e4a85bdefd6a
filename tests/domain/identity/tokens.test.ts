import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { effectiveScopes, formatApiToken, isApiTokenShaped, tokenExpiry } from "@/domain/identity/tokens";

describe("API tokens", () => {
  it.each([
    ["the smallest", new Uint8Array(32), /^lf_0{43}[0-9A-Za-z]{6}$/u],
    ["the largest", new Uint8Array(32).fill(255), /^lf_[0-9A-Za-z]{49}$/u],
  ])("are a prefix, 43 characters and a checksum of six: %s", (_case, bytes, shape) => {
    expect(formatApiToken(bytes)).toMatch(shape);
    expect(isApiTokenShaped(formatApiToken(bytes))).toBe(true);
  });

  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  it("every token is well formed, and different bytes give different tokens", () =>
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const same = one.every((byte, i) => byte === other[i]);
        return isApiTokenShaped(formatApiToken(one)) && (formatApiToken(one) === formatApiToken(other)) === same;
      }),
    ));
  it("one wrong character is noticed without a look-up", () =>
    fc.assert(
      fc.property(bytes, fc.integer({ min: 3, max: 51 }), (given, at) => {
        const token = formatApiToken(given);
        const wrong = token.slice(0, at) + (token.charAt(at) === "a" ? "b" : "a") + token.slice(at + 1);
        return !isApiTokenShaped(wrong);
      }),
    ));
  it.each(["", "lf_", "lf_short", `sk_${"0".repeat(49)}`, ` ${formatApiToken(new Uint8Array(32))}`])(
    "%j is none",
    (text) => expect(isApiTokenShaped(text)).toBe(false),
  );
  it("asks for 256 bits", () => expect(() => formatApiToken(new Uint8Array(16))).toThrow(RangeError));
});

describe("what a token may do", () => {
  it.each([
    ["scope and right", ["needs:read"], ["needs:read", "needs:write"], ["needs:read"]],
    ["a scope without the right", ["needs:read", "needs:write"], ["needs:read"], ["needs:read"]],
    ["a right without the scope", [], ["needs:read"], []],
    ["a scope nobody knows any more", ["drills:write"], ["needs:read"], []],
  ] as const)("%s", (_case, scopes, rights, may) => expect(effectiveScopes(scopes, rights)).toEqual(may));

  it.each([
    [1, "2026-11-24T12:00:00.000Z"],
    [90, "2027-02-21T12:00:00.000Z"],
    [365, "2027-02-21T12:00:00.000Z"],
  ])("%i days end at %s", (days, end) =>
    expect(tokenExpiry(new Date("2026-11-23T12:00:00Z"), days).toISOString()).toBe(end),
  );
});
