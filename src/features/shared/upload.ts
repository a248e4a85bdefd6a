import type { FilePurpose } from "@/domain/shared/files";

export type Uploaded = { id: string; name: string; size: number };

/** @throws Error with the sentence that the server gave */
export async function uploadFile(purpose: FilePurpose, file: File): Promise<Uploaded> {
  const query = new URLSearchParams({ purpose, name: file.name });
  const answer = await fetch(`/api/files?${query}`, {
    method: "POST",
    body: file,
    headers: { "x-locale": document.documentElement.lang },
  });
  const body = (await answer.json()) as Uploaded & { message?: string };
  if (!answer.ok) throw new Error(body.message ?? String(answer.status));
  return body;
}
