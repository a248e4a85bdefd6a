import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { CompetitionStateBadge } from "@/features/competitions/competition-state";
import { titleIn, wordsIn } from "@/features/competitions/title";
import type { Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }> };
type Summary = Outputs["competitions"]["list"][number];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "competitions" });
  return { title: t("title"), description: t("intro") };
}

const groups = {
  now: ["running", "paused"],
  next: ["published", "registration"],
  drafts: ["draft"],
  past: ["ended", "reviewing", "finalised", "cancelled"],
} as const;

export default async function CompetitionsPage({ params }: Props) {
  const locale = localeOf((await params).locale);
  const [t, caller, account, timeZone] = await Promise.all([
    getTranslations("competitions"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const all = await caller.competitions.list({});
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<p className="max-w-prose">{t("intro")}</p>}
        action={account?.actingId ? <LinkButton href={`/${locale}/competitions/new`}>{t("new")}</LinkButton> : null}
      />
      <p className="mb-6 flex flex-wrap gap-x-5 gap-y-2">
        <Link href={`/${locale}/competitions/season`} className="inline-flex min-h-6 items-center text-brand underline">
          {t("season")}
        </Link>
        {account ? (
          <Link
            href={`/${locale}/competitions/judge`}
            className="inline-flex min-h-6 items-center text-brand underline"
          >
            {t("judgeDesk")}
          </Link>
        ) : null}
        <a
          href={`/api/competitions/calendar.ics?lang=${locale}`}
          className="inline-flex min-h-6 items-center text-brand underline"
        >
          {t("calendar")}
        </a>
      </p>
      {all.length === 0 ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
      {(Object.keys(groups) as (keyof typeof groups)[]).map((group) => {
        const listed = all.filter(({ state }) => (groups[group] as readonly string[]).includes(state));
        if (listed.length === 0) return null;
        return (
          <section key={group} className="mb-8">
            <h2 className="mb-3 text-xl">{t(`group_${group}`)}</h2>
            <ul className="grid gap-4 md:grid-cols-2">
              {listed.map((one) => (
                <Item key={one.id} competition={one} locale={locale} timeZone={timeZone} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

async function Item({ competition, locale, timeZone }: { competition: Summary; locale: Locale; timeZone: string }) {
  const t = await getTranslations("competitions");
  const { text, lang } = wordsIn(locale, competition.summaryZh, competition.summaryEn);
  return (
    <li className="rounded-lg border border-line bg-surface p-5">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="min-w-0 text-lg">
          <Link href={`/${locale}/competitions/${competition.slug}`} className="text-brand underline break-words">
            {titleIn(locale, competition)}
          </Link>
        </h3>
        <span className="flex gap-2">
          {competition.role ? <Badge tone="brand">{t(`role_${competition.role}`)}</Badge> : null}
          <CompetitionStateBadge state={competition.state} />
        </span>
      </div>
      <p lang={lang} className="mt-1 line-clamp-3">
        {text}
      </p>
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
        <span>{nameIn(locale, competition.organisation)}</span>
        <span>{[...new Set(competition.phases)].map((kind) => t(`phase_${kind}`)).join(" · ")}</span>
        <span>{t("teamsCount", { count: competition.teams })}</span>
        {competition.startsAt ? (
          <time dateTime={competition.startsAt}>{dateTime(competition.startsAt, locale, timeZone)}</time>
        ) : null}
      </p>
    </li>
  );
}
