import { erasedDomain } from "@/domain/shared/erased";
import type { Tx } from "@/server/platform/db";

export function findPersonByEmail(tx: Pick<Tx, "person">, email: string) {
  return tx.person.findUnique({
    where: { email },
    include: { totp: true, passkeys: true, memberships: { where: { until: null } } },
  });
}

export function findPerson(tx: Pick<Tx, "person">, id: string) {
  return tx.person.findUnique({
    where: { id },
    include: {
      totp: true,
      passkeys: true,
      recoveryCodes: { where: { usedAt: null } },
      memberships: { where: { until: null }, include: { organisation: true } },
    },
  });
}

export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

export function insertPerson(
  tx: Tx,
  data: {
    email: string;
    passwordHash: string | null;
    nameZh: string | null;
    nameEn: string | null;
    locale: string;
    emailVerifiedAt?: Date | null;
  },
) {
  return tx.person.create({ data });
}

export function updatePerson(tx: Tx, id: string, data: Parameters<Tx["person"]["update"]>[0]["data"]) {
  return tx.person.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

/** Updates only the version the form was made from. @returns false when somebody else was quicker */
export async function updatePersonAtVersion(
  tx: Tx,
  id: string,
  version: number,
  data: Parameters<Tx["person"]["updateMany"]>[0]["data"],
): Promise<boolean> {
  const { count } = await tx.person.updateMany({
    where: { id, version },
    data: { ...data, version: { increment: 1 } },
  });
  return count === 1;
}

export function countPeople(tx: Pick<Tx, "person">) {
  return tx.person.count();
}

export function insertOneTimeToken(
  tx: Tx,
  data: {
    purpose: string;
    tokenHash: string;
    personId: string | null;
    email: string | null;
    data: object;
    expiresAt: Date;
  },
) {
  return tx.oneTimeToken.create({ data });
}

/** Uses up a token in one statement, so that of two parallel uses one finds it and the other does not. */
export async function spendOneTimeToken(tx: Tx, purpose: string, tokenHash: string) {
  const { count } = await tx.oneTimeToken.updateMany({
    where: { purpose, tokenHash, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  const row = await tx.oneTimeToken.findUnique({ where: { tokenHash } });
  return { spent: count === 1 && row?.purpose === purpose, row: row?.purpose === purpose ? row : null };
}

export function peekOneTimeToken(tx: Pick<Tx, "oneTimeToken">, purpose: string, tokenHash: string) {
  return tx.oneTimeToken.findFirst({ where: { purpose, tokenHash, usedAt: null, expiresAt: { gt: new Date() } } });
}

export async function endSessions(
  tx: Tx,
  where: { personId: string; id?: string; exceptId?: string | null },
  revokedAt: Date,
): Promise<string[]> {
  const live = await tx.session.findMany({
    where: {
      personId: where.personId,
      revokedAt: null,
      ...(where.id ? { id: where.id } : {}),
      ...(where.exceptId ? { NOT: { id: where.exceptId } } : {}),
    },
    select: { id: true },
  });
  const ids = live.map(({ id }) => id);
  await tx.session.updateMany({ where: { id: { in: ids } }, data: { revokedAt } });
  return ids;
}

export function listSessions(tx: Pick<Tx, "session">, personId: string) {
  return tx.session.findMany({
    where: { personId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { lastSeenAt: "desc" },
    take: 100,
  });
}

export function setActing(tx: Tx, sessionId: string, actingOrganisationId: string | null) {
  return tx.session.update({ where: { id: sessionId }, data: { actingOrganisationId } });
}

export function listOperators(tx: Pick<Tx, "person">) {
  return tx.person.findMany({ where: { platformRole: "operator", disabledAt: null } });
}

/** Locks all of them, so that two who remove each other at the same moment wait for one another. */
export async function lockSecurityAdmins(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Person" WHERE "platformRole" = 'securityAdmin' AND "disabledAt" IS NULL ORDER BY "id" FOR UPDATE`;
  return rows.length;
}

export function listRoleHolders(tx: Pick<Tx, "person">) {
  return tx.person.findMany({
    where: { platformRole: { not: null }, disabledAt: null },
    orderBy: [{ platformRole: "asc" }, { email: "asc" }],
  });
}

const presently = { memberships: { where: { until: null } } } as const;

/** Whose account was erased stays known by the pseudonym, so that results and terms keep an author. */
export function findPeople(tx: Pick<Tx, "person">, ids: readonly string[]) {
  return tx.person.findMany({
    where: { id: { in: [...ids] }, OR: [{ disabledAt: null }, { email: { endsWith: erasedDomain } }] },
    include: presently,
  });
}

/** With the memberships that ended, for rules that look back. */
export function listAffiliations(tx: Pick<Tx, "person">, ids: readonly string[]) {
  return tx.person.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      email: true,
      emailVerifiedAt: true,
      memberships: { select: { organisationId: true, until: true } },
    },
  });
}

export function findPeopleByEmail(tx: Pick<Tx, "person">, emails: readonly string[]) {
  return tx.person.findMany({ where: { email: { in: [...emails] }, disabledAt: null }, include: presently });
}
