import { readSheet } from "read-excel-file/node";
import writeXlsxFile from "write-excel-file/node";
import { inertCell } from "@/domain/shared/csv";
import { AppError } from "@/domain/shared/errors";
import { readZip } from "./archives";

/** What a workbook may grow to when it is unpacked, so that a small file cannot fill the memory. */
const limits = { entries: 2_000, bytes: 32 * 1_048_576 };
const mostRows = 20_000;

/**
 * Cells of the first sheet of an .xlsx workbook (ECMA-376) as text, row by row. Formulas give the value stored with
 * them; a date becomes `2026-12-31`, with its time where it has one. Rows beyond 20,000 are not read.
 * @throws AppError UNSUPPORTED_FILE where the bytes are no such workbook
 */
export async function readXlsx(bytes: Buffer): Promise<string[][]> {
  const rows = await readZip(bytes, limits)
    .then(() => readSheet(bytes, { trim: false }))
    .catch((cause) => {
      throw new AppError("UNSUPPORTED_FILE", { reason: "xlsx", cause });
    });
  return rows.slice(0, mostRows).map((row) => row.map(textOf));
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/u, "");
  return String(cell);
}

export type Sheet = {
  /** At most 31 characters; `: \ / ? * [ ]` become spaces. */
  readonly name: string;
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Sheets as an .xlsx workbook: the first row of each is its heading; text is inert (see `inertCell`). */
export function writeXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsxFile(
    sheets.map(({ name, rows }) => ({
      sheet: name.replaceAll(/[:\\/?*[\]]/gu, " ").slice(0, 31),
      stickyRowsCount: 1,
      columns: widths(rows),
      data: rows.map((row, index) => row.map((cell) => cellOf(cell, index === 0))),
    })),
  ).toBuffer();
}

function cellOf(cell: string | number | null, heading: boolean) {
  if (cell === null || cell === "") return null;
  const style = heading ? { fontWeight: "bold" as const } : {};
  return typeof cell === "number"
    ? { type: Number, value: cell, ...style }
    : { type: String, value: inertCell(cell), wrap: true, alignVertical: "top" as const, ...style };
}

/** As wide as the longest cell of the first rows, within reason; a Chinese character takes two places. */
function widths(rows: Sheet["rows"]): { width: number }[] {
  const columns = Math.max(0, ...rows.slice(0, 100).map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => {
    const longest = rows.slice(0, 100).map((row) => {
      const text = String(row[column] ?? "");
      return text.length + (text.match(/[\u2e80-\uffff]/gu)?.length ?? 0);
    });
    return { width: Math.min(60, Math.max(10, ...longest) + 2) };
  });
}
