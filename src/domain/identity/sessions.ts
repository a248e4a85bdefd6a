import type { PlatformRole } from "../shared/actor";
import { day, hour, minute } from "../shared/time";

/** However busy, a session ends this long after sign-in, in milliseconds. */
const absoluteLife = 7 * day;

/** How long a session may rest, in milliseconds: platform roles walk away from a screen that shows everything. */
export function idleLife(platformRole: PlatformRole | null): number {
  return platformRole === null ? 12 * hour : 30 * minute;
}

/** When a session that begins now ends at the latest. */
export function sessionEnd(begunAt: Date): Date {
  return new Date(begunAt.getTime() + absoluteLife);
}

export type SessionStanding = "live" | "idle" | "expired" | "revoked";

/**
 * Whether a session still holds. The role is the one held now, not at sign-in: whoever becomes an operator has the
 * shorter rest from that moment. Exactly at the limit a session is still live by rest, and over by age.
 */
export function sessionStanding(
  session: { lastSeenAt: Date; expiresAt: Date; revokedAt: Date | null; platformRole: PlatformRole | null },
  now: Date,
): SessionStanding {
  if (session.revokedAt) return "revoked";
  if (session.expiresAt <= now) return "expired";
  return now.getTime() - session.lastSeenAt.getTime() > idleLife(session.platformRole) ? "idle" : "live";
}
