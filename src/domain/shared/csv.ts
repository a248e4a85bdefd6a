/** A cell that a spreadsheet would run as a formula is made inert (OWASP, CSV injection), full-width forms included. */
export function inertCell(cell: string): string {
  return /^[=+\-@\t\r＝＋－＠]/u.test(cell) ? `'${cell}` : cell;
}

/** Rows as CSV (RFC 4180) with inert cells. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(csvCell).join(",")).join("\r\n");
}

function csvCell(cell: string): string {
  const inert = inertCell(cell);
  return /[",\r\n]/u.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
