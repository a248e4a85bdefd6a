import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { profiles } from "@/domain/standards/profiles";
import { stageSpans } from "@/domain/standards/timeline";
import type { Outputs } from "@/features/shared/api";
import { date } from "@/features/shared/format";

type Props = { standard: Outputs["standards"]["get"]; now: Date; timeZone: string };

const dot = {
  done: "border-good bg-good",
  now: "border-brand bg-brand ring-4 ring-brand-soft",
  ahead: "border-line-strong bg-surface",
} as const;

/** The whole life at a glance: what is behind, where it stands and by when, what is ahead. */
export function LifeTimeline({ standard, now, timeZone }: Props) {
  const t = useTranslations("standardsLife");
  const locale = useLocale() as Locale;
  const profile = profiles[standard.profile];
  const spans = stageSpans(
    profile,
    standard.moves.map((move) => ({ ...move, at: new Date(move.at) })),
    now,
  );
  const left = standard.dueAt ? Math.floor((new Date(standard.dueAt).getTime() - now.getTime()) / 86_400_000) : null;
  return (
    <ol aria-label={t("timeline")} className="flex flex-col md:flex-row">
      {profile.stages.map((stage, index) => {
        const span = spans[index];
        if (!span) return null;
        return (
          <li
            key={stage.code}
            aria-current={span.state === "now" ? "step" : undefined}
            className="relative flex min-w-0 flex-1 gap-3 pb-4 md:flex-col md:gap-2 md:pb-0"
          >
            {index < profile.stages.length - 1 ? (
              <span
                aria-hidden
                className={clsx(
                  "absolute top-4 bottom-0 left-[0.4375rem] w-0.5 md:top-[0.4375rem] md:right-0 md:bottom-auto md:left-4 md:h-0.5 md:w-auto",
                  span.state === "done" ? "bg-good" : "bg-line-strong",
                )}
              />
            ) : null}
            <span aria-hidden className={clsx("z-10 mt-0.5 size-4 shrink-0 rounded-full border-2", dot[span.state])} />
            <div className="min-w-0 pr-2 text-sm">
              <p className={clsx(span.state === "ahead" ? "text-ink-soft" : "font-semibold text-ink")}>
                <span className="tabular-nums">{stage.code}</span> {locale === "en" ? stage.en : stage.zh}
              </p>
              <p className="text-ink-soft">
                {span.state === "now"
                  ? left === null
                    ? t("timelineNow")
                    : left < 0
                      ? t("dueOver", { days: -left })
                      : t("dueLeft", { days: left })
                  : span.entered
                    ? `${date(span.entered.toISOString(), locale, timeZone)} · ${t("spent", { days: span.days })}`
                    : t("timelineAhead")}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
