"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { dateTime, zoneName } from "@/features/shared/format";

type Props = {
  /** What comes next. */
  label: "opens" | "starts" | "freezes" | "ends";
  at: string;
  /** The server's clock when the page was made: people's clocks are wrong. */
  now: string;
  timeZone: string;
};

/** Time left to the next moment of the event, counted from the server's clock. */
export function Countdown({ label, at, now, timeZone }: Props) {
  const t = useTranslations("competitions");
  const locale = useLocale() as Locale;
  const [left, setLeft] = useState(Date.parse(at) - Date.parse(now));
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setLeft(Date.parse(at) - Date.parse(now) - (performance.now() - began)), 1_000);
    return () => clearInterval(timer);
  }, [at, now]);
  const seconds = Math.max(0, Math.floor(left / 1_000));
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 3_600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const days = Math.floor(seconds / 86_400);
  return (
    <div>
      <p className="text-ink-soft">{t(`next_${label}`)}</p>
      <p className="text-2xl font-semibold tabular-nums" suppressHydrationWarning>
        {days > 0 ? t("daysAnd", { days, clock }) : clock}
      </p>
      <p className="text-sm text-ink-soft">
        <time dateTime={at}>{dateTime(at, locale, timeZone)}</time> {zoneName(at, locale, timeZone)}
      </p>
    </div>
  );
}
