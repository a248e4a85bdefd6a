import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import type { Outputs } from "@/features/shared/api";
import { dateTime, timeLeft, zoneName } from "@/features/shared/format";
import { Badge } from "@/ui/badge";

type Waiting = Outputs["home"]["waiting"][number];
const shown = 8;

/** What the reader is asked to do next, most urgent first; beyond the first few it opens on demand. */
export function WaitingList({ waiting, timeZone, now }: { waiting: Waiting[]; timeZone: string; now: Date }) {
  const t = useTranslations("home");
  if (waiting.length === 0) return <p className="text-ink-soft">{t("nothing")}</p>;
  const rows = waiting.map((one) => (
    <Row key={`${one.kind} ${one.path} ${one.nameZh} ${one.nameEn}`} waiting={one} timeZone={timeZone} now={now} />
  ));
  return (
    <div className="rounded-lg border border-line bg-surface">
      <ul className="divide-y divide-line">{rows.slice(0, shown)}</ul>
      {rows.length > shown ? (
        <details className="border-t border-line">
          <summary className="cursor-pointer px-5 py-3 font-semibold text-brand">
            {t("all", { count: rows.length - shown })}
          </summary>
          <ul className="divide-y divide-line border-t border-line">{rows.slice(shown)}</ul>
        </details>
      ) : null}
    </div>
  );
}

function Row({
  waiting: { kind, path, due, ...name },
  timeZone,
  now,
}: {
  waiting: Waiting;
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations("home");
  const locale = useLocale() as Locale;
  const left = due === null ? null : timeLeft(due, now, locale);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3">
      <div className="min-w-0">
        <Link href={`/${locale}${path}`} className="font-semibold text-brand underline">
          {t(kind)}
        </Link>
        <p className="break-words text-ink-soft">{nameIn(locale, name)}</p>
      </div>
      {due ? (
        <p className="flex items-center gap-2 text-sm">
          <time dateTime={due} title={zoneName(due, locale, timeZone)}>
            {dateTime(due, locale, timeZone)}
          </time>
          <Badge tone={left ? "neutral" : "bad"}>{left ?? t("overdue")}</Badge>
        </p>
      ) : null}
    </li>
  );
}
