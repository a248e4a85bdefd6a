import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError, errorCatalogue, isAppError } from "@/domain/shared/errors";
import { appErrorSentence } from "@/i18n/sentences";
import { envelopeOf, readerLocale } from "@/server/api/context";
import { issuerDocument } from "@/server/modules/credentials/keys";
import { exportCredential } from "@/server/modules/credentials/service";
import { signedStatusList } from "@/server/modules/credentials/status-list";

/** Doors that are not procedures; the matrix test lists them beside those of the router. */
export const credentialDoors = [
  { method: "GET", path: "/api/credentials/issuer", policy: "mayReadCredential" },
  { method: "GET", path: "/api/credentials/status/{list}", policy: "mayReadCredential" },
  { method: "GET", path: "/api/credentials/{id}.json", policy: "mayReadCredential" },
] as const;

const listNumber = /^status\/(\d{1,6})$/u;
const credentialFile = /^([0-9a-f-]{36})\.json$/u;

/** What verifiers anywhere read: who issues, what was signed, what was taken back. Public, for every origin. */
export async function handleCredentials(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    if (request.method !== "GET") throw new AppError("NOT_FOUND");
    const rest = (request.url ?? "").split("?")[0]?.slice("/api/credentials/".length) ?? "";
    const body = await documentOf(rest);
    response.writeHead(200, {
      "Content-Type": rest === "issuer" ? "application/cid+json" : "application/vc+ld+json",
      "Cache-Control": "no-store",
      "Access-Control-Allow-Origin": "*",
      ...(credentialFile.test(rest) ? { "Content-Disposition": `attachment; filename="credential-${rest}"` } : {}),
    });
    response.end(JSON.stringify(body, null, 2));
  } catch (error) {
    if (!isAppError(error)) throw error;
    response.writeHead(errorCatalogue[error.code].http, {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
    });
    const message = appErrorSentence(readerLocale(envelopeOf(request)), error);
    response.end(JSON.stringify({ message, code: error.code }));
  }
}

async function documentOf(rest: string): Promise<object> {
  if (rest === "issuer") return issuerDocument();
  const list = listNumber.exec(rest)?.[1];
  if (list) return signedStatusList(Number(list));
  const id = z.uuid().safeParse(credentialFile.exec(rest)?.[1]);
  if (!id.success) throw new AppError("NOT_FOUND");
  return exportCredential(id.data);
}
