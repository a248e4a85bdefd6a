/** What a score is made of: each part as a bar with its figure; the figures add up to the total below. */
export function ReasonBars({
  caption,
  rows,
  total,
}: {
  caption: string;
  rows: readonly { label: string; points: number; detail?: string }[];
  total: { label: string; points: string };
}) {
  const most = Math.max(1, ...rows.map(({ points }) => Math.abs(points)));
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {rows.map(({ label, points, detail }) => (
          <tr key={label}>
            <th scope="row" className="w-2/5 py-1 pr-3 text-left align-top font-normal">
              {label}
              {detail ? <span className="block text-xs text-ink-soft">{detail}</span> : null}
            </th>
            <td className="py-1 align-top">
              <span
                aria-hidden
                className={points < 0 ? "block h-3 rounded bg-bad" : "block h-3 rounded bg-brand"}
                style={{ width: `${(Math.abs(points) / most) * 100}%`, minWidth: "2px", marginTop: "0.35rem" }}
              />
            </td>
            <td className="w-14 py-1 pl-3 text-right align-top tabular-nums">{points.toFixed(1)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-line font-semibold">
          <th scope="row" colSpan={2} className="py-1 text-left">
            {total.label}
          </th>
          <td className="py-1 text-right tabular-nums">{total.points}</td>
        </tr>
      </tfoot>
    </table>
  );
}
