import type { Tx } from "@/server/platform/db";

const personWithStanding = {
  include: { memberships: { where: { until: null }, include: { organisation: true } } },
} as const;

/** Sessions with everything an actor is made of, in the order of their hashes. */
export async function findSessions(tx: Pick<Tx, "session">, tokenHashes: readonly string[]) {
  const rows = await tx.session.findMany({
    where: { tokenHash: { in: [...tokenHashes] } },
    include: { person: personWithStanding },
  });
  const known = new Map(rows.map((row) => [row.tokenHash, row]));
  return tokenHashes.map((hash) => known.get(hash));
}

export type SessionRow = NonNullable<Awaited<ReturnType<typeof findSessions>>[number]>;

export async function findApiTokens(tx: Pick<Tx, "apiToken">, tokenHashes: readonly string[]) {
  const rows = await tx.apiToken.findMany({
    where: { tokenHash: { in: [...tokenHashes] } },
    include: { person: personWithStanding },
  });
  const known = new Map(rows.map((row) => [row.tokenHash, row]));
  return tokenHashes.map((hash) => known.get(hash));
}

export function insertSession(
  tx: Tx,
  data: {
    tokenHash: string;
    personId: string;
    method: string;
    expiresAt: Date;
    secondFactorAt: Date | null;
    actingOrganisationId: string | null;
    address: string;
    userAgent: string;
  },
) {
  return tx.session.create({ data });
}

export function touchSession(tx: Pick<Tx, "session">, id: string, lastSeenAt: Date) {
  return tx.session.update({ where: { id }, data: { lastSeenAt } });
}

export function touchApiToken(tx: Pick<Tx, "apiToken">, id: string, lastUsedAt: Date) {
  return tx.apiToken.update({ where: { id }, data: { lastUsedAt } });
}

export async function findExternal(tx: Tx, provider: string, subject: string) {
  const link = await tx.externalIdentity.findUnique({
    where: { provider_subject: { provider, subject } },
    include: { person: true },
  });
  return link?.person ?? null;
}

export function linkExternal(tx: Tx, provider: string, subject: string, personId: string) {
  return tx.externalIdentity.create({ data: { provider, subject, personId } });
}
