import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { AgreementCard } from "@/features/engagements/agreement-card";
import { ChangesCard } from "@/features/engagements/changes-card";
import { CloseCard } from "@/features/engagements/close-card";
import { DiscussionCard } from "@/features/engagements/discussion-card";
import { DisputesCard } from "@/features/engagements/disputes-card";
import { MilestonesCard } from "@/features/engagements/milestones-card";
import { PaymentsCard } from "@/features/engagements/payments-card";
import { ResearchCard } from "@/features/engagements/research-card";
import { ReviewsCard } from "@/features/engagements/reviews-card";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";
import { Timeline } from "@/ui/timeline";

const tones = { agreeing: "warn", active: "brand", accepted: "good", closed: "neutral", terminated: "bad" } as const;

export default async function EngagementPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("engagements"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const engagement = await read(locale, `/engagements/${id}`, caller.engagements.get({ id }));
  const today = new Date().toISOString().slice(0, 10);
  return (
    <>
      <PageHeader
        title={engagement.title}
        crumbs={[{ href: `/${locale}/engagements`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
        state={<Badge tone={tones[engagement.state]}>{t(`state_${engagement.state}`)}</Badge>}
        meta={
          <>
            <span>
              {nameIn(locale, engagement.buyer)} → {nameIn(locale, engagement.provider)}
            </span>
            <span>{t("progress", { accepted: engagement.acceptedMilestones, all: engagement.milestones })}</span>
            <Link href={`/${locale}/needs/${engagement.needId}`} className="text-brand underline">
              {t("toNeed")}
            </Link>
          </>
        }
      />
      <ClientMessages of={["engagements"]}>
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-6">
            {engagement.can.close ? <CloseCard engagementId={id} /> : null}
            {engagement.state === "agreeing" ? <AgreementCard engagement={engagement} timeZone={timeZone} /> : null}
            <MilestonesCard engagement={engagement} timeZone={timeZone} />
            <ReviewsCard engagement={engagement} timeZone={timeZone} />
            <ResearchCard engagement={engagement} />
            <DisputesCard engagement={engagement} timeZone={timeZone} />
            <ChangesCard engagement={engagement} timeZone={timeZone} />
            <PaymentsCard engagement={engagement} today={today} />
            <DiscussionCard engagement={engagement} timeZone={timeZone} />
            {engagement.state === "agreeing" ? null : <AgreementCard engagement={engagement} timeZone={timeZone} />}
          </div>
          <aside>
            <Card title={t("timeline")}>
              <Timeline
                items={engagement.events.map(({ kind, facts, at }) => ({
                  iso: at,
                  at: dateTime(at, locale, timeZone),
                  title: t(`event_${kind}`),
                  detail: Object.entries(facts)
                    .filter(([, fact]) => fact !== engagement.title)
                    // Titles stand for themselves; a number says of what.
                    .map(([key, fact]) => (typeof fact === "number" ? t(`eventFact_${key}`, { number: fact }) : fact))
                    .join(" · "),
                }))}
              />
            </Card>
          </aside>
        </div>
      </ClientMessages>
    </>
  );
}
