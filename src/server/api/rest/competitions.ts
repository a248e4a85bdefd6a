import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError, errorCatalogue, isAppError } from "@/domain/shared/errors";
import { isLocale } from "@/domain/shared/locale";
import { appErrorSentence, sentence } from "@/i18n/sentences";
import { contextOf, envelopeOf, readerLocale } from "@/server/api/context";
import {
  exportArchive,
  exportCalendar,
  exportEvents,
  exportScoreboard,
} from "@/server/modules/competitions/service-exports";
import { pushScores } from "@/server/modules/competitions/service-feed";
import { watchBoard } from "@/server/modules/competitions/service-live";
import { exportTeamFlags } from "@/server/modules/competitions/service-team-flags";

/** Doors that are not procedures; the matrix test lists them beside those of the router. */
export const competitionDoors = [
  { method: "GET", path: "/api/competitions/calendar.ics", policy: "mayListCompetitions" },
  { method: "GET", path: "/competitions/{slug}/scoreboard.json", policy: "mayReadBoard" },
  { method: "GET", path: "/competitions/{slug}/events.ndjson", policy: "mayReadBoard" },
  { method: "GET", path: "/competitions/{slug}/archive.json", policy: "mayReadArchive" },
  { method: "GET", path: "/competitions/{slug}/live", policy: "mayReadBoard" },
  { method: "POST", path: "/api/competitions/feeds/{phaseId}", policy: "mayPushScores" },
  { method: "GET", path: "/api/competitions/challenges/{id}/team-flags.csv", policy: "mayManageChallenges" },
] as const;

const largestPush = 1_048_576;
const json = "application/json; charset=utf-8";

/** Feeds and files of competitions under `/competitions/<slug>/…`, without a language; pages live under theirs. */
export function isCompetitionFile(path: string): boolean {
  return /^\/competitions\/[^/]+\/(?:scoreboard\.json|events\.ndjson|archive\.json|live)$/u.test(path);
}

export async function handleCompetitions(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const ctx = await contextOf(envelopeOf(request));
    const url = new URL(request.url ?? "/", "http://local");
    if (url.pathname.startsWith("/api/competitions/feeds/")) {
      const phaseId = z.uuid().safeParse(url.pathname.slice("/api/competitions/feeds/".length));
      if (request.method !== "POST" || !phaseId.success) throw new AppError("NOT_FOUND");
      const signature = String(request.headers["x-lianfang-signature"] ?? "");
      return send(response, json, JSON.stringify(await pushScores(phaseId.data, await bodyOf(request), signature)));
    }
    if (request.method !== "GET") throw new AppError("NOT_FOUND");
    if (url.pathname === "/api/competitions/calendar.ics") {
      const asked = url.searchParams.get("lang");
      const body = await exportCalendar(isLocale(asked) ? { ...ctx, locale: asked } : ctx);
      return send(response, "text/calendar; charset=utf-8", body);
    }
    const flagsOf = /^\/api\/competitions\/challenges\/([^/]+)\/team-flags\.csv$/u.exec(url.pathname);
    if (flagsOf) {
      const id = z.uuid().safeParse(flagsOf[1]);
      if (!id.success) throw new AppError("NOT_FOUND");
      const csv = await exportTeamFlags(ctx, id.data);
      response.writeHead(200, {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="team-flags.csv"',
        "Cache-Control": "no-store",
      });
      // The mark tells spreadsheets that names are UTF-8.
      response.end(`\ufeff${csv}`);
      return;
    }
    const [, , slug = "", file] = url.pathname.split("/");
    switch (file) {
      case "scoreboard.json":
        return send(response, json, await exportScoreboard(ctx, slug));
      case "archive.json":
        return send(response, json, await exportArchive(ctx, slug));
      case "events.ndjson":
        return send(
          response,
          "application/x-ndjson; charset=utf-8",
          await exportEvents(ctx, slug, z.coerce.number().int().min(0).catch(0).parse(url.searchParams.get("since"))),
        );
      case "live": {
        const last = request.headers["last-event-id"];
        return await watchBoard(ctx, slug, typeof last === "string" ? last : undefined, response);
      }
      default:
        throw new AppError("NOT_FOUND");
    }
  } catch (error) {
    const locale = readerLocale(envelopeOf(request));
    if (error instanceof z.ZodError) {
      response.writeHead(400, { "Content-Type": json, "Cache-Control": "no-store" });
      response.end(JSON.stringify({ message: sentence(locale, "errors", "BAD_INPUT"), code: "BAD_INPUT" }));
      return;
    }
    if (!isAppError(error)) throw error;
    response.writeHead(errorCatalogue[error.code].http, { "Content-Type": json, "Cache-Control": "no-store" });
    response.end(JSON.stringify({ message: appErrorSentence(locale, error), code: error.code }));
  }
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*" });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > largestPush) throw new AppError("TOO_LARGE");
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString("utf8");
}
