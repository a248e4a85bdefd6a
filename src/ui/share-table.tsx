/** Shares as bars with their figures: a chart that is a table; on a phone each row is a block of its own. */
export function ShareTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly { key: string; label: string; whole: number; parts: readonly number[] }[];
}) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm max-md:block">
        <caption className="mb-2 max-md:block text-left text-lg font-semibold">{caption}</caption>
        <thead className="max-md:sr-only">
          <tr className="border-b border-line text-left">
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" className="py-1 pr-3 font-medium text-ink-soft">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {rows.map(({ key, label, whole, parts }) => (
            <tr key={key} className="border-b border-line last:border-0 max-md:block max-md:py-3">
              <th
                scope="row"
                className="py-1.5 pr-3 text-left font-normal max-md:block max-md:py-0 max-md:font-semibold"
              >
                {label}
              </th>
              <td className="py-1.5 pr-3 tabular-nums max-md:block max-md:py-1">
                <span className="mr-2 text-ink-soft md:hidden">{columns[0]}</span>
                {whole}
              </td>
              {parts.map((part, index) => (
                <td key={columns[index + 1]} className="min-w-20 py-1.5 pr-3 max-md:block max-md:py-1">
                  <span className="mr-2 text-ink-soft md:hidden">{columns[index + 1]}</span>
                  <span className="tabular-nums">
                    {part}{" "}
                    <span className="text-ink-soft">
                      ({whole === 0 ? "–" : `${Math.round((part / whole) * 100)}%`})
                    </span>
                  </span>
                  <span aria-hidden className="mt-0.5 block h-1.5 rounded bg-sunken">
                    <span
                      className="block h-1.5 rounded bg-brand"
                      style={{ width: `${whole === 0 ? 0 : (part / whole) * 100}%` }}
                    />
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
