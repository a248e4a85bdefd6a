import { publicUrl } from "@/server/platform/env";
import { purposeKey } from "@/server/platform/secrets";

const secure = () => publicUrl().startsWith("https://");

/** `__Secure-` where the site is served over TLS, so that no plain-HTTP answer can plant the cookie. */
export function sessionCookieName(): string {
  return secure() ? "__Secure-lianfang.session" : "lianfang.session";
}

export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: "lax" as const, path: "/", secure: secure() };
}

export function sessionSecret(): string {
  return purposeKey("next-auth").export().toString("base64");
}
