import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { settle } from "#tests/support/database";
import { visitor } from "@/domain/shared/actor";
import { isAppError } from "@/domain/shared/errors";
import { callerFactory } from "@/server/api/root";
import { actorOfSession, redeemSignIn } from "@/server/modules/identity/service-sessions";
import { type Ctx, systemCtx } from "@/server/platform/ctx";
import { readOutbox } from "@/server/platform/mail";

/** People as the doors see them: strangers at an address, sessions behind a cookie, and what a refusal said. */

export function stranger(address = `198.51.100.${Math.floor(Math.random() * 250)}`): Ctx {
  return { ...systemCtx("test"), actor: visitor, requestId: randomUUID(), address };
}

export const as = (ctx: Ctx) => callerFactory(ctx);

/** What the cookie would carry after a sign-in, and the context of a request that brings it. */
export async function sessionOf(ticket: string): Promise<{ sid: string; ctx: () => Promise<Ctx> }> {
  const begun = await redeemSignIn(stranger(), ticket);
  if (!begun) throw new Error("the ticket was refused");
  return { sid: begun.sid, ctx: () => requestWith(begun.sid) };
}

/** A request with this session; a session that is over makes it a visitor's. */
export async function requestWith(sid: string): Promise<Ctx> {
  const found = await actorOfSession(sid);
  return { ...stranger(), actor: found?.actor ?? visitor, sessionId: found?.sessionId ?? null };
}

/** The code and reason of a refusal; "ok" when there was none. */
export async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ok";
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (isAppError(cause)) return cause.reason ? `${cause.code} ${cause.reason}` : cause.code;
    throw error;
  }
}

/** The secret in the newest letter with a link to this address. */
export async function linkTo(email: string): Promise<string> {
  await settle();
  const letters = (await readOutbox()).filter(({ to }) => to === email);
  const [token] = letters.flatMap(({ text }) => /(?:token=|invitations\/)([\w-]+)/u.exec(text)?.[1] ?? []);
  if (!token) throw new Error(`no letter with a link for ${email}`);
  return token;
}

export const longPassword = "violet anchor seventeen kites";

/** Signs up, confirms the address from the letter, and holds the session that begins with it. */
export async function newcomer(email = `${randomUUID()}@people.example`, password = longPassword) {
  await as(stranger()).identity.signUp({ email, password, locale: "en" });
  const step = await as(stranger()).identity.verifyEmail({ token: await linkTo(email), password });
  return { email, ...(await sessionOf(step.ticket)) };
}
