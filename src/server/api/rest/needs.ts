import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { listInput } from "@/domain/needs/schema";
import { AppError, errorCatalogue, isAppError } from "@/domain/shared/errors";
import { isLocale } from "@/domain/shared/locale";
import { appErrorSentence } from "@/i18n/sentences";
import { contextOf, envelopeOf, readerLocale } from "@/server/api/context";
import { exportDraw } from "@/server/modules/needs/service-draws";
import {
  exportAwardRecord,
  exportEvaluationCsv,
  exportEvaluationXlsx,
  exportNeedFeed,
} from "@/server/modules/needs/service-exports";
import { exportOcds } from "@/server/modules/needs/service-ocds";
import { exportNeedList } from "@/server/modules/needs/service-views";
import type { Ctx } from "@/server/platform/ctx";

/** Doors that are not procedures; the matrix test lists them beside those of the router. */
export const needDoors = [
  { method: "GET", path: "/api/needs/feed.atom", policy: "mayListNeeds" },
  { method: "GET", path: "/api/needs/list.csv", policy: "mayListNeeds" },
  { method: "GET", path: "/api/needs/{id}/ocds.json", policy: "mayExportNeed" },
  { method: "GET", path: "/api/needs/{id}/award.pdf", policy: "mayReadNeed" },
  { method: "GET", path: "/api/needs/{id}/evaluation.csv", policy: "mayReadAllScores" },
  { method: "GET", path: "/api/needs/{id}/evaluation.xlsx", policy: "mayReadAllScores" },
  { method: "GET", path: "/api/needs/{id}/draw-{drawId}.json", policy: "mayReadNeed" },
] as const;

type File = { type: string; body: string | Buffer; name?: string };
const json = (value: object): File => ({
  type: "application/json; charset=utf-8",
  body: JSON.stringify(value, null, 2),
});
const csv = (name: string, body: string): File => ({ type: "text/csv; charset=utf-8", body, name });
const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Files of needs; `?lang=` chooses the language, else the reader's. Nothing is cached anywhere. */
export async function handleNeeds(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const known = await contextOf(envelopeOf(request));
    const url = new URL(request.url ?? "/", "http://local");
    const asked = url.searchParams.get("lang");
    const ctx = isLocale(asked) ? { ...known, locale: asked } : known;
    if (request.method !== "GET") throw new AppError("NOT_FOUND");
    const { type, body, name } = await fileOf(ctx, url);
    response.writeHead(200, {
      "Content-Type": type,
      "Cache-Control": "no-store",
      ...(name ? { "Content-Disposition": `attachment; filename="${name}"` } : {}),
    });
    response.end(body);
  } catch (error) {
    if (!isAppError(error)) throw error;
    response.writeHead(errorCatalogue[error.code].http, {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
    });
    response.end(
      JSON.stringify({ message: appErrorSentence(readerLocale(envelopeOf(request)), error), code: error.code }),
    );
  }
}

async function fileOf(ctx: Ctx, url: URL): Promise<File> {
  const [first = "", file = ""] = url.pathname.slice("/api/needs/".length).split("/");
  if (first === "feed.atom" && file === "")
    return { type: "application/atom+xml; charset=utf-8", body: await exportNeedFeed(ctx) };
  if (first === "list.csv" && file === "") return csv("needs.csv", await exportNeedList(ctx, filtersOf(url)));
  const id = z.uuid().safeParse(first);
  if (!id.success) throw new AppError("NOT_FOUND");
  const draw = z.uuid().safeParse(/^draw-(.+)\.json$/u.exec(file)?.[1]);
  if (draw.success) return json(await exportDraw(ctx, id.data, draw.data));
  switch (file) {
    case "ocds.json":
      return json(await exportOcds(ctx, id.data));
    case "award.pdf":
      return { type: "application/pdf", body: await exportAwardRecord(ctx, id.data), name: `award-${id.data}.pdf` };
    case "evaluation.csv":
      return csv(`evaluation-${id.data}.csv`, await exportEvaluationCsv(ctx, id.data));
    case "evaluation.xlsx":
      return { type: workbook, body: await exportEvaluationXlsx(ctx, id.data), name: `evaluation-${id.data}.xlsx` };
    default:
      throw new AppError("NOT_FOUND");
  }
}

/** @throws AppError BAD_INPUT for a filter that is none */
function filtersOf(url: URL): z.output<typeof listInput> {
  const given = Object.fromEntries([...url.searchParams].filter(([key, value]) => key !== "lang" && value !== ""));
  const parsed = listInput.safeParse(given);
  if (!parsed.success) throw new AppError("BAD_INPUT");
  return parsed.data;
}
