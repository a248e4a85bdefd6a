import type { Ctx } from "@/server/platform/ctx";
import type { listSessions, PersonRow } from "./repo-people";

/** What leaves the module: never a hash, a secret or somebody else's address. */

export function accountView(me: PersonRow, ctx: Ctx) {
  const actor = ctx.actor.kind === "person" ? ctx.actor : null;
  return {
    id: me.id,
    email: me.email,
    nameZh: me.nameZh,
    nameEn: me.nameEn,
    locale: me.locale,
    timeZone: me.timeZone,
    version: me.version,
    hasPassword: me.passwordHash !== null,
    platformRole: me.platformRole,
    totp: Boolean(me.totp?.confirmedAt),
    passkeys: me.passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    recoveryCodesLeft: me.recoveryCodes.length,
    secondFactor: actor?.secondFactor ?? false,
    secondFactorRequired: actor?.secondFactorRequired ?? false,
    actingId: actor?.acting?.id ?? null,
    organisations: me.memberships.map(({ role, organisation }) => ({
      id: organisation.id,
      nameZh: organisation.nameZh,
      nameEn: organisation.nameEn,
      kind: organisation.kind,
      role,
      verified: organisation.verifiedUntil !== null && organisation.verifiedUntil > new Date(),
    })),
  };
}

export function sessionView(session: Awaited<ReturnType<typeof listSessions>>[number], currentId: string | null) {
  return {
    id: session.id,
    current: session.id === currentId,
    method: session.method,
    userAgent: session.userAgent ?? "",
    address: session.address ?? "",
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    secondFactor: session.secondFactorAt !== null,
  };
}
