import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError, errorCatalogue, isAppError } from "@/domain/shared/errors";
import { filePurposeNames, filePurposes } from "@/domain/shared/files";
import { appErrorSentence } from "@/i18n/sentences";
import { contextOf, envelopeOf, readerLocale } from "@/server/api/context";
import { downloadFile, uploadFile } from "@/server/modules/files/service";

/** Doors that are not procedures; the matrix test lists them beside those of the router. */
export const fileDoors = [
  { method: "POST", path: "/api/files", policy: "mayUpload" },
  { method: "GET", path: "/api/files/{id}", policy: "mayDownload" },
] as const;

const uploadQuery = z.strictObject({
  purpose: z.enum(filePurposeNames),
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^/\\\p{Cc}]+$/u),
});

/** `POST /api/files?purpose=…&name=…` with the bytes as body; `GET /api/files/<id>`. */
export async function handleFiles(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const ctx = await contextOf(envelopeOf(request));
    const url = new URL(request.url ?? "/", "http://local");
    if (request.method === "POST") {
      const query = uploadQuery.safeParse(Object.fromEntries(url.searchParams));
      if (!query.success) throw new AppError("BAD_INPUT");
      const { purpose, name } = query.data;
      const view = await uploadFile(ctx, purpose, name, await readBody(request, filePurposes[purpose].maxBytes, name));
      answer(response, 200, view);
      return;
    }
    const id = z.uuid().safeParse(url.pathname.slice("/api/files/".length));
    if (request.method !== "GET" || !id.success) throw new AppError("NOT_FOUND");
    const file = await downloadFile(ctx, id.data);
    response.writeHead(200, {
      "Content-Type": file.mediaType,
      "Content-Length": file.bytes.length,
      // Never shown in place: whatever somebody uploaded must not run with our origin.
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "no-store",
    });
    response.end(file.bytes);
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (!request.complete) hangUp(request, response);
    answer(response, errorCatalogue[error.code].http, {
      message: appErrorSentence(readerLocale(envelopeOf(request)), error),
      code: error.code,
    });
  }
}

/** @throws AppError TOO_LARGE at once where the size is announced, else as soon as it shows; BAD_INPUT when it breaks off */
function readBody(request: IncomingMessage, most: number, name: string): Promise<Buffer> {
  const tooLarge = new AppError("TOO_LARGE", {
    reason: "file",
    facts: { name, megabytes: Math.floor(most / 1_048_576) },
  });
  if (Number(request.headers["content-length"] ?? 0) > most) return Promise.reject(tooLarge);
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (bytes: Buffer) => {
      size += bytes.length;
      if (size <= most) return chunks.push(bytes);
      chunks = [];
      return reject(tooLarge);
    });
    request.once("end", () => resolve(Buffer.concat(chunks)));
    request.once("error", () => reject(new AppError("BAD_INPUT")));
    request.once("close", () => reject(new AppError("BAD_INPUT")));
  });
}

const listenOn = 2_000;

/** The client hears the answer even while it is still sending; whoever sends on after that is cut off. */
function hangUp(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("Connection", "close");
  request.resume();
  response.once("finish", () => setTimeout(() => request.destroy(), listenOn).unref());
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}
