import type { z } from "zod";
import { mayReadOwnNews } from "@/domain/notifications/policy";
import { newsKinds, type preferenceInput } from "@/domain/notifications/schema";
import { AppError } from "@/domain/shared/errors";
import { sentence } from "@/i18n/sentences";
import { act, permitOrThrow } from "@/server/platform/act";
import type { Ctx } from "@/server/platform/ctx";
import { db } from "@/server/platform/db";
import { listen } from "@/server/platform/live";
import { countUnread, listNews, listPreferences, markRead, savePreference } from "./repo";

const shown = 50;

function self(ctx: Ctx): string {
  if (ctx.actor.kind !== "person") throw new AppError("UNAUTHENTICATED", { reason: "signIn" });
  return ctx.actor.id;
}

/** One's newest news, each already a sentence in the reader's language, and how many are unread. */
export async function readNews(ctx: Ctx) {
  permitOrThrow(mayReadOwnNews(ctx.actor));
  const [rows, unread] = await Promise.all([listNews(db(), self(ctx), shown), countUnread(db(), self(ctx))]);
  return {
    unread,
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      text: sentence(ctx.locale, "notifications", row.kind, row.facts as Record<string, string>),
      href: row.href,
      createdAt: row.createdAt.toISOString(),
      read: row.readAt !== null,
    })),
  };
}

/** Marks the given ones read, or all when none is named. */
export function markNewsRead(ctx: Ctx, ids: readonly string[]): Promise<{ marked: number }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayReadOwnNews(ctx.actor));
    const marked = await markRead(tx, self(ctx), ids);
    await record({ act: "news.read", entity: "person", entityId: self(ctx), facts: { marked } });
    return { marked };
  });
}

export async function readNewsPreferences(ctx: Ctx) {
  permitOrThrow(mayReadOwnNews(ctx.actor));
  const saved = new Map((await listPreferences(db(), self(ctx))).map((row) => [row.kind, row]));
  return newsKinds.map((kind) => ({
    kind,
    inApp: saved.get(kind)?.inApp ?? true,
    mail: saved.get(kind)?.mail ?? true,
  }));
}

export function saveNewsPreference(
  ctx: Ctx,
  { kind, inApp, mail }: z.output<typeof preferenceInput>,
): Promise<{ done: true }> {
  return act(ctx, async ({ tx, permit, record }) => {
    permit(mayReadOwnNews(ctx.actor));
    await savePreference(tx, self(ctx), kind, { inApp, mail });
    await record({ act: "news.preference", entity: "person", entityId: self(ctx), facts: { kind } });
    return { done: true };
  });
}

/** Counts of unread news as they change. Ends at once when the session is revoked. */
export async function* watchNews(ctx: Ctx, signal: AbortSignal | undefined): AsyncGenerator<{ unread: number }> {
  permitOrThrow(mayReadOwnNews(ctx.actor));
  const personId = self(ctx);
  const ended = new AbortController();
  const both = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
  void (async () => {
    for await (const _ of listen(`session:${ctx.sessionId}`, both)) ended.abort();
  })();
  yield { unread: await countUnread(db(), personId) };
  for await (const _ of listen(`person:${personId}`, both)) yield { unread: await countUnread(db(), personId) };
}
