import { describe, expect, it } from "vitest";
import { sessionEnd, sessionStanding } from "@/domain/identity/sessions";
import { day, hour, minute, second } from "@/domain/shared/time";

const now = new Date("2026-11-23T12:00:00Z");
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

const session = { lastSeenAt: now, expiresAt: sessionEnd(ago(hour)), revokedAt: null, platformRole: null };

describe("whether a session still holds", () => {
  it.each([
    ["just used", session, "live"],
    ["twelve hours of rest", { ...session, lastSeenAt: ago(12 * hour) }, "live"],
    ["a second more", { ...session, lastSeenAt: ago(12 * hour + second) }, "idle"],
    ["an operator's half hour", { ...session, platformRole: "operator", lastSeenAt: ago(30 * minute) }, "live"],
    ["a second more", { ...session, platformRole: "operator", lastSeenAt: ago(30 * minute + second) }, "idle"],
    ["an auditor after one hour", { ...session, platformRole: "auditor", lastSeenAt: ago(hour) }, "idle"],
    ["used without pause, seven days old", { ...session, expiresAt: sessionEnd(ago(7 * day)) }, "expired"],
    ["one second before", { ...session, expiresAt: sessionEnd(ago(7 * day - second)) }, "live"],
    ["revoked a moment ago", { ...session, revokedAt: ago(1) }, "revoked"],
    ["revoked and long over", { ...session, revokedAt: ago(day), expiresAt: ago(day) }, "revoked"],
  ] as const)("%s", (_case, facts, standing) => expect(sessionStanding(facts, now)).toBe(standing));
});
