import { describe, expect, it } from "vitest";
import {
  endsVerification,
  mayApplyAgain,
  verificationLife,
  verificationOutcome,
  verificationStanding,
} from "@/domain/identity/verification";
import { addMilliseconds, day } from "@/domain/shared/time";

const yes = (operatorId: string) => ({ approved: true, operatorId });
const no = (operatorId: string) => ({ approved: false, operatorId });

describe("what the operators' decisions come to", () => {
  it.each([
    ["nobody yet", [], "submitted"],
    ["one approves", [yes("a")], "firstApproval"],
    ["two approve", [yes("a"), yes("b")], "verified"],
    ["one approves twice", [yes("a"), yes("a")], "firstApproval"],
    ["one refuses", [no("a")], "refused"],
    ["one approves, another refuses", [yes("a"), no("b")], "refused"],
  ] as const)("%s", (_case, decisions, state) => expect(verificationOutcome(decisions)).toBe(state));
});

describe("what a verification is worth on a day", () => {
  const given = new Date("2026-01-01T00:00:00Z");
  const until = addMilliseconds(given, verificationLife);
  it.each([
    ["never verified", null, 0, "unverified"],
    ["the first day", until, 0, "verified"],
    ["eleven months later", until, 334 * day, "verified"],
    ["thirty days before its end", until, 335 * day, "repeatDue"],
    ["the last millisecond", until, 365 * day - 1, "repeatDue"],
    ["after a year", until, 365 * day, "expired"],
  ] as const)("%s", (_case, verifiedUntil, later, standing) =>
    expect(verificationStanding(verifiedUntil, addMilliseconds(given, later))).toBe(standing),
  );
});

describe("who may hand in evidence (again)", () => {
  it.each([
    ["the first time", null, "unverified", true],
    ["while operators look at the last one", "submitted", "unverified", false],
    ["while the second operator is awaited", "firstApproval", "repeatDue", false],
    ["after a refusal", "refused", "unverified", true],
    ["while verified for months to come", "verified", "verified", false],
    ["in the last month", "verified", "repeatDue", true],
    ["after the year", "verified", "expired", true],
    ["after a change of name ended it", "verified", "unverified", true],
  ] as const)("%s", (_case, latest, standing, may) => expect(mayApplyAgain(latest, standing)).toBe(may));
});

describe("which change ends a verification", () => {
  const before = {
    kind: "enterprise",
    nameZh: "示例水务",
    nameEn: null,
    country: "CN",
    creditCode: "91350100M000100Y43",
  };
  it.each([
    ["nothing", before, false],
    ["an empty English name for none", { ...before, nameEn: "" }, false],
    ["the website", { ...before, website: "https://example.com" }, false],
    ["the Chinese name", { ...before, nameZh: "示例水务集团" }, true],
    ["an English name is added", { ...before, nameEn: "Example Water" }, true],
    ["the credit code", { ...before, creditCode: "91440300708461136T" }, true],
    ["the kind", { ...before, kind: "government" }, true],
  ])("%s", (_case, after, ends) => expect(endsVerification(before, after)).toBe(ends));
});
