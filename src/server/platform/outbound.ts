import { lookup as resolve } from "node:dns";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { AppError } from "@/domain/shared/errors";
import { env } from "./env";

const usual = { timeoutMs: 10_000, mostBytes: 1_048_576 };

export type OutboundRequest = {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Of the whole exchange, in milliseconds; 10 s unless told. */
  readonly timeoutMs?: number;
  /** Of the answer, in octets; 1 MiB unless told. */
  readonly mostBytes?: number;
};

export type OutboundAnswer = { readonly status: number; readonly contentType: string; readonly body: Buffer };

/**
 * Asks an address that a person named (webhook, credential). The name is resolved once, by the connection itself, so
 * that it cannot point elsewhere between check and use; private, loopback and other special addresses are refused
 * unless LIANFANG_OUTBOUND_PRIVATE=1; redirects are answers, never followed.
 * @throws AppError BAD_INPUT with reason `outboundUrl`, `outboundAddress`; CONFLICT with `outboundFailed`,
 * `outboundTimeout`, `outboundSize`
 */
export async function askOutside(outgoing: OutboundRequest): Promise<OutboundAnswer> {
  const url = allowedUrl(outgoing.url);
  const { timeoutMs, mostBytes } = { ...usual, ...outgoing };
  return new Promise((answer, fail) => {
    const request = (url.protocol === "https:" ? secureRequest : plainRequest)(url, {
      method: outgoing.method,
      headers: {
        "user-agent": "Lianfang",
        ...outgoing.headers,
        ...(outgoing.body === undefined ? {} : { "content-length": Buffer.byteLength(outgoing.body) }),
      },
      lookup: guardedLookup,
      signal: AbortSignal.timeout(timeoutMs),
      agent: false,
    });
    request.on("error", (error) => fail(failureOf(error)));
    request.on("response", (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on("data", (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size <= mostBytes) return;
        fail(new AppError("CONFLICT", { reason: "outboundSize" }));
        request.destroy();
      });
      response.on("error", (error) => fail(failureOf(error)));
      response.on("end", () =>
        answer({
          status: response.statusCode ?? 0,
          contentType: response.headers["content-type"] ?? "",
          body: Buffer.concat(parts),
        }),
      );
    });
    request.end(outgoing.body);
  });
}

/** @throws AppError BAD_INPUT as `askOutside`, so that a form can say it before anything is sent */
export function allowedUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const http = url?.protocol === "https:" || (url?.protocol === "http:" && env().LIANFANG_OUTBOUND_PRIVATE);
  if (!url || !http || url.username !== "" || url.password !== "")
    throw new AppError("BAD_INPUT", { reason: "outboundUrl" });
  // A literal address is connected to without any lookup.
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new AppError("BAD_INPUT", { reason: "outboundAddress" });
  return url;
}

function isPublicAddress(address: string): boolean {
  return env().LIANFANG_OUTBOUND_PRIVATE || ipaddr.process(address).range() === "unicast";
}

const guardedLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error("no address"), "", 4);
    // One private address among several is enough to refuse: the next lookup could return it alone.
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return done(new AppError("BAD_INPUT", { reason: "outboundAddress" }), "", 4);
    if (options.all) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};

function failureOf(error: Error): AppError {
  if (error instanceof AppError) return error;
  const timeout = error.name === "TimeoutError" || error.name === "AbortError";
  return new AppError("CONFLICT", { reason: timeout ? "outboundTimeout" : "outboundFailed" });
}
