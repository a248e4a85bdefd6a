import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { calendarDay, money } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

const tones = { agreeing: "warn", active: "brand", accepted: "good", closed: "neutral", terminated: "bad" } as const;

export default async function EngagementsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller] = await Promise.all([getTranslations("engagements"), api()]);
  const engagements = await read(locale, "/engagements", caller.engagements.list({}));
  return (
    <>
      <PageHeader title={t("title")} meta={<p className="max-w-prose">{t("intro")}</p>} />
      {engagements.length === 0 ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
      <ul className="flex flex-col gap-4">
        {engagements.map((one) => (
          <li key={one.id} className="rounded-lg border border-line bg-surface p-5">
            <p className="flex flex-wrap items-center gap-3">
              <Link
                href={`/${locale}/engagements/${one.id}`}
                className="py-1 text-lg font-semibold text-brand underline"
                lang={one.language}
              >
                {one.title}
              </Link>
              <Badge tone={tones[one.state]}>{t(`state_${one.state}`)}</Badge>
              {one.openDispute ? <Badge tone="bad">{t("disputeOpenBadge")}</Badge> : null}
            </p>
            <p className="mt-1 text-ink-soft">
              {nameIn(locale, one.buyer)} → {nameIn(locale, one.provider)} · {money(one.amount, one.currency, locale)} ·{" "}
              {t("progress", { accepted: one.acceptedMilestones, all: one.milestones })}
              {one.nextDue ? ` · ${t("nextDue", { date: calendarDay(one.nextDue, locale) })}` : ""}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
