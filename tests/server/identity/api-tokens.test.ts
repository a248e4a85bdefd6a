import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { organisation } from "#tests/support/community";
import { useDatabase } from "#tests/support/database";
import { as, outcome, stranger } from "#tests/support/reader";
import { actorFromCredentials } from "@/server/auth/credentials";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";

useDatabase();

const withToken = async (token: string): Promise<Ctx> => {
  const found = await actorFromCredentials({ authorization: `Bearer ${token}`, cookie: undefined });
  if (!found) throw new Error("no actor");
  return { ...stranger(), actor: found.actor };
};
const make = (ctx: Ctx, scopes: ("needs:read" | "needs:write" | "identity:read")[]) =>
  as(ctx).identity.createToken({ name: "test", scopes, days: 90, idempotencyKey: randomUUID() });

it("acts as its person within its scopes and never in the browser's place", async () => {
  const { owner } = await organisation();
  const { token } = await make(owner.ctx, ["identity:read"]);
  const program = as(await withToken(token));
  expect((await program.identity.me({})).email).toBe(owner.email);
  expect(
    await outcome(
      program.needs.createDraft({ content: { language: "en", title: "A need" }, idempotencyKey: randomUUID() }),
    ),
  ).toBe("FORBIDDEN scope");
  expect(await outcome(program.identity.signOut({}))).toBe("FORBIDDEN browserOnly");
  expect(await outcome(make(await withToken(token), ["identity:read"]))).toBe("FORBIDDEN browserOnly");
});

it("is kept as a hash, shown with its last use, and ends when it is revoked, expired or its person leaves", async () => {
  const { id: organisationId, owner, join } = await organisation();
  const member = await join("member");
  const { id, token } = await make(member.ctx, ["needs:read", "needs:write", "identity:read"]);
  expect(JSON.stringify(await db().apiToken.findMany())).not.toContain(token);
  expect(token).toMatch(/^lf_[0-9A-Za-z]{49}$/);
  const draft = { content: { language: "en" as const, title: "A need" }, idempotencyKey: randomUUID() };
  expect(await outcome(as(await withToken(token)).needs.createDraft(draft))).toBe("ok");
  expect((await as(member.ctx).identity.tokens({}))[0]?.lastUsedAt).not.toBeNull();
  await as(owner.ctx).identity.endMembership({ organisationId, personId: member.id });
  const after = { ...draft, idempotencyKey: randomUUID() };
  expect(await outcome(as(await withToken(token)).needs.createDraft(after))).toBe("FORBIDDEN noOrganisation");
  await as(member.ctx).identity.revokeToken({ id });
  expect(await outcome(withToken(token))).toBe("UNAUTHENTICATED badToken");
  const { token: old } = await make(owner.ctx, ["needs:read"]);
  await db().apiToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await outcome(withToken(old))).toBe("UNAUTHENTICATED badToken");
  const mistyped = `${old.slice(0, -1)}${old.endsWith("a") ? "b" : "a"}`;
  expect(await outcome(withToken(mistyped))).toBe("UNAUTHENTICATED badToken");
});
