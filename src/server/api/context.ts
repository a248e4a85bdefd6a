import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { visitor } from "@/domain/shared/actor";
import { defaultLocale, isLocale, type Locale } from "@/domain/shared/locale";
import { actorFromCredentials } from "@/server/auth/credentials";
import type { Ctx } from "@/server/platform/ctx";
import { env } from "@/server/platform/env";
import { once } from "@/server/platform/once";

/** What a door needs of a request; both Node's requests and Next's headers can give it. */
export type Envelope = { header(name: string): string | undefined; remoteAddress: string };

export function envelopeOf(request: IncomingMessage): Envelope {
  return {
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    // A connection that broke has no socket any more, whatever the types say.
    remoteAddress: (request.socket as IncomingMessage["socket"] | null)?.remoteAddress ?? "",
  };
}

/** @throws AppError when a bearer token was given and is not good; a stale cookie only makes the request a visitor's */
export async function contextOf(envelope: Envelope): Promise<Ctx> {
  const credentials = await actorFromCredentials({
    authorization: envelope.header("authorization"),
    cookie: envelope.header("cookie"),
  });
  return {
    actor: credentials?.actor ?? visitor,
    sessionId: credentials?.sessionId ?? null,
    locale: readerLocale(envelope),
    requestId: envelope.header("x-request-id") ?? randomUUID(),
    address: clientAddress(envelope),
    userAgent: (envelope.header("user-agent") ?? "").slice(0, 300),
  };
}

/** The page's own language first (header of our client), then the kept choice, then the browser's wish. */
export function readerLocale(envelope: Envelope): Locale {
  const said = envelope.header("x-locale");
  if (isLocale(said)) return said;
  const kept = /(?:^|;\s*)locale=([\w-]+)/.exec(envelope.header("cookie") ?? "")?.[1];
  if (isLocale(kept)) return kept;
  return wishedLocale(envelope.header("accept-language"));
}

/** The first language of Accept-Language that is one of ours; any Chinese reads zh-CN. */
export function wishedLocale(header: string | undefined): Locale {
  const wishes = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(";q=");
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wishes) {
    if (tag.startsWith("zh")) return "zh-CN";
    if (tag.startsWith("en")) return "en";
  }
  return wishes.length > 0 && wishes[0]?.tag ? "en" : defaultLocale;
}

/** The same for a process's whole life, and asked by every request. */
const trustsProxy = () => once("trusts-proxy", () => env().LIANFANG_TRUST_PROXY);

/** The proxy's word about the client is believed only where the deployment says that there is a proxy. */
function clientAddress(envelope: Envelope): string {
  if (!trustsProxy()) return envelope.remoteAddress;
  return envelope.header("x-forwarded-for")?.split(",").at(-1)?.trim() || envelope.remoteAddress;
}
