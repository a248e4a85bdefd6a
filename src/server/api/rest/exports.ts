import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError, errorCatalogue, isAppError } from "@/domain/shared/errors";
import { appErrorSentence } from "@/i18n/sentences";
import { contextOf, envelopeOf, readerLocale } from "@/server/api/context";
import { fileOf } from "@/server/modules/standards/service-outputs";

/** Doors that are not procedures; the matrix test lists them beside those of the router. */
export const exportDoors = [
  { method: "GET", path: "/api/standards/{id}/sts.xml", policy: "mayReadStandard" },
  { method: "GET", path: "/api/standards/{id}/oscal.json", policy: "mayReadStandard" },
  { method: "GET", path: "/api/standards/{id}/standard.{html,pdf,docx}", policy: "mayReadStandard" },
  { method: "GET", path: "/api/standards/{id}/redline.docx", policy: "mayReadWorkspace" },
  { method: "GET", path: "/api/standards/{id}/comments.{csv,xlsx,docx,pdf}", policy: "mayReadComments" },
] as const;

export async function handleExports(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const ctx = await contextOf(envelopeOf(request));
    const [, asked, file = ""] =
      /^\/api\/standards\/([^/]+)\/([a-z.]+)$/u.exec((request.url ?? "").split("?")[0] ?? "") ?? [];
    const id = z.uuid().safeParse(asked);
    if (request.method !== "GET" || !id.success) throw new AppError("NOT_FOUND");
    const url = new URL(request.url ?? "/", "http://local");
    const { type, body, name } = await fileOf(ctx, id.data, file, url.searchParams);
    response.writeHead(200, {
      "Content-Type": type,
      "Cache-Control": "no-store",
      "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      "Content-Disposition": `attachment; filename="${name}"`,
    });
    response.end(body);
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
