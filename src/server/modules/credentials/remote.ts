import { AppError } from "@/domain/shared/errors";
import { askOutside } from "@/server/platform/outbound";

const accept = "application/vc+ld+json, application/vc+jwt, application/did+json, application/json";

/**
 * A document of another issuer, through the guard against private addresses.
 * @throws AppError as `askOutside`, and CONFLICT with reason `outboundFailed` for an answer other than 200
 */
export async function fetchText(url: string): Promise<string> {
  const { status, body } = await askOutside({ url, method: "GET", headers: { accept } });
  if (status !== 200) throw new AppError("CONFLICT", { reason: "outboundFailed", field: "url" });
  return body.toString("utf8");
}

export async function fetchJson(url: string): Promise<unknown> {
  return JSON.parse(await fetchText(url));
}
