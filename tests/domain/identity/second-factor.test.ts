import { describe, expect, it } from "vitest";
import {
  formatRecoveryCode,
  isTotpStepUsable,
  needsSecondFactor,
  readRecoveryCode,
  totpStep,
} from "@/domain/identity/second-factor";

describe("who must use a second factor", () => {
  it.each([
    ["a member of an enterprise", null, ["enterprise"], false],
    ["a member of an institute and of a ministry", null, ["research", "government"], true],
    ["an operator without organisation", "operator", [], true],
    ["an auditor", "auditor", ["enterprise"], true],
    ["somebody without either", null, [], false],
  ] as const)("%s", (_case, platformRole, organisationKinds, needs) =>
    expect(needsSecondFactor({ platformRole, organisationKinds })).toBe(needs),
  );
});

describe("recovery codes", () => {
  it("are three groups of four, without letters a hand mistakes", () => {
    expect(formatRecoveryCode(new Uint8Array([7, 23, 2, 20, 0, 29, 24, 13, 27, 19, 9, 4]))).toBe("7Q2M-0XRD-VK94");
    expect(() => formatRecoveryCode(new Uint8Array(8))).toThrow(RangeError);
  });
  it.each([
    ["as printed", "7Q2M-0XRD-VK94", "7Q2M0XRDVK94"],
    ["small letters, no hyphens", "7q2m0xrdvk94", "7Q2M0XRDVK94"],
    ["letter O for zero", "7Q2M-OXRD-VK94", "7Q2M0XRDVK94"],
    ["i and l for one", "iQ2M-0XRD-VKl4", "1Q2M0XRDVK14"],
    ["too short", "7Q2M-0XRD", null],
    ["a letter that no code has", "7Q2M-0XRD-VKU4", null],
    ["an app's six digits", "123456", null],
  ])("%s", (_case, typed, code) => expect(readRecoveryCode(typed)).toBe(code));
});

describe("a code of an app counts once (RFC 6238, 5.2)", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  const step = totpStep(now);
  it.each([
    ["the first code ever", step, null, true],
    ["the same code again", step, step, false],
    ["the next one", step + 1, step, true],
    ["the one before, not used yet", step - 1, step - 5, true],
    ["the one before, after a newer was used", step - 1, step, false],
    ["a minute old", step - 2, null, false],
    ["from a clock a minute fast", step + 2, null, false],
  ])("%s", (_case, offered, lastUsed, usable) => expect(isTotpStepUsable(offered, lastUsed, now)).toBe(usable));
});
