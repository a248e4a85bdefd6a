import type { Tx } from "@/server/platform/db";
import { currentEdition } from "./access";

export function listSubscriptions(tx: Pick<Tx, "guidanceSubscription">, personId: string) {
  return tx.guidanceSubscription.findMany({ where: { personId }, orderBy: [{ facet: "asc" }, { value: "asc" }] });
}

export async function replaceSubscriptions(
  tx: Tx,
  personId: string,
  wanted: readonly { facet: string; value: string }[],
): Promise<void> {
  await tx.guidanceSubscription.deleteMany({ where: { personId } });
  await tx.guidanceSubscription.createMany({ data: wanted.map((one) => ({ personId, ...one })), skipDuplicates: true });
}

export function findDigest(tx: Pick<Tx, "guidanceDigest">, personId: string) {
  return tx.guidanceDigest.findUnique({ where: { personId } });
}

export function saveDigest(tx: Tx, personId: string, frequency: string, lastAt: Date) {
  return tx.guidanceDigest.upsert({
    where: { personId },
    create: { personId, frequency, lastAt },
    update: { frequency },
  });
}

/** People whose digest is due, a day or a week after the last one, in the order of their ids from `after` on. */
export function listDueDigests(tx: Pick<Tx, "$queryRaw">, now: Date, after: string | null, take: number) {
  return tx.$queryRaw<{ personId: string; lastAt: Date }[]>`
    SELECT "personId", "lastAt" FROM "GuidanceDigest"
    WHERE "frequency" <> 'never' AND (${after}::uuid IS NULL OR "personId" > ${after}::uuid)
      AND "lastAt" <= ${now}::timestamptz - CASE "frequency" WHEN 'daily' THEN interval '1 day' ELSE interval '7 days' END
    ORDER BY "personId" LIMIT ${take}`;
}

/** People who follow one of these, in the order of their ids from `after` on. */
export async function listSubscribers(
  tx: Pick<Tx, "$queryRaw">,
  { topics, sectors, regions }: { topics: readonly string[]; sectors: readonly string[]; regions: readonly string[] },
  after: string | null,
  take: number,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT "personId" AS id FROM "GuidanceSubscription"
    WHERE (("facet" = 'topic' AND "value" = ANY(${[...topics]})) OR ("facet" = 'sector' AND "value" = ANY(${[...sectors]}))
      OR ("facet" = 'region' AND "value" = ANY(${[...regions]})))
      AND (${after}::uuid IS NULL OR "personId" > ${after}::uuid)
    ORDER BY 1 LIMIT ${take}`;
  return rows.map(({ id }) => id);
}

/** How many editions became public since then that the person's subscriptions name. */
export async function countNews(tx: Pick<Tx, "$queryRaw">, personId: string, since: Date, now: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ total: bigint }[]>`
    SELECT count(*) AS total FROM "GuidanceEdition" e WHERE ${currentEdition(now)} AND e."publishAt" > ${since}
      AND EXISTS (SELECT 1 FROM "GuidanceSubscription" s WHERE s."personId" = ${personId}::uuid AND (
        (s."facet" = 'topic' AND s."value" = ANY(e."topics"))
        OR EXISTS (SELECT 1 FROM "GuidanceClause" c WHERE c."editionId" = e."id" AND NOT c."except" AND (
          (s."facet" = 'sector' AND s."value" = ANY(c."sectors")) OR (s."facet" = 'region' AND s."value" = ANY(c."regions"))))))`;
  return Number(row?.total ?? 0);
}

/** Moves the mark only from where it was read, so that a job that runs twice writes one letter. */
export async function moveDigest(tx: Tx, personId: string, from: Date, to: Date): Promise<boolean> {
  const { count } = await tx.guidanceDigest.updateMany({ where: { personId, lastAt: from }, data: { lastAt: to } });
  return count === 1;
}
