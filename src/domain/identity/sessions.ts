import type { PlatformRole } from "../shared/actor";
import { hour, minute } from "../shared/time";
export function sessionStanding(
  s: { lastSeenAt: Date; expiresAt: Date; revokedAt: Date | null; platformRole: PlatformRole | null },
  now: Date,
): "live" | "idle" | "expired" | "revoked" {
  if (s.revokedAt) return "revoked";
  if (s.expiresAt <= now) return "expired";
  return now.getTime() - s.lastSeenAt.getTime() > (s.platformRole ? 30 * minute : 12 * hour) ? "idle" : "live";
}
