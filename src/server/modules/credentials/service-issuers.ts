import type { z } from "zod";
import { mayKeepCredentials } from "@/domain/credentials/policy";
import type { issuerInput } from "@/domain/credentials/schema";
import { AppError } from "@/domain/shared/errors";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { listKnownIssuers, removeKnownIssuer, saveKnownIssuer } from "./repo";

/** Foreign issuers that the operators know. */
export async function readIssuers(ctx: Ctx) {
  permitOrThrow(mayKeepCredentials(ctx.actor));
  return (await listKnownIssuers(db())).map(({ id, name, reason }) => ({ id, name, reason }));
}

/** From now on a good signature of this issuer counts as valid, not merely as unknown. */
export function addIssuer(ctx: Ctx, { id, name, reason }: z.output<typeof issuerInput>): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepCredentials(ctx.actor));
    const addedById = ctx.actor.kind === "person" ? ctx.actor.id : "";
    await saveKnownIssuer(tx, { id, name, reason, addedById });
    await record({ act: "issuer.known", entity: "issuer", entityId: id, facts: { name, reason } });
    return { done: true };
  });
}

export function dropIssuer(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayKeepCredentials(ctx.actor));
    if (!(await removeKnownIssuer(tx, id))) throw new AppError("NOT_FOUND");
    await record({ act: "issuer.dropped", entity: "issuer", entityId: id });
    return { done: true };
  });
}
