import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import next from "next";
import { isLocale } from "@/domain/shared/locale";
import { sentence } from "@/i18n/sentences";
import { contextOf, envelopeOf, readerLocale } from "@/server/api/context";
import { handleCompetitions, isCompetitionFile } from "@/server/api/rest/competitions";
import { handleCredentials } from "@/server/api/rest/credentials";
import { handleExports } from "@/server/api/rest/exports";
import { handleFiles } from "@/server/api/rest/files";
import { handleGuidance } from "@/server/api/rest/guidance";
import { handleNeeds } from "@/server/api/rest/needs";
import { handleRest } from "@/server/api/rest/rest";
import { appRouter } from "@/server/api/root";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { metrics } from "@/server/platform/metrics";
import { answerHealth } from "./health";
import { isLivePath } from "./realtime";
import { originAllowed, setSecurityHeaders } from "./security-headers";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const largestBody = 1_048_576;
const largestBatch = 20;

export type Door = readonly [name: string, prefix: string, handler: Handler];

/**
 * One port: health, tRPC, REST, files and pages. @returns the listening server; closing it is the caller's part
 * @param options.beside doors that a measurement puts beside ours, to have its baseline on the same server
 */
export async function startWeb(options: { dev: boolean; beside?: readonly Door[] }): Promise<Server> {
  const { PORT, HOST } = env();
  // Next would answer every upgrade on the server it is asked on, ours as well, and its pattern for languages fits any
  // path. So it is given a server of its own that listens nowhere, and hears only of what is not ours.
  const upgrades = createServer();
  const pages = next({ dev: options.dev, hostname: HOST, port: PORT, quiet: true, httpServer: upgrades });
  await pages.prepare();
  const page = pages.getRequestHandler();
  const doors: readonly Door[] = [
    ["health", "/healthz", answerHealth],
    ["health", "/readyz", answerHealth],
    ["health", "/metrics", answerHealth],
    ["trpc", "/api/trpc/", trpcHandler()],
    ["rest", "/api/v1/", handleRest],
    ["files", "/api/files", handleFiles],
    ["exports", "/api/needs/", handleNeeds],
    ["exports", "/api/guidance/", handleGuidance],
    ["exports", "/api/standards/", handleExports],
    ["exports", "/api/competitions/", handleCompetitions],
    ["exports", "/api/credentials/", handleCredentials],
    ["auth", "/api/auth/", (request, response) => page(request, response)],
    ["assets", "/_next/", (request, response) => page(request, response)],
    ...(options.beside ?? []),
  ];
  const server = createServer((request, response) => {
    void handle(request, response, doors, (q, s) => page(q, s));
  });
  server.on("upgrade", (request, socket, head) => {
    if (isLivePath(request.url)) return;
    if (!upgrades.emit("upgrade", request, socket, head)) socket.destroy();
  });
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(PORT, HOST, resolve);
  });
  return server;
}

function trpcHandler(): Handler {
  const handler = createHTTPHandler({
    router: appRouter,
    basePath: "/api/trpc/",
    createContext: ({ req }) => contextOf(envelopeOf(req)),
    maxBodySize: largestBody,
    maxBatchSize: largestBatch,
    responseMeta: () => ({ headers: new Headers([["cache-control", "no-store"]]) }),
  });
  return (request, response) => handler(request, response);
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  doors: readonly Door[],
  page: Handler,
): Promise<void> {
  const began = performance.now();
  const requestId = randomUUID();
  request.headers["x-request-id"] = requestId;
  // Only this server may say who the client is.
  request.headers["x-remote-address"] = envelopeOf(request).remoteAddress;
  response.setHeader("X-Request-Id", requestId);
  setSecurityHeaders(request, response);
  const path = new URL(request.url ?? "/", "http://local").pathname;
  const [door, , handler] = isCompetitionFile(path)
    ? (["exports", "", handleCompetitions] as const)
    : (doors.find(([, prefix]) => path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`)) ?? [
        "page",
        "",
        page,
      ]);
  response.once("close", () => {
    const seconds = (performance.now() - began) / 1_000;
    metrics().requests.observe({ door, status: `${Math.floor(response.statusCode / 100)}xx` }, seconds);
    log().debug({ requestId, method: request.method, path, status: response.statusCode, seconds }, "request");
  });
  try {
    if (!originAllowed(request))
      return answerJson(response, 403, {
        message: sentence(readerLocale(envelopeOf(request)), "errors", "FOREIGN_ORIGIN"),
        code: "FORBIDDEN",
      });
    if (!readable(path))
      return answerJson(response, 400, {
        message: sentence(readerLocale(envelopeOf(request)), "errors", "BAD_INPUT"),
        code: "BAD_INPUT",
      });
    if (door === "page" && redirectToLanguage(request, response, path)) return;
    if (door === "page") {
      // The language of a page is that of its address: said to next-intl as its own middleware would, and to our doors.
      const [, language = ""] = path.split("/");
      request.headers["x-next-intl-locale"] = language;
      request.headers["x-locale"] = language;
      response.setHeader("Cache-Control", "no-store");
    }
    await handler(request, response);
  } catch (error) {
    metrics().faults.inc();
    log().error({ err: error, requestId, path }, "a request failed unexpectedly");
    if (!response.headersSent)
      answerJson(response, 500, {
        message: sentence(readerLocale(envelopeOf(request)), "errors", "FAULT", { requestId }),
        code: "FAULT",
      });
    else response.destroy();
  }
}

/** False for an address whose percent signs do not spell UTF-8. */
function readable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

/** Pages live under their language; an address without one leads to the reader's. */
function redirectToLanguage(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const [, first = ""] = path.split("/");
  if (isLocale(first) || /\.[a-z0-9]+$/i.test(path)) return false;
  const query = (request.url ?? "").slice(path.length);
  response.writeHead(307, {
    Location: `/${readerLocale(envelopeOf(request))}${path === "/" ? "" : path}${query}`,
    Vary: "Accept-Language, Cookie",
  });
  response.end();
  return true;
}

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}
