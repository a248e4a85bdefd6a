import type { Tx } from "@/server/platform/db";

export async function readAccountRows(tx: Pick<Tx, "person">, personId: string) {
  return tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      id: true,
      email: true,
      emailVerifiedAt: true,
      nameZh: true,
      nameEn: true,
      locale: true,
      timeZone: true,
      createdAt: true,
      memberships: { select: { organisationId: true, role: true, since: true, until: true } },
      sessions: { select: { createdAt: true, lastSeenAt: true, address: true, userAgent: true, method: true } },
      passkeys: { select: { name: true, createdAt: true, lastUsedAt: true } },
      apiTokens: { select: { name: true, scopes: true, createdAt: true, expiresAt: true } },
    },
  });
}

/** How many organisations would be left with members and without an owner. */
export async function countOwnersLeft(tx: Tx, personId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Membership" m
    WHERE m."personId" = ${personId}::uuid AND m."until" IS NULL AND m."role" = 'owner'
      AND NOT EXISTS (SELECT 1 FROM "Membership" o WHERE o."organisationId" = m."organisationId" AND o."until" IS NULL
        AND o."role" = 'owner' AND o."personId" <> m."personId")`;
  return row?.count ?? 0;
}

export async function eraseWaysIn(tx: Tx, personId: string, at: Date): Promise<void> {
  const where = { personId };
  await tx.session.deleteMany({ where });
  await tx.passkey.deleteMany({ where });
  await tx.recoveryCode.deleteMany({ where });
  await tx.totpFactor.deleteMany({ where });
  await tx.externalIdentity.deleteMany({ where });
  await tx.apiToken.deleteMany({ where });
  await tx.oneTimeToken.deleteMany({ where });
  await tx.notification.deleteMany({ where });
  await tx.notificationPreference.deleteMany({ where });
  await tx.membership.updateMany({ where: { personId, until: null }, data: { until: at } });
}
