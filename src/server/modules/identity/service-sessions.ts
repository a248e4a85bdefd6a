import { emailAddress } from "@/domain/identity/email";
import { mayUseFrontDoor } from "@/domain/identity/policy";
import { sessionEnd, sessionStanding } from "@/domain/identity/sessions";
import type { Person } from "@/domain/shared/actor";
import { minute } from "@/domain/shared/time";
import { act } from "@/server/platform/act";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db, type Tx } from "@/server/platform/db";
import { gather } from "@/server/platform/gather";
import { once } from "@/server/platform/once";
import { hashToken, newToken } from "@/server/platform/secrets";
import { actorOf } from "./actor";
import { afterFirstFactor, confirmAddress, type SignInStep } from "./first-factor";
import { findPerson, findPersonByEmail, insertPerson } from "./repo-people";
import {
  findApiTokens,
  findExternal,
  findSessions,
  insertSession,
  linkExternal,
  touchApiToken,
  touchSession,
} from "./repo-sessions";
import { closeSessions } from "./service-account";
import { redeemTicket } from "./tickets";

const touchAfter = minute;

// Every request asks who sent it, so those that arrive together ask together.
const together = { lanes: 2, most: 100 };
const sessions = () => once("sessions-asked", () => gather(findSessions, together));
const apiTokens = () => once("api-tokens-asked", () => gather(findApiTokens, together));

/**
 * The actor behind a session id, or undefined when the session is unknown, revoked, idle for too long or too old,
 * or its person disabled. Looked up on every request: that is what makes a revocation count at once.
 */
export async function actorOfSession(sid: string): Promise<{ actor: Person; sessionId: string } | undefined> {
  const now = new Date();
  const session = await sessions()(hashToken(sid));
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
  const row = await apiTokens()(hashToken(token));
  if (!row || row.revokedAt || row.expiresAt <= now || row.person.disabledAt) return undefined;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > touchAfter) await touchApiToken(db(), row.id, now);
  // A token is made in a session that had shown the second factor where one is required.
  return actorOf(row.person, { actingId: row.organisationId, secondFactor: true, scopes: row.scopes, now });
}

/**
 * Turns a sign-in ticket into a session: the only way a session begins, whatever the first factor was.
 * @returns the random id that only the cookie will know, or null when the ticket is not good (any more)
 */
export function redeemSignIn(ctx: Ctx, ticket: string): Promise<{ personId: string; sid: string } | null> {
  return act(ctx, async (current) => {
    const { tx, permit, record } = current;
    permit(mayUseFrontDoor());
    const { personId, data } = await redeemTicket(tx, "signIn", ticket);
    const person = personId ? await findPerson(tx, personId) : null;
    if (!person || person.disabledAt) return null;
    const now = new Date();
    const replaced = typeof data.replaces === "string" ? data.replaces : null;
    if (replaced) await closeSessions(current, person.id, { id: replaced });
    const only = person.memberships.length === 1 ? person.memberships[0] : undefined;
    const acting =
      typeof data.actingOrganisationId === "string" ? data.actingOrganisationId : (only?.organisationId ?? null);
    const sid = newToken();
    await insertSession(tx, {
      tokenHash: hashToken(sid),
      personId: person.id,
      method: String(data.method ?? "link"),
      expiresAt: sessionEnd(now),
      secondFactorAt: data.secondFactor === true ? now : null,
      actingOrganisationId: acting,
      address: ctx.address,
      userAgent: ctx.userAgent,
    });
    await record({
      act: "session.began",
      entity: "person",
      entityId: person.id,
      facts: { method: String(data.method ?? "link") },
    });
    return { personId: person.id, sid };
  });
}

/**
 * A person known to an OpenID Connect provider named in the environment. Only an address that the provider has verified
 * leads to an account, or makes one; a second factor that was set up here is asked for here.
 * @returns the next step, or null when the provider's word is not enough
 */
export function signInByProvider(
  ctx: Ctx,
  provider: string,
  profile: { subject: string; email: string; emailVerified: boolean; name: string | null },
): Promise<SignInStep | null> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayUseFrontDoor());
    const linked = await findExternal(tx, provider, profile.subject);
    const personId = linked ? linked.id : await personOfAddress(tx, ctx.locale, profile);
    const person = personId ? await findPerson(tx, personId) : null;
    if (!person || person.disabledAt) {
      await record({ act: "account.providerRefused", entity: "person", entityId: "unknown", facts: { provider } });
      return null;
    }
    if (!linked) await linkExternal(tx, provider, profile.subject, person.id);
    await record({ act: "account.providerAccepted", entity: "person", entityId: person.id, facts: { provider } });
    return afterFirstFactor(tx, person, provider);
  });
}

/** The account of an address that a provider has verified, made where there is none. */
async function personOfAddress(
  tx: Tx,
  locale: string,
  profile: { email: string; emailVerified: boolean; name: string | null },
): Promise<string | null> {
  const address = emailAddress.safeParse(profile.email);
  if (!profile.emailVerified || !address.success) return null;
  const email = address.data;
  const known = await findPersonByEmail(tx, email);
  if (known) await confirmAddress(tx, known);
  if (known) return known.id;
  const fresh = { email, passwordHash: null, nameZh: null, nameEn: profile.name, locale, emailVerifiedAt: new Date() };
  return (await insertPerson(tx, fresh)).id;
}

/** A context as if this person had signed in with both factors: for seeds, imports and commands on the machine itself. */
export async function contextOfPerson(personId: string, actingOrganisationId: string | null): Promise<Ctx> {
  const person = await findPerson(db(), personId);
  if (!person) throw new Error(`there is no person ${personId}`);
  return {
    ...systemCtx("command"),
    actor: actorOf(person, { actingId: actingOrganisationId, secondFactor: true, scopes: null, now: new Date() }),
  };
}
