import { describe, expect, it } from "vitest";
import { seesChallenge, writeupsSeen } from "@/domain/competitions/visibility";

const now = new Date("2026-05-01T08:00:00Z");
const later = new Date("2026-05-01T09:00:00Z");
const shown = { state: "visible" as const, divisionKeys: [], startsAt: null };

describe("a challenge", () => {
  it.each([
    ["shown to everybody", null, null, shown, true],
    ["hidden", null, "open", { ...shown, state: "hidden" as const }, false],
    ["withdrawn", null, "open", { ...shown, state: "withdrawn" as const }, false],
    ["of another division", null, "open", { ...shown, divisionKeys: ["students"] }, false],
    ["of one's own division", null, "students", { ...shown, divisionKeys: ["students", "school"] }, true],
    ["of a division, to somebody in none", null, null, { ...shown, divisionKeys: ["students"] }, false],
    ["before its hour", null, "open", { ...shown, startsAt: later }, false],
    ["at its hour", null, "open", { ...shown, startsAt: now }, true],
    ["hidden, to a setter", "setter" as const, null, { ...shown, state: "hidden" as const, startsAt: later }, true],
    ["hidden, to an organiser", "organiser" as const, null, { ...shown, state: "hidden" as const }, true],
  ])("%s", (_name, role, division, challenge, seen) => {
    expect(seesChallenge({ role, division }, challenge, now)).toBe(seen);
  });
});

describe("writeups", () => {
  const team = { id: "t", state: "accepted" as const, captain: false };
  const past = new Date("2026-05-01T07:00:00Z");
  it.each([
    ["while it runs, the embargo over", null, "running" as const, team, past, "own"],
    ["while it is paused, to a spectator", null, "paused" as const, null, past, "none"],
    ["after the end, the embargo over", null, "ended" as const, null, past, "all"],
    ["after the end, before the embargo ends", null, "finalised" as const, null, later, "none"],
    ["after the end, without a date", null, "finalised" as const, team, null, "own"],
    ["to an organiser at any time", "organiser" as const, "running" as const, null, null, "all"],
    ["to a setter as to everybody", "setter" as const, "running" as const, null, null, "none"],
    ["of a cancelled event", null, "cancelled" as const, null, past, "none"],
  ])("%s", (_name, role, state, of, until, seen) => {
    expect(writeupsSeen({ role, state, team: of, frozen: false }, until, now)).toBe(seen);
  });

  it.each([
    ["to everybody", null, null, "none"],
    ["to a team", null, team, "own"],
    ["to an organiser", "organiser" as const, null, "all"],
  ])("of a frozen board after the end, %s", (_name, role, of, seen) => {
    expect(writeupsSeen({ role, state: "ended", team: of, frozen: true }, past, now)).toBe(seen);
  });
});
