import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { publicUrl } from "@/server/platform/env";
import { once } from "@/server/platform/once";

/** What answers with data alone: nothing of it is ever a page, so nothing may load or run. */
const dataPaths = ["/api/trpc/", "/api/v1/"];
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The headers every answer carries. Next reads the nonce from the request's own Content-Security-Policy header and
 * puts it on its scripts; nothing inline runs without it.
 */
export function setSecurityHeaders(request: IncomingMessage, response: ServerResponse): void {
  if (dataPaths.some((path) => request.url?.startsWith(path)))
    response.setHeader("Content-Security-Policy", dataPolicy);
  else {
    const nonce = randomBytes(16).toString("base64");
    const policy = pagePolicy(nonce);
    request.headers["content-security-policy"] = policy;
    request.headers["x-nonce"] = nonce;
    response.setHeader("Content-Security-Policy", policy);
  }
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  response.setHeader("X-Frame-Options", "DENY");
  if (overTls()) response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

/** The same for a process's whole life; read for every answer it would cost as much as the other headers together. */
const overTls = () => once("served-over-tls", () => publicUrl().startsWith("https://"));

function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    // React and the chart library write style attributes; scripts are what the nonce guards.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);
const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A browser says where a writing request comes from; only our own pages may send one. Programs send no Origin. */
export function originAllowed(request: IncomingMessage): boolean {
  return safeMethods.has(request.method ?? "GET") || socketOriginAllowed(request);
}

/** A socket writes although its handshake is a GET, so its origin is asked as that of a writing request. */
export function socketOriginAllowed(request: IncomingMessage): boolean {
  if (request.headers["sec-fetch-site"] === "cross-site") return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  const own = publicUrl();
  if (origin === new URL(own).origin) return true;
  // Without a configured address the server is a local one: whichever loopback name the browser used is ours.
  if (process.env.LIANFANG_PUBLIC_URL || !URL.canParse(origin)) return false;
  const { hostname, host } = new URL(origin);
  return loopbackNames.has(hostname) && host === request.headers.host;
}
