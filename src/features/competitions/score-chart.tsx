import { useTranslations } from "next-intl";
import type { Outputs } from "@/features/shared/api";

type Board = Outputs["competitions"]["board"];
const width = 720;
const height = 240;
const margin = { left: 60, right: 12, top: 12, bottom: 24 };
const dashes = ["", "6 3", "2 3", "10 4 2 4", "1 4"];

/** Points of the leading teams over time; the table beside it says the same in numbers. */
export function ScoreChart({ board }: { board: Board }) {
  const t = useTranslations("competitions");
  const lines = board.history.filter(({ points }) => points.length > 0).slice(0, 5);
  const all = lines.flatMap(({ points }) => points);
  if (all.length < 2) return null;
  const end = Math.max(...all.map(([at]) => at), 1);
  const top = Math.max(...all.map(([, score]) => score), 1);
  const x = (at: number) => margin.left + (Math.max(0, at) / end) * (width - margin.left - margin.right);
  const y = (score: number) => height - margin.bottom - (score / top) * (height - margin.top - margin.bottom);
  const nameOf = (teamId: string) => board.rows.find((row) => row.teamId === teamId)?.name ?? "";
  return (
    <figure className="mb-6 rounded-lg border border-line bg-surface p-4">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="h-auto w-full overflow-visible text-ink-soft"
        role="img"
        aria-label={t("chart")}
      >
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              x1={margin.left}
              x2={width - margin.right}
              y1={y(top * share)}
              y2={y(top * share)}
              stroke="var(--line)"
            />
            <text
              x={margin.left - 6}
              y={y(top * share) + 4}
              textAnchor="end"
              // The picture shrinks on a phone, and its figures are still to be read.
              className="text-[12px] max-sm:text-[22px]"
              fill="currentColor"
            >
              {Math.round(top * share)}
            </text>
          </g>
        ))}
        {lines.map(({ teamId, points }, index) => (
          <path
            key={teamId}
            d={`M${x(0)},${y(0)}${points.map(([at, score], step) => `H${x(at)}V${y(score)}${step === points.length - 1 ? `H${x(end)}` : ""}`).join("")}`}
            fill="none"
            stroke={index === 0 ? "var(--brand)" : "var(--ink-soft)"}
            strokeWidth={index === 0 ? 3 : 1.75}
            strokeDasharray={dashes[index]}
          />
        ))}
      </svg>
      <figcaption className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {lines.map(({ teamId }, index) => (
          <span key={teamId} className="inline-flex items-center gap-2">
            <svg width="28" height="8" aria-hidden="true">
              <line
                x1="0"
                x2="28"
                y1="4"
                y2="4"
                stroke={index === 0 ? "var(--brand)" : "var(--ink-soft)"}
                strokeWidth={index === 0 ? 3 : 1.75}
                strokeDasharray={dashes[index]}
              />
            </svg>
            {nameOf(teamId)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
