import { inflateSync } from "node:zlib";
import { readZip } from "@/server/platform/archives";

/** What a person reads in a document that leaves the platform: packed bytes would hide any word from a test. */
export async function documentText(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString("latin1") === "PK")
    return [...(await readZip(bytes)).values()].map((entry) => entry.toString("utf8")).join("\n");
  return bytes.subarray(0, 5).toString("latin1") === "%PDF-" ? pdfText(bytes) : bytes.toString("utf8");
}

/** The unpacked streams of a PDF, as Latin-1 text. */
export function pdfStreams(pdf: Buffer): string[] {
  return [...pdf.toString("latin1").matchAll(/stream\r?\n(.*?)\r?\nendstream/gsu)].flatMap(([, body = ""]) => {
    try {
      return [inflateSync(Buffer.from(body, "latin1")).toString("latin1")];
    } catch {
      return [];
    }
  });
}

/**
 * The words on its pages. A page names glyphs of the font that it embeds; which letters they are stands in the font's
 * map. Which font a piece of text is set in is not followed: it is read with each of them, and one reading is right.
 */
function pdfText(pdf: Buffer): string {
  const streams = pdfStreams(pdf);
  const maps = streams.filter((stream) => stream.includes("begincmap")).map(lettersOf);
  const pieces = streams
    .flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\] TJ/gu)])
    .map(([, array = ""]) => [...array.matchAll(/<([0-9a-f]+)>/giu)].map(([, hex]) => hex).join(""));
  return maps.map((letters) => pieces.map((hex) => inLetters(hex, letters)).join("")).join("\n");
}

function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, first = "", list = ""] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/giu)) {
    const start = Number.parseInt(first, 16);
    for (const [at, [, hex = ""]] of [...list.matchAll(/<([0-9a-f ]+)>/giu)].entries())
      letters.set(start + at, Buffer.from(hex.replaceAll(" ", ""), "hex").swap16().toString("utf16le"));
  }
  return letters;
}

function inLetters(hex: string, letters: ReadonlyMap<number, string>): string {
  return [...hex.matchAll(/.{4}/gu)].map(([glyph]) => letters.get(Number.parseInt(glyph, 16)) ?? "?").join("");
}
