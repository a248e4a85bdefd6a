import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError, errorCatalogue, isAppError } from "@/domain/shared/errors";
import { isLocale } from "@/domain/shared/locale";
import { appErrorSentence } from "@/i18n/sentences";
import { contextOf, envelopeOf, readerLocale } from "@/server/api/context";
import {
  exportAkomaNtoso,
  exportDeadlines,
  exportFeed,
  exportLegislation,
} from "@/server/modules/guidance/service-exports";
import { exportItems } from "@/server/modules/guidance/service-lists";
import type { Ctx } from "@/server/platform/ctx";

/** Doors that are not procedures; the matrix test lists them beside those of the router. */
export const guidanceDoors = [
  { method: "GET", path: "/api/guidance/feed.atom", policy: "mayListGuidance" },
  { method: "GET", path: "/api/guidance/deadlines.ics", policy: "mayReadObligations" },
  { method: "GET", path: "/api/guidance/{id}/akn.xml", policy: "mayReadGuidance" },
  { method: "GET", path: "/api/guidance/{id}/legislation.jsonld", policy: "mayReadGuidance" },
  { method: "GET", path: "/api/guidance/{id}/items.json", policy: "mayReadGuidance" },
  { method: "GET", path: "/api/guidance/{id}/items.csv", policy: "mayReadGuidance" },
  { method: "GET", path: "/api/guidance/{id}/items.xlsx", policy: "mayReadGuidance" },
] as const;

type File = { type: string; body: string | Buffer };
const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const xml = "application/akn+xml; charset=utf-8";

/** Feeds and files of what is public; `?lang=` chooses the language, else the reader's. Nothing is cached anywhere. */
export async function handleGuidance(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const known = await contextOf(envelopeOf(request));
    const url = new URL(request.url ?? "/", "http://local");
    const asked = url.searchParams.get("lang");
    const ctx = isLocale(asked) ? { ...known, locale: asked } : known;
    if (request.method !== "GET") throw new AppError("NOT_FOUND");
    const { type, body } = await fileOf(ctx, url);
    response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" });
    response.end(body);
  } catch (error) {
    if (!isAppError(error)) throw error;
    const message = appErrorSentence(readerLocale(envelopeOf(request)), error);
    response.writeHead(errorCatalogue[error.code].http, {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
    });
    response.end(JSON.stringify({ message, code: error.code }));
  }
}

async function fileOf(ctx: Ctx, url: URL): Promise<File> {
  const rest = url.pathname.slice("/api/guidance/".length);
  if (rest === "feed.atom")
    return {
      type: "application/atom+xml; charset=utf-8",
      body: await exportFeed(ctx, url.searchParams.get("topic") ?? undefined),
    };
  if (rest === "deadlines.ics") return { type: "text/calendar; charset=utf-8", body: await exportDeadlines(ctx) };
  const [first, name] = rest.split("/");
  const id = z.uuid().safeParse(first);
  if (!id.success) throw new AppError("NOT_FOUND");
  switch (name) {
    case "akn.xml":
      return { type: xml, body: await exportAkomaNtoso(ctx, id.data, ctx.locale) };
    case "legislation.jsonld":
      return { type: "application/ld+json; charset=utf-8", body: (await exportLegislation(ctx, id.data)).json };
    case "items.json":
      return {
        type: "application/json; charset=utf-8",
        body: JSON.stringify((await exportItems(ctx, id.data)).items, null, 2),
      };
    case "items.csv":
      return { type: "text/csv; charset=utf-8", body: (await exportItems(ctx, id.data)).csv };
    case "items.xlsx":
      return { type: workbook, body: await (await exportItems(ctx, id.data)).xlsx() };
    default:
      throw new AppError("NOT_FOUND");
  }
}
