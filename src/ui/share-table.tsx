/** Shares as bars with their figures: a chart that is a table. */
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
      <table className="w-full text-sm">
        <caption className="mb-2 text-left text-lg font-semibold">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left">
            <td />
            {columns.map((column) => (
              <th key={column} scope="col" className="py-1 pr-3 font-medium text-ink-soft">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, whole, parts }) => (
            <tr key={key} className="border-b border-line last:border-0">
              <th scope="row" className="py-1.5 pr-3 text-left font-normal">
                {label}
              </th>
              <td className="py-1.5 pr-3 tabular-nums">{whole}</td>
              {parts.map((part, index) => (
                <td key={columns[index + 1]} className="min-w-20 py-1.5 pr-3">
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
