import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { ReportStateBadge, SeverityBadge } from "@/features/crowdtests/report-badges";
import type { Outputs } from "@/features/shared/api";
import { dateTime, money } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "crowdtests" });
  return { title: t("title"), description: t("intro") };
}

export default async function CrowdTestsPage({ params }: Props) {
  const locale = localeOf((await params).locale);
  const [t, caller, account, timeZone] = await Promise.all([
    getTranslations("crowdtests"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const programmes = await caller.crowdtests.programmes({});
  const factorMissing = account?.secondFactorRequired && !account.secondFactor;
  const [mine, received] =
    account && !factorMissing
      ? await Promise.all([caller.crowdtests.myReports({}), caller.crowdtests.receivedReports({})])
      : [[], []];
  const states = { draft: "neutral", open: "good", paused: "warn", closed: "neutral" } as const;
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<p className="max-w-prose">{t("intro")}</p>}
        action={
          account?.actingId ? (
            <LinkButton variant="primary" href={`/${locale}/crowd-tests/new`}>
              {t("new")}
            </LinkButton>
          ) : null
        }
      />
      <Reports title={t("received")} reports={received} locale={locale} timeZone={timeZone} />
      <Reports title={t("mine")} reports={mine} locale={locale} timeZone={timeZone} />
      <h2 className="mb-3 text-xl">{t("programmes")}</h2>
      {programmes.length === 0 ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
      <ul className="grid gap-4 md:grid-cols-2">
        {programmes.map((programme) => (
          <li key={programme.id} className="rounded-lg border border-line bg-surface p-5">
            <div className="flex flex-wrap items-start justify-between gap-2">
              <h3 className="min-w-0 text-lg">
                <Link
                  href={`/${locale}/crowd-tests/${programme.id}`}
                  lang={programme.language}
                  className="text-brand underline break-words"
                >
                  {programme.title}
                </Link>
              </h3>
              <Badge tone={states[programme.state]}>{t(`programme_${programme.state}`)}</Badge>
            </div>
            <p lang={programme.language} className="mt-1 line-clamp-3">
              {programme.summary}
            </p>
            <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
              <span>{nameIn(locale, programme.organisation)}</span>
              <span>{t(`access_${programme.access}`)}</span>
              <span>{t("assetsCount", { count: programme.assets })}</span>
              {programme.topReward ? (
                <span>
                  {t("upTo", { amount: money(programme.topReward.amount, programme.topReward.currency, locale) })}
                </span>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Reports({
  title,
  reports,
  locale,
  timeZone,
}: {
  title: string;
  reports: Outputs["crowdtests"]["myReports"];
  locale: "zh-CN" | "en";
  timeZone: string;
}) {
  if (reports.length === 0) return null;
  return (
    <section className="mb-8">
      <h2 className="mb-3 text-xl">{title}</h2>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {reports.map((report) => (
          <li key={report.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3">
            <Link
              href={`/${locale}/crowd-tests/reports/${report.id}`}
              className="font-semibold text-brand underline break-words"
            >
              {report.number} · {report.title}
            </Link>
            <SeverityBadge severity={report.severity} score={report.score} />
            <ReportStateBadge state={report.state} />
            <time dateTime={report.receivedAt} className="text-sm text-ink-soft">
              {dateTime(report.receivedAt, locale, timeZone)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
