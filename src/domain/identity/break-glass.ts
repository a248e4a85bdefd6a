import { addMilliseconds, hour } from "../shared/time";

/** What can be sealed and still be reached in an emergency, one word per kind of thing. */
export const sealedEntities = ["proposal"] as const;
export type SealedEntity = (typeof sealedEntities)[number];

/** How long a granted access lasts, in milliseconds: long enough to act, too short to browse. */
const accessLife = hour;

export function accessEnd(grantedAt: Date): Date {
  return addMilliseconds(grantedAt, accessLife);
}

export type BreakGlassState = "waiting" | "granted" | "refused" | "over";

/** Where a request stands now; one that nobody decided within a day is over, so that old requests cannot be revived. */
export function breakGlassState(
  request: { requestedAt: Date; granted: boolean | null; expiresAt: Date | null },
  now: Date,
): BreakGlassState {
  if (request.granted === null) return now < addMilliseconds(request.requestedAt, 24 * hour) ? "waiting" : "over";
  if (!request.granted) return "refused";
  return request.expiresAt !== null && now < request.expiresAt ? "granted" : "over";
}
