import { inflateRawSync } from "node:zlib";
import { AppError } from "@/domain/shared/errors";

/** What a workbook may grow to when it is unpacked, so that a small file cannot fill the memory. */
const mostBytes = 32 * 1_048_576;
const mostRows = 20_000;

/**
 * Cells of the first sheet of an .xlsx workbook (ECMA-376) as text, row by row. Formulas give the value stored with
 * them; dates stay the numbers they are.
 * @throws AppError UNSUPPORTED_FILE where the bytes are no such workbook
 */
export function readXlsx(bytes: Buffer): string[][] {
  const entry = (name: string) => unpack(bytes, name);
  const sheet = entry("xl/worksheets/sheet1.xml");
  if (!sheet) throw new AppError("UNSUPPORTED_FILE", { reason: "xlsx" });
  const shared = [...(entry("xl/sharedStrings.xml") ?? "").matchAll(/<si>(.*?)<\/si>/gsu)].map(([, item = ""]) =>
    textOf(item),
  );
  const rows: string[][] = [];
  for (const [, row = ""] of sheet.matchAll(/<row\b[^>]*>(.*?)<\/row>/gsu)) {
    if (rows.length >= mostRows) break;
    const cells: string[] = [];
    for (const [, attributes = "", , inner = ""] of row.matchAll(/<c\b([^>]*?)(\/>|>(.*?)<\/c>)/gsu)) {
      const at = columnOf(/\br="([A-Z]+)\d+"/u.exec(attributes)?.[1], cells.length);
      while (cells.length < at) cells.push("");
      const type = /\bt="(\w+)"/u.exec(attributes)?.[1];
      const value = decoded(/<v>(.*?)<\/v>/su.exec(inner)?.[1] ?? "");
      cells[at] = type === "s" ? (shared[Number(value)] ?? "") : type === "inlineStr" ? textOf(inner) : value;
    }
    rows.push(cells);
  }
  return rows;
}

function textOf(xml: string): string {
  return [...xml.matchAll(/<t\b[^>]*>(.*?)<\/t>/gsu)].map(([, text = ""]) => decoded(text)).join("");
}

function decoded(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replaceAll("&amp;", "&");
}

function columnOf(letters: string | undefined, next: number): number {
  if (!letters || letters.length > 3) return next;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** One entry of a zip by its central directory (APPNOTE 6.3.3); null when it is not there. */
function unpack(bytes: Buffer, name: string): string | null {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) throw new AppError("UNSUPPORTED_FILE", { reason: "xlsx" });
  try {
    const count = bytes.readUInt16LE(end + 10);
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index += 1) {
      const nameLength = bytes.readUInt16LE(at + 28);
      const found = bytes.toString("utf8", at + 46, at + 46 + nameLength);
      if (found === name)
        return inflate(bytes, bytes.readUInt32LE(at + 42), bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20));
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return null;
  } catch (cause) {
    throw new AppError("UNSUPPORTED_FILE", { reason: "xlsx", cause });
  }
}

function inflate(bytes: Buffer, header: number, method: number, size: number): string {
  const from = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const packed = bytes.subarray(from, from + size);
  return (method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: mostBytes })).toString("utf8");
}
