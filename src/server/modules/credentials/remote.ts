import { AppError } from "@/domain/shared/errors";

/** Documents of other issuers. @throws AppError UNAVAILABLE where they cannot be had */
export async function fetchText(_url: string): Promise<string> {
  throw new AppError("UNAVAILABLE");
}

export async function fetchJson(url: string): Promise<unknown> {
  return JSON.parse(await fetchText(url));
}
