import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Column = {
  key: string;
  header: string;
  align?: "right";
  /** What the row is about: its heading, which on a phone stands on top without the column's name. */
  heading?: boolean;
};
export type TableRow = { id: string; cells: Readonly<Record<string, ReactNode>> };

/** A table on a desk, cards on a phone: each cell then carries its column's name. */
export function DataTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly Column[];
  rows: readonly TableRow[];
}) {
  return (
    <table className="w-full border-collapse rounded-lg border border-line bg-surface max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only">
        <tr className="border-b border-line bg-sunken text-left text-sm">
          {columns.map(({ key, header, align }) => (
            <th key={key} scope="col" className={clsx("px-4 py-2.5 font-semibold", align === "right" && "text-right")}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map(({ id, cells }) => (
          <tr key={id} className="border-b border-line last:border-0 max-md:block max-md:p-4">
            {columns.map(({ key, header, align, heading }) => {
              const Cell = heading ? "th" : "td";
              return (
                <Cell
                  {...(heading ? { scope: "row" } : {})}
                  key={key}
                  className={clsx(
                    "px-4 py-3 align-top max-md:block max-md:px-0 max-md:py-1",
                    align === "right" && "tabular-nums md:text-right",
                    heading && "text-left font-semibold",
                    // A name without anything behind it says nothing on a phone.
                    (cells[key] == null || cells[key] === "") && "max-md:hidden",
                  )}
                >
                  {heading ? null : <span className="mr-2 text-sm text-ink-soft md:hidden">{header}</span>}
                  {cells[key]}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
