export type ReasonRow = {
  label: string;
  points: number;
  /** The most it could give; null where there is no such thing. */
  most: number | null;
  /** The same in words, for whom a bar says nothing. */
  detail?: string;
};

/** What a score is made of: each part as a bar on its whole, with its figure; the figures add up to the total below. */
export function ReasonBars({
  caption,
  ofMost,
  rows,
  total,
}: {
  caption: string;
  /** "of 20", for a screen reader and beside the figure. */
  ofMost: (most: number) => string;
  rows: readonly ReasonRow[];
  total: { label: string; points: string };
}) {
  const largest = Math.max(1, ...rows.map(({ points, most }) => Math.max(Math.abs(points), most ?? 0)));
  const width = (points: number) => `${(Math.abs(points) / largest) * 100}%`;
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {rows.map(({ label, points, most, detail }) => (
          <tr key={label}>
            <th scope="row" className="w-2/5 py-1.5 pr-3 text-left align-top font-normal">
              {label}
              {detail ? <span className="block text-xs text-ink-soft">{detail}</span> : null}
            </th>
            <td className="py-1.5 align-top">
              <span aria-hidden className="relative mt-1 block h-3">
                {most === null ? null : (
                  <span className="absolute inset-y-0 left-0 rounded bg-sunken" style={{ width: width(most) }} />
                )}
                {points === 0 ? null : (
                  <span
                    className={
                      points < 0
                        ? "absolute inset-y-0 left-0 rounded bg-bad"
                        : "absolute inset-y-0 left-0 rounded bg-brand"
                    }
                    style={{ width: width(points), minWidth: "2px" }}
                  />
                )}
              </span>
            </td>
            <td className="w-24 py-1.5 pl-3 text-right align-top whitespace-nowrap tabular-nums">
              {points.toFixed(1)}
              {most === null ? null : <span className="text-ink-soft"> {ofMost(most)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-line font-semibold">
          <th scope="row" colSpan={2} className="py-1.5 text-left">
            {total.label}
          </th>
          <td className="py-1.5 text-right tabular-nums">{total.points}</td>
        </tr>
      </tfoot>
    </table>
  );
}
