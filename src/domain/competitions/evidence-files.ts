import type { EvidenceKind } from "./schema-judged";

/** What an uploaded file is to a judge, told from its bytes; the upload has checked size, type and viruses before. */
export type EvidenceFile = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array };

export type EvidenceFault =
  | { readonly code: "evidenceKind"; readonly file: string; readonly found: EvidenceKind | "unknown" }
  | {
      readonly code: "TREND_HEADER" | "TREND_EMPTY" | "TREND_TIME" | "TREND_NUMBER" | "TREND_ORDER" | "TREND_COLUMNS";
      readonly file: string;
      readonly row: number;
    };

const office = /^application\/(pdf|vnd\.openxmlformats-officedocument\.)|^image\/|^text\/(plain|markdown)$/u;
const mostTrendRows = 200_000;

/**
 * pcap: the magic numbers of libpcap (micro- and nanoseconds, both byte orders) and of pcapng. ladder: PLCopen TC6 XML,
 * Rockwell L5X, Siemens SimaticML, or structured text and instruction list by name. trend: CSV of a historian.
 */
export function evidenceKindOf({ name, mediaType, bytes }: EvidenceFile): EvidenceKind | null {
  if (isCapture(bytes)) return "pcap";
  if (mediaType === "application/xml") {
    const head = new TextDecoder().decode(bytes.subarray(0, 4_096));
    return /plcopen\.org\/xml\/tc6|<RSLogix5000Content|<SW\.Blocks\.|<Document>[\s\S]*<Engineering/u.test(head)
      ? "ladder"
      : null;
  }
  if (mediaType === "text/plain" && /\.(st|scl|awl|il|exp)$/iu.test(name)) return "ladder";
  if (mediaType === "text/csv") return "trend";
  return office.test(mediaType) ? "document" : null;
}

/** The first thing that keeps a file from being evidence of an accepted kind, or null. */
export function evidenceFault(file: EvidenceFile, accepts: readonly EvidenceKind[]): EvidenceFault | null {
  const kind = evidenceKindOf(file);
  if (kind === null || !accepts.includes(kind))
    return { code: "evidenceKind", file: file.name, found: kind ?? "unknown" };
  return kind === "trend" ? trendFault(file.name, new TextDecoder().decode(file.bytes)) : null;
}

/**
 * A historian's trend: a header, then rows of a time (ISO 8601, `2026-05-01 08:00:00`, or seconds since 1970) that never
 * runs backwards and one or more numbers; an empty cell is a gap. Rows count from 1, the header included.
 */
export function trendFault(file: string, text: string): EvidenceFault | null {
  const lines = text.replace(/^\uFEFF/u, "").split(/\r?\n/u);
  while (lines.at(-1)?.trim() === "") lines.pop();
  const [head = ""] = lines;
  const separator = head.includes(";") ? ";" : head.includes("\t") ? "\t" : ",";
  const columns = head.split(separator).length;
  const fault = (code: Exclude<EvidenceFault["code"], "evidenceKind">, row: number): EvidenceFault => ({
    code,
    file,
    row,
  });
  if (columns < 2 || instantOf(head.split(separator)[0] ?? "") !== null) return fault("TREND_HEADER", 1);
  if (lines.length < 2) return fault("TREND_EMPTY", 1);
  let before = Number.NEGATIVE_INFINITY;
  for (const [index, row] of lines.slice(1, mostTrendRows).entries()) {
    const cells = row.split(separator);
    if (cells.length !== columns) return fault("TREND_COLUMNS", index + 2);
    const at = instantOf(cells[0] ?? "");
    if (at === null) return fault("TREND_TIME", index + 2);
    if (at < before) return fault("TREND_ORDER", index + 2);
    before = at;
    if (
      cells.slice(1).some((cell) => cell.trim() !== "" && !Number.isFinite(Number(cell.trim().replace(/^"|"$/gu, ""))))
    )
      return fault("TREND_NUMBER", index + 2);
  }
  return null;
}

function instantOf(cell: string): number | null {
  const text = cell.trim().replace(/^"|"$/gu, "");
  if (/^\d{9,13}(\.\d+)?$/u.test(text)) return Number(text);
  const parts = /^(\d{4}[-/]\d{2}[-/]\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/u.exec(
    text,
  );
  if (!parts) return null;
  // Without a zone a time is read as UTC, as a day is: the order must not depend on where the server stands.
  const [, day = "", time = "00:00", zone = "Z"] = parts;
  const at = Date.parse(`${day.replaceAll("/", "-")}T${time.replace(",", ".")}${zone}`);
  return Number.isNaN(at) ? null : at;
}

function isCapture(bytes: Uint8Array): boolean {
  const magic = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return ["d4c3b2a1", "a1b2c3d4", "4d3cb2a1", "a1b23c4d", "0a0d0d0a"].includes(magic);
}
