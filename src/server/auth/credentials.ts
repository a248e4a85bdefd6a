import { decode } from "next-auth/jwt";
import { isApiTokenShaped } from "@/domain/identity/tokens";
import type { Person } from "@/domain/shared/actor";
import { AppError } from "@/domain/shared/errors";
import { actorOfApiToken, actorOfSession } from "@/server/modules/identity/service-sessions";
import { sessionCookieName, sessionSecret } from "./settings";

type Credentials = { actor: Person; sessionId: string | null };

/** Who sent this: a bearer token wins over a cookie, so that a program never borrows a browser's session. */
export async function actorFromCredentials(sent: {
  authorization: string | undefined;
  cookie: string | undefined;
}): Promise<Credentials | undefined> {
  if (sent.authorization) {
    const token = /^Bearer (\S+)$/.exec(sent.authorization)?.[1];
    const actor = token && isApiTokenShaped(token) ? await actorOfApiToken(token) : undefined;
    if (!actor) throw new AppError("UNAUTHENTICATED", { reason: "badToken" });
    return { actor, sessionId: null };
  }
  const sid = await sessionIdFromCookie(sent.cookie);
  return sid ? actorOfSession(sid) : undefined;
}

/** The cookie carries a signed and encrypted JWT whose only content of ours is the random session id. */
export async function sessionIdFromCookie(cookie: string | undefined): Promise<string | undefined> {
  const name = sessionCookieName();
  const value = cookie
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  if (!value) return undefined;
  const token = await decode({ token: value, secret: sessionSecret() }).catch(() => null);
  return typeof token?.sid === "string" ? token.sid : undefined;
}
