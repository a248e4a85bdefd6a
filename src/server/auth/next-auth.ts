import { randomUUID } from "node:crypto";
import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { visitor } from "@/domain/shared/actor";
import { defaultLocale } from "@/domain/shared/locale";
import { redeemSignIn, signInByProvider } from "@/server/modules/identity/service-sessions";
import type { Ctx } from "@/server/platform/ctx";
import { oidcProviders } from "./providers";
import { sessionCookieName, sessionCookieOptions, sessionSecret } from "./settings";

const week = 7 * 24 * 60 * 60;

/**
 * next-auth keeps the cookie and speaks OpenID Connect; everything else (passwords, factors, links) ends in a ticket
 * that is exchanged here. The token carries one random session id and nothing about the person.
 */
export function authOptions(): AuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: week },
    jwt: { maxAge: week },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        id: "ticket",
        credentials: { ticket: {} },
        async authorize(sent, request) {
          const ticket = sent?.ticket;
          if (!ticket) return null;
          const begun = await redeemSignIn(frontDoor(headerOf(request.headers)), ticket).catch(() => null);
          return begun ? { id: begun.personId, sid: begun.sid } : null;
        },
      }),
      ...oidcProviders(),
    ],
    callbacks: {
      /** A provider's word is a first factor: it ends in a ticket at once, or in our own page that asks for the second. */
      async signIn({ account, profile }) {
        if (account?.type !== "oauth") return true;
        const step = await signInByProvider(frontDoor(), account.provider, {
          subject: account.providerAccountId,
          email: profile?.email ?? "",
          emailVerified: (profile as { email_verified?: boolean } | undefined)?.email_verified === true,
          name: profile?.name ?? null,
        });
        if (!step) return "/sign-in?error=provider";
        // Behind the #, where no server and no log sees it.
        if (step.step === "secondFactor") return `/sign-in#ticket=${step.ticket}`;
        account.ticket = step.ticket;
        return true;
      },
      async jwt({ token, user, account }) {
        if (user && "sid" in user && typeof user.sid === "string") return { sid: user.sid };
        if (typeof account?.ticket === "string") {
          const begun = await redeemSignIn(frontDoor(), account.ticket);
          return begun ? { sid: begun.sid } : {};
        }
        return typeof token.sid === "string" ? { sid: token.sid } : {};
      },
      // The session endpoint tells a browser nothing; pages ask the API.
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}

function headerOf(headers: Record<string, unknown> | undefined) {
  return (name: string): string => String(headers?.[name] ?? "");
}

function frontDoor(header: (name: string) => string = () => ""): Ctx {
  return {
    actor: visitor,
    locale: defaultLocale,
    requestId: header("x-request-id") || randomUUID(),
    address: header("x-remote-address"),
    userAgent: header("user-agent").slice(0, 300),
    sessionId: null,
  };
}
