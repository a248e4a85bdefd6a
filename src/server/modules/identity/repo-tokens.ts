import type { Tx } from "@/server/platform/db";

export function insertApiToken(
  tx: Tx,
  data: {
    personId: string;
    organisationId: string | null;
    name: string;
    prefix: string;
    tokenHash: string;
    scopes: string[];
    expiresAt: Date;
  },
) {
  return tx.apiToken.create({ data });
}

export function listApiTokens(tx: Pick<Tx, "apiToken">, personId: string) {
  return tx.apiToken.findMany({
    where: { personId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
    take: 100,
  });
}

export async function revokeApiToken(tx: Tx, personId: string, id: string, revokedAt: Date): Promise<boolean> {
  const { count } = await tx.apiToken.updateMany({ where: { id, personId, revokedAt: null }, data: { revokedAt } });
  return count === 1;
}
