import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { EntryView } from "@/features/competitions/entry-view";
import { JudgingActs, WithdrawEntry } from "@/features/competitions/judging-acts";
import { RubricView } from "@/features/competitions/rubric-view";
import { pick } from "@/features/competitions/words";
import { dateTime, timeLeft } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string; phaseId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { phaseId, locale } = await params;
  const phase = await (await api()).competitionsJudged.phase({ phaseId }).catch(() => null);
  return phase ? { title: pick(localeOf(locale), phase.titleZh, phase.titleEn) } : {};
}

export default async function JudgedPhasePage({ params }: Props) {
  const { locale: asked, slug, phaseId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, account, timeZone] = await Promise.all([
    getTranslations("competitionsJudged"),
    getTranslations("common"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const path = `/competitions/${slug}/judging/${phaseId}`;
  const phase = await read(locale, path, caller.competitionsJudged.phase({ phaseId }));
  const own = account && phase.team ? await read(locale, path, caller.competitionsJudged.ownEntry({ phaseId })) : null;
  const { settings, can } = phase;
  const left = phase.open && phase.endsAt ? timeLeft(phase.endsAt, new Date(phase.now), locale) : null;
  const steps = can.open || can.publish || can.close;
  return (
    <>
      <PageHeader
        title={pick(locale, phase.titleZh, phase.titleEn) || t("solutionContest")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          {
            href: `/${locale}/competitions/${slug}`,
            label: pick(locale, phase.competition.titleZh, phase.competition.titleEn),
          },
        ]}
        crumbsLabel={c("breadcrumbs")}
        state={
          <Badge tone={phase.stage === "final" ? "good" : phase.open ? "brand" : "neutral"}>
            {phase.stage === "entries" && phase.over
              ? t("stage_waiting")
              : phase.stage === "entries" && !phase.open
                ? t("stage_before")
                : t(`stage_${phase.stage}`)}
          </Badge>
        }
        meta={
          <>
            {phase.endsAt ? (
              <span>
                {t("entriesUntil")} <time dateTime={phase.endsAt}>{dateTime(phase.endsAt, locale, timeZone)}</time>
                {left ? ` · ${t("left", { left })}` : ""}
              </span>
            ) : null}
            <span>{t("entriesCount", { count: phase.entries })}</span>
          </>
        }
        action={
          <>
            {can.enter ? (
              <LinkButton variant={own ? "secondary" : "primary"} href={`/${locale}${path}/enter`}>
                {own && !own.withdrawn ? t("changeEntry") : t("handInEntry")}
              </LinkButton>
            ) : null}
            {can.results ? (
              <LinkButton variant={can.enter || steps ? "secondary" : "primary"} href={`/${locale}${path}/results`}>
                {t("results")}
              </LinkButton>
            ) : null}
            {can.organise && settings ? <LinkButton href={`/${locale}${path}/panel`}>{t("panel")}</LinkButton> : null}
            {can.setUp ? (
              <LinkButton variant={settings ? "secondary" : "primary"} href={`/${locale}${path}/setup`}>
                {t("setUp")}
              </LinkButton>
            ) : null}
            {phase.judge ? <LinkButton href={`/${locale}/competitions/judge`}>{t("toSheets")}</LinkButton> : null}
          </>
        }
      />
      <div className="flex flex-col gap-6">
        {steps ? (
          <Card title={t("nextStep")}>
            <ClientMessages of={["competitionsJudged"]}>
              <JudgingActs phaseId={phaseId} can={can} />
            </ClientMessages>
          </Card>
        ) : null}
        {phase.stage === "provisional" && phase.appealsUntil ? (
          <Callout title={t("provisionalTitle")}>
            <p>{t("provisionalText", { until: dateTime(phase.appealsUntil, locale, timeZone) })}</p>
          </Callout>
        ) : null}
        {own && !own.withdrawn ? (
          <Card
            title={t("ownEntry")}
            action={<Badge tone="good">{t("handedInAt", { at: dateTime(own.submittedAt, locale, timeZone) })}</Badge>}
          >
            <div className="flex flex-col gap-4">
              <EntryView content={own.content} files={own.files} />
              <p className="text-sm text-ink-soft">
                {t("receipt")} <code className="break-all">{own.receipt}</code>
              </p>
              {can.enter ? (
                <ClientMessages of={["competitionsJudged"]}>
                  <WithdrawEntry entryId={own.id} />
                </ClientMessages>
              ) : null}
            </div>
          </Card>
        ) : null}
        {settings ? (
          <>
            <Card title={t("rubric")}>
              <RubricView criteria={settings.criteria} />
            </Card>
            <Card title={t("judgingRules")}>
              <DescriptionList
                items={[
                  { term: t("judgesPerEntry"), detail: settings.judgesPerEntry },
                  { term: t("blind"), detail: t("blindText") },
                  { term: t("conflicts"), detail: t("conflictsText") },
                  { term: t("gap"), detail: t("gapText", { gap: settings.gap }) },
                  { term: t("method"), detail: t(`methodText_${settings.method}`) },
                  { term: t("appeals"), detail: t("appealsText", { hours: settings.appealHours }) },
                  {
                    term: t("accepts"),
                    detail: settings.accepts.map((kind) => t(`evidence_${kind}`)).join(locale === "en" ? "; " : "；"),
                  },
                ]}
              />
            </Card>
          </>
        ) : (
          <EmptyState title={t("notSetUp")}>
            <p>{can.setUp ? t("notSetUpOrganiser") : t("notSetUpText")}</p>
          </EmptyState>
        )}
        {!account && phase.open ? (
          <p>
            <Link href={`/${locale}/sign-in`} className="text-brand underline">
              {t("signInToEnter")}
            </Link>
          </p>
        ) : null}
      </div>
    </>
  );
}
