import type { IncomingMessage, ServerResponse } from "node:http";
import { createOpenApiNodeHttpHandler, generateOpenApiDocument } from "trpc-to-openapi";
import { contextOf, envelopeOf } from "@/server/api/context";
import { appRouter } from "@/server/api/root";
import { publicUrl } from "@/server/platform/env";
import { once } from "@/server/platform/once";

/** `/api/v1`: the same procedures as plain REST, described by `/api/v1/openapi.json`. */
export async function handleRest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === "/api/v1/openapi.json") {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(openApiDocument()));
    return;
  }
  request.url = (request.url ?? "").replace("/api/v1", "");
  await handler()(request, response);
}

function handler() {
  return once("rest", () =>
    createOpenApiNodeHttpHandler({
      router: appRouter,
      createContext: ({ req }) => contextOf(envelopeOf(req as IncomingMessage)),
      responseMeta: () => ({ headers: new Headers([["cache-control", "no-store"]]) }),
      maxBodySize: 1_048_576,
    }),
  );
}

export function openApiDocument() {
  return once("openapi", () =>
    generateOpenApiDocument(appRouter, {
      title: "Lianfang 联防",
      version: "1",
      baseUrl: `${publicUrl()}/api/v1`,
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    }),
  );
}
