import { createHmac, randomUUID } from "node:crypto";
import type { z } from "zod";
import * as policy from "@/domain/competitions/policy";
import type { webhookInput } from "@/domain/competitions/schema";
import { AppError, isAppError } from "@/domain/shared/errors";
import { act, found, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { allowedUrl, askOutside } from "@/server/platform/outbound";
import { newToken, sealSmall, unsealSmall } from "@/server/platform/secrets";
import { holdCompetition, personOf } from "./access";
import { claimDelivery, deleteWebhook, findWebhook, insertWebhook, listWebhooks, noteDelivery } from "./repo-webhooks";

const context = (id: string): string => `webhook:${id}`;

export async function readWebhooks(ctx: Ctx, slug: string) {
  const { row, facts } = await holdCompetition(db(), ctx.actor, slug);
  permitOrThrow(policy.mayManageCompetition(ctx.actor, facts));
  return (await listWebhooks(db(), { competitionId: row.id })).map(({ id, url, topics, createdAt, deliveries }) => ({
    id,
    url,
    topics,
    createdAt: createdAt.toISOString(),
    deliveries: deliveries.map(({ cause, status, at }) => ({ cause, status, at: at.toISOString() })),
  }));
}

/** Whoever listens is told the secret once; each call carries `X-Lianfang-Signature: sha256=<HMAC of the body>`. */
export function createWebhook(ctx: Ctx, input: z.output<typeof webhookInput>): Promise<{ id: string; secret: string }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const { row, facts } = await holdCompetition(tx, ctx.actor, input.competitionId);
    permit(policy.mayManageCompetition(ctx.actor, facts));
    checkAddress(input.url);
    const id = randomUUID();
    const secret = newToken();
    await insertWebhook(tx, {
      id,
      competitionId: row.id,
      url: input.url,
      topics: [...input.topics],
      sealedSecret: sealSmall(Buffer.from(secret), context(id)),
      createdById: personOf(ctx.actor),
    });
    await record({ act: "webhook.created", entity: "competition", entityId: row.id, facts: { webhookId: id } });
    return { id, secret };
  });
}

/** An address that no call will ever reach is refused while its form is open. */
function checkAddress(url: string): void {
  try {
    allowedUrl(url);
  } catch (error) {
    if (!isAppError(error) || !error.reason) throw error;
    throw new AppError(error.code, { reason: error.reason, field: "url" });
  }
}

export function removeWebhook(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    const webhook = found(await findWebhook(tx, id));
    const { facts } = await holdCompetition(tx, ctx.actor, webhook.competitionId);
    permit(policy.mayManageCompetition(ctx.actor, facts));
    await deleteWebhook(tx, id);
    await record({
      act: "webhook.removed",
      entity: "competition",
      entityId: webhook.competitionId,
      facts: { webhookId: id },
    });
    return { done: true as const };
  });
}

type News = { competitionId: string; topic: "firstBlood" | "freeze" | "finalise"; cause: string; body: object };

/** Calls everybody who listens, each once for one cause; a call that fails is made again with the job. */
export async function callWebhooks({ competitionId, topic, cause, body }: News): Promise<void> {
  const failures: unknown[] = [];
  for (const webhook of await listWebhooks(db(), { competitionId, topics: { has: topic } })) {
    if (!(await claimDelivery(db(), webhook.id, cause))) continue;
    const text = JSON.stringify({ topic, cause, ...body });
    const secret = unsealSmall(webhook.sealedSecret, context(webhook.id));
    const signature = createHmac("sha256", secret).update(text).digest("hex");
    try {
      const { status } = await askOutside({
        url: webhook.url,
        method: "POST",
        headers: { "content-type": "application/json", "x-lianfang-signature": `sha256=${signature}` },
        body: text,
      });
      await noteDelivery(db(), webhook.id, cause, status);
      if (status >= 500) failures.push(new Error(`the webhook answered ${status}`));
    } catch (error) {
      await noteDelivery(db(), webhook.id, cause, 599);
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, "some webhooks could not be called");
}
