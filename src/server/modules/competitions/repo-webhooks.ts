import type { Tx } from "@/server/platform/db";
import type { Prisma } from "@/server/platform/prisma/client";

export function insertWebhook(tx: Tx, data: Prisma.CompetitionWebhookUncheckedCreateInput) {
  return tx.competitionWebhook.create({ data });
}

export function listWebhooks(tx: Pick<Tx, "competitionWebhook">, where: Prisma.CompetitionWebhookWhereInput) {
  return tx.competitionWebhook.findMany({
    where,
    include: { deliveries: { orderBy: { at: "desc" }, take: 10 } },
    orderBy: { createdAt: "asc" },
    take: 50,
  });
}

export function findWebhook(tx: Pick<Tx, "competitionWebhook">, id: string) {
  return tx.competitionWebhook.findUnique({ where: { id } });
}

export async function deleteWebhook(tx: Tx, id: string): Promise<void> {
  await tx.competitionWebhook.delete({ where: { id } });
}

/** @returns false when this was told to this address before */
export async function claimDelivery(
  tx: Pick<Tx, "webhookDelivery">,
  webhookId: string,
  cause: string,
): Promise<boolean> {
  const known = await tx.webhookDelivery.findUnique({ where: { webhookId_cause: { webhookId, cause } } });
  if (known?.status != null && known.status < 300) return false;
  if (!known) await tx.webhookDelivery.createMany({ data: [{ webhookId, cause }], skipDuplicates: true });
  return true;
}

export async function noteDelivery(
  tx: Pick<Tx, "webhookDelivery">,
  webhookId: string,
  cause: string,
  status: number,
): Promise<void> {
  await tx.webhookDelivery.update({
    where: { webhookId_cause: { webhookId, cause } },
    data: { status, at: new Date() },
  });
}

/** True while somebody who listens for first bloods has not been told of one of these challenges. */
export async function listensForBlood(
  tx: Pick<Tx, "$queryRaw">,
  competitionId: string,
  challengeIds: readonly string[],
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "CompetitionWebhook" w CROSS JOIN unnest(${[...challengeIds]}::text[]) AS c(id)
      WHERE w."competitionId" = ${competitionId}::uuid AND 'firstBlood' = ANY (w."topics") AND NOT EXISTS (
        SELECT 1 FROM "WebhookDelivery" d WHERE d."webhookId" = w."id" AND d."cause" = 'firstBlood:' || c.id)) AS waits`;
  return row?.waits ?? false;
}

export function savePhaseKey(tx: Tx, phaseId: string, sealedFeedKey: Uint8Array<ArrayBuffer>) {
  return tx.competitionPhase.update({ where: { id: phaseId }, data: { sealedFeedKey } });
}

export function findPhase(tx: Pick<Tx, "competitionPhase">, id: string) {
  return tx.competitionPhase.findUnique({ where: { id } });
}

/** @returns false when a later push has been taken already */
export async function takeSequence(tx: Tx, phaseId: string, sequence: number): Promise<boolean> {
  const taken = await tx.$executeRaw`
    UPDATE "CompetitionPhase" SET "content" = "content" || jsonb_build_object('sequence', ${sequence}::bigint)
    WHERE "id" = ${phaseId}::uuid AND coalesce(("content" ->> 'sequence')::bigint, 0) < ${sequence}::bigint`;
  return taken === 1;
}

export async function teamsByNumber(
  tx: Pick<Tx, "competitionTeam">,
  competitionId: string,
  numbers: readonly number[],
): Promise<Map<number, string>> {
  const rows = await tx.competitionTeam.findMany({
    where: { competitionId, number: { in: [...numbers] }, state: { in: ["accepted", "suspended"] } },
    select: { id: true, number: true },
  });
  return new Map(rows.map(({ id, number }) => [number, id]));
}
