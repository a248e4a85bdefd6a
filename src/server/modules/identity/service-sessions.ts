import { sessionStanding } from "@/domain/identity/sessions";
import type { Person } from "@/domain/shared/actor";
import { addMilliseconds, day, minute } from "@/domain/shared/time";
import type { Act } from "@/server/platform/act";
import { db } from "@/server/platform/db";
import { hashToken, newToken } from "@/server/platform/secrets";
import { actorOf } from "./actor";
import { findApiToken, findSession, insertSession, touchApiToken, touchSession } from "./repo-sessions";

export const absoluteLife = 7 * day;
const touchAfter = minute;

/**
 * The actor behind a session id, or undefined when the session is unknown, revoked, idle for too long or too old,
 * or its person disabled. Looked up on every request: that is what makes a revocation count at once.
 */
export async function actorOfSession(sid: string): Promise<{ actor: Person; sessionId: string } | undefined> {
  const now = new Date();
  const session = await findSession(db(), hashToken(sid));
  if (!session || session.person.disabledAt) return undefined;
  const standing = sessionStanding({ ...session, platformRole: session.person.platformRole }, now);
  if (standing !== "live") return undefined;
  if (now.getTime() - session.lastSeenAt.getTime() > touchAfter) await touchSession(db(), session.id, now);
  const actor = actorOf(session.person, {
    actingId: session.actingOrganisationId,
    secondFactor: session.secondFactorAt !== null,
    scopes: null,
    now,
  });
  return { actor, sessionId: session.id };
}

/** The actor behind an API token: its person, acting as the token's organisation, narrowed to its scopes. */
export async function actorOfApiToken(token: string): Promise<Person | undefined> {
  const now = new Date();
  const row = await findApiToken(db(), hashToken(token));
  if (!row || row.revokedAt || row.expiresAt <= now || row.person.disabledAt) return undefined;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > touchAfter) await touchApiToken(db(), row.id, now);
  // A token is made in a session that had shown the second factor where one is required.
  return actorOf(row.person, { actingId: row.organisationId, secondFactor: true, scopes: row.scopes, now });
}

/** Begins a session inside the sign-in's own act. @returns the random id that only the cookie will know */
export async function beginSession(
  { tx, ctx }: Act,
  person: { id: string; actingOrganisationId: string | null },
  method: string,
  secondFactorAt: Date | null,
  now: Date,
): Promise<string> {
  const sid = newToken();
  await insertSession(tx, {
    tokenHash: hashToken(sid),
    personId: person.id,
    method,
    expiresAt: addMilliseconds(now, absoluteLife),
    secondFactorAt,
    actingOrganisationId: person.actingOrganisationId,
    address: ctx.address,
    userAgent: ctx.userAgent,
  });
  return sid;
}
