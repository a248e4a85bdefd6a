import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError, errorCatalogue, isAppError } from "@/domain/shared/errors";
import { appErrorSentence } from "@/i18n/sentences";
import { contextOf, envelopeOf, readerLocale } from "@/server/api/context";
import { exportOcds } from "@/server/modules/needs/service-ocds";

/** Doors that are not procedures; the matrix test lists them beside those of the router. */
export const exportDoors = [{ method: "GET", path: "/api/needs/{id}/ocds.json", policy: "mayExportNeed" }] as const;

export async function handleExports(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const ctx = await contextOf(envelopeOf(request));
    const id = z
      .uuid()
      .safeParse(/^\/api\/needs\/([^/]+)\/ocds\.json$/u.exec((request.url ?? "").split("?")[0] ?? "")?.[1]);
    if (request.method !== "GET" || !id.success) throw new AppError("NOT_FOUND");
    answer(response, 200, await exportOcds(ctx, id.data));
  } catch (error) {
    if (!isAppError(error)) throw error;
    answer(response, errorCatalogue[error.code].http, {
      message: appErrorSentence(readerLocale(envelopeOf(request)), error),
      code: error.code,
    });
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body, null, 2));
}
