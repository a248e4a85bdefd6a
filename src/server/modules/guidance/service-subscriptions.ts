import type { z } from "zod";
import { maySubscribe } from "@/domain/guidance/policy";
import { subscriptionsInput } from "@/domain/guidance/schema";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { findDigest, listSubscriptions, replaceSubscriptions, saveDigest } from "./repo-subscriptions";
import { actingOf } from "./service-documents";

/** What one wants to hear about, and how often by mail. */
export async function readSubscriptions(ctx: Ctx): Promise<z.output<typeof subscriptionsInput>> {
  permitOrThrow(maySubscribe(ctx.actor));
  const { personId } = actingOf(ctx);
  const [rows, digest] = await Promise.all([listSubscriptions(db(), personId), findDigest(db(), personId)]);
  const of = (wanted: string) => rows.filter(({ facet }) => facet === wanted).map(({ value }) => value);
  return subscriptionsInput.parse({
    topics: of("topic"),
    sectors: of("sector"),
    regions: of("region"),
    digest: digest?.frequency ?? "never",
  });
}

export function saveSubscriptions(ctx: Ctx, input: z.output<typeof subscriptionsInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record, now }) => {
    permit(maySubscribe(ctx.actor));
    const { personId } = actingOf(ctx);
    const wanted = [
      ...input.topics.map((value) => ({ facet: "topic", value })),
      ...input.sectors.map((value) => ({ facet: "sector", value })),
      ...input.regions.map((value) => ({ facet: "region", value })),
    ];
    await replaceSubscriptions(tx, personId, wanted);
    await saveDigest(tx, personId, input.digest, await now());
    await record({ act: "guidance.subscribed", entity: "person", entityId: personId, facts: { count: wanted.length } });
    return { done: true };
  });
}
