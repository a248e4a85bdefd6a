export type DecodedFile = { readonly text: string; readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "gb18030" };

/**
 * Text of a file whose encoding nobody names: by its byte order mark, else strict UTF-8, else GB 18030, which Chinese
 * spreadsheets still write. @returns null when it is none of them
 */
export function decodeFile(bytes: Uint8Array): DecodedFile | null {
  for (const encoding of candidates(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Neither a list nor JSON holds NUL; a program or picture that happens to decode does.
      if (!text.includes("\0")) return { text, encoding };
    } catch {
      // Not this encoding: the next one may be.
    }
  }
  return null;
}

function candidates([first, second]: Uint8Array): readonly DecodedFile["encoding"][] {
  if (first === 0xff && second === 0xfe) return ["utf-16le"];
  if (first === 0xfe && second === 0xff) return ["utf-16be"];
  return ["utf-8", "gb18030"];
}
