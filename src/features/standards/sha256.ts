const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((one) => one.toString(16).padStart(2, "0")).join("");

/** SHA-256 of a file, in the reader's browser. */
export async function hashOfFile(file: File): Promise<string> {
  return hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
}

/** SHA-256 of texts' UTF-8 bytes. */
export async function hashesOf(texts: readonly string[]): Promise<Map<string, string>> {
  const pairs = texts.map(
    async (text) => [text, hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))] as const,
  );
  return new Map(await Promise.all(pairs));
}
