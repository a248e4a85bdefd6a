import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError, errorCatalogue, isAppError } from "@/domain/shared/errors";
import { appErrorSentence } from "@/i18n/sentences";
import { contextOf, envelopeOf, readerLocale } from "@/server/api/context";
import { exportStandard } from "@/server/modules/standards/service-outputs";

/** Doors that are not procedures; the matrix test lists them beside those of the router. */
export const exportDoors = [
  { method: "GET", path: "/api/standards/{id}/sts.xml", policy: "mayReadStandard" },
  { method: "GET", path: "/api/standards/{id}/oscal.json", policy: "mayReadStandard" },
] as const;

export async function handleExports(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const ctx = await contextOf(envelopeOf(request));
    const [, asked, file = ""] =
      /^\/api\/standards\/([^/]+)\/([a-z.]+)$/u.exec((request.url ?? "").split("?")[0] ?? "") ?? [];
    const id = z.uuid().safeParse(asked);
    if (request.method !== "GET" || !id.success) throw new AppError("NOT_FOUND");
    if (file === "sts.xml" || file === "oscal.json") {
      const { type, body } = await exportStandard(ctx, id.data, file);
      response.writeHead(200, {
        "Content-Type": type,
        "Cache-Control": "no-store",
        "Content-Disposition": `attachment; filename="standard-${id.data}.${file}"`,
      });
      response.end(body);
    } else throw new AppError("NOT_FOUND");
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
