import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { regionName } from "@/features/shared/concept-names";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }> };
const tones = { draft: "neutral", open: "good", running: "brand", finished: "neutral" } as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: localeOf((await params).locale), namespace: "training" });
  return { title: t("title"), description: t("intro") };
}

export default async function TrainingPage({ params }: Props) {
  const locale = localeOf((await params).locale);
  const [t, caller, account, timeZone] = await Promise.all([
    getTranslations("training"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const [programmes, openings] = await Promise.all([caller.training.list({}), caller.experts.openings({})]);
  return (
    <>
      <PageHeader
        title={t("title")}
        meta={<p className="max-w-prose">{t("intro")}</p>}
        action={
          account?.actingId ? (
            <LinkButton href={`/${locale}/training/new`} variant="primary">
              {t("new")}
            </LinkButton>
          ) : null
        }
      />
      {programmes.length === 0 ? <EmptyState title={t("none")}>{t("noneHint")}</EmptyState> : null}
      <ul className="grid gap-4 md:grid-cols-2">
        {programmes.map((one) => (
          <li key={one.id} className="rounded-lg border border-line bg-surface p-5">
            <div className="flex flex-wrap items-start justify-between gap-2">
              <h2 className="min-w-0 text-lg">
                <Link href={`/${locale}/training/${one.id}`} className="break-words text-brand underline">
                  {locale === "en" ? one.titleEn : one.titleZh}
                </Link>
              </h2>
              <Badge tone={tones[one.state]}>{t(`state_${one.state}`)}</Badge>
            </div>
            <p className="mt-1 line-clamp-3">{locale === "en" ? one.summaryEn : one.summaryZh}</p>
            <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
              <span>{nameIn(locale, one.organisation)}</span>
              <span>{t("places", { count: one.places })}</span>
              <span>{t("applyUntil", { at: dateTime(one.applyUntil, locale, timeZone) })}</span>
            </p>
          </li>
        ))}
      </ul>
      <div className="mt-10 mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl">{t("openings")}</h2>
        {account?.actingId ? <LinkButton href={`/${locale}/openings/new`}>{t("newOpening")}</LinkButton> : null}
      </div>
      {openings.length === 0 ? <p className="text-ink-soft">{t("openingsNone")}</p> : null}
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface empty:border-0">
        {openings.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3">
            <Link
              href={`/${locale}/openings/${one.id}`}
              lang={one.language}
              className="min-w-0 font-semibold break-words text-brand underline"
            >
              {one.title}
            </Link>
            <Badge>{t(`opening_${one.kind}`)}</Badge>
            {one.closed ? <Badge>{t("openingClosed")}</Badge> : null}
            <span className="text-sm text-ink-soft">{nameIn(locale, one.organisation)}</span>
            {one.region ? <span className="text-sm text-ink-soft">{regionName(one.region, locale)}</span> : null}
            <span className="text-sm text-ink-soft">{t("places", { count: one.places })}</span>
            {one.closed ? null : (
              <span className="text-sm text-ink-soft">
                {t("applyUntil", { at: dateTime(one.closesAt, locale, timeZone) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
