import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { mayCreateToken, mayManageOwnAccount, mayReadOwnAccount } from "@/domain/identity/policy";
import type { apiTokenInput } from "@/domain/identity/schema";
import { formatApiToken, tokenExpiry } from "@/domain/identity/tokens";
import { AppError } from "@/domain/shared/errors";
import { act, permitOrThrow } from "@/server/platform/act";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { hashToken } from "@/server/platform/secrets";
import { findPersonByEmail } from "./repo-people";
import { insertApiToken, listApiTokens, revokeApiToken } from "./repo-tokens";

/** Makes a token for the organisation one acts as. The secret is in this answer and nowhere else. */
export async function createApiToken(
  ctx: Ctx,
  input: z.output<typeof apiTokenInput>,
): Promise<{ id: string; token: string }> {
  const token = formatApiToken(randomBytes(32));
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayCreateToken(ctx.actor));
    const actor = ctx.actor.kind === "person" ? ctx.actor : null;
    const row = await insertApiToken(tx, {
      personId: actor?.id ?? "",
      organisationId: actor?.acting?.id ?? null,
      name: input.name,
      prefix: token.slice(0, 8),
      tokenHash: hashToken(token),
      scopes: input.scopes,
      expiresAt: tokenExpiry(new Date(), input.days),
    });
    await record({
      act: "token.created",
      entity: "person",
      entityId: actor?.id ?? "",
      facts: { scopes: input.scopes },
    });
    return { id: row.id, token };
  });
}

export async function readApiTokens(ctx: Ctx) {
  permitOrThrow(mayReadOwnAccount(ctx.actor));
  const rows = await listApiTokens(db(), ctx.actor.kind === "person" ? ctx.actor.id : "");
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}

export function revokeToken(ctx: Ctx, id: string): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayManageOwnAccount(ctx.actor));
    const personId = ctx.actor.kind === "person" ? ctx.actor.id : "";
    if (!(await revokeApiToken(tx, personId, id, new Date()))) throw new AppError("NOT_FOUND");
    await record({ act: "token.revoked", entity: "person", entityId: personId });
    return { done: true };
  });
}

/** `npm run token`: for whoever holds the installation itself. Acts as the person's only organisation, if there is one. */
export async function createTokenFor(email: string, scopes: string[], days: number): Promise<string> {
  const token = formatApiToken(randomBytes(32));
  await act(systemCtx("token-command"), async ({ tx, permit, record }) => {
    permit({ allowed: true });
    const person = await findPersonByEmail(tx, email);
    if (!person) throw new AppError("NOT_FOUND");
    const only = person.memberships.length === 1 ? person.memberships[0] : undefined;
    await insertApiToken(tx, {
      personId: person.id,
      organisationId: only?.organisationId ?? null,
      name: "npm run token",
      prefix: token.slice(0, 8),
      tokenHash: hashToken(token),
      scopes,
      expiresAt: tokenExpiry(new Date(), days),
    });
    await record({ act: "token.created", entity: "person", entityId: person.id, facts: { scopes } });
  });
  return token;
}
