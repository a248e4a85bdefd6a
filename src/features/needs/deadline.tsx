import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { dateTime, timeLeft, zoneName } from "@/features/shared/format";

/** One moment: the reader's date and time, its zone, and how long there is still. */
export function Deadline({ iso, timeZone, now }: { iso: string; timeZone: string; now: Date }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const left = timeLeft(iso, now, locale);
  return (
    <span>
      <time dateTime={iso}>
        {t("deadlineAt", { date: dateTime(iso, locale, timeZone), zone: zoneName(iso, locale, timeZone) })}
      </time>{" "}
      <strong className={left ? "text-brand" : "text-ink-soft"}>{left ? t("left", { time: left }) : t("past")}</strong>
    </span>
  );
}
