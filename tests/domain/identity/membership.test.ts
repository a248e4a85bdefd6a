import { describe, expect, it } from "vitest";
import { isMemberAt, keepsAnOwner, mayTurnRole } from "@/domain/identity/membership";
import { platformRoleFault } from "@/domain/identity/platform-roles";

describe("who may turn which role into which (null: not a member)", () => {
  it.each([
    ["an owner invites an owner", "owner", null, "owner", true],
    ["an owner makes an owner a viewer", "owner", "owner", "viewer", true],
    ["an administrator invites an administrator", "admin", null, "admin", true],
    ["an administrator invites an owner", "admin", null, "owner", false],
    ["an administrator makes a member an owner", "admin", "member", "owner", false],
    ["an administrator makes an owner a member", "admin", "owner", "member", false],
    ["an administrator removes an owner", "admin", "owner", null, false],
    ["an administrator removes a member", "admin", "member", null, true],
    ["a member invites a viewer", "member", null, "viewer", false],
    ["a viewer removes a viewer", "viewer", "viewer", null, false],
  ] as const)("%s", (_case, by, from, to, may) => expect(mayTurnRole(by, from, to)).toBe(may));
});

describe("an organisation keeps an owner", () => {
  it.each([
    ["the last owner leaves", 1, "owner", null, false],
    ["the last owner becomes an administrator", 1, "owner", "admin", false],
    ["the last owner stays owner", 1, "owner", "owner", true],
    ["one of two owners leaves", 2, "owner", null, true],
    ["a member leaves", 1, "member", null, true],
  ] as const)("%s", (_case, owners, from, to, keeps) => expect(keepsAnOwner(owners, from, to)).toBe(keeps));
});

describe("when a membership counts", () => {
  const since = new Date("2026-01-01T00:00:00Z");
  const until = new Date("2026-06-01T00:00:00Z");
  it.each([
    ["a day before", "2025-12-31T00:00:00Z", until, false],
    ["from its first instant", "2026-01-01T00:00:00Z", until, true],
    ["up to its end", "2026-05-31T23:59:59Z", until, true],
    ["not at its end", "2026-06-01T00:00:00Z", until, false],
    ["without an end", "2036-01-01T00:00:00Z", null, true],
  ])("%s", (_case, now, end, counts) => expect(isMemberAt({ since, until: end }, new Date(now))).toBe(counts));
});

describe("platform roles are three people", () => {
  it.each([
    ["a first role", null, "operator", 1, null],
    ["the same role again", "auditor", "auditor", 1, null],
    ["a second role beside the first", "operator", "auditor", 1, "oneRoleOnly"],
    ["an operator steps down", "operator", null, 1, null],
    ["one of two security administrators steps down", "securityAdmin", null, 2, null],
    ["the last security administrator steps down", "securityAdmin", null, 1, "lastSecurityAdmin"],
  ] as const)("%s", (_case, held, next, admins, fault) => expect(platformRoleFault(held, next, admins)).toBe(fault));
});
