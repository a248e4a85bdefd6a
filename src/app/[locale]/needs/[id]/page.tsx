import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { EngagementStep } from "@/features/engagements/engagement-step";
import { ListHits } from "@/features/guidance/list-hits";
import { AwardCard } from "@/features/needs/award-card";
import { ComplaintsCard } from "@/features/needs/complaints-card";
import { ConfidentialCard, ConfidentialForm } from "@/features/needs/confidential-card";
import { CriteriaTable } from "@/features/needs/criteria-table";
import { Deadline } from "@/features/needs/deadline";
import { DrawCard } from "@/features/needs/draw-card";
import { NeedActions } from "@/features/needs/need-actions";
import { NeedFacts } from "@/features/needs/need-facts";
import { NeedQuestions } from "@/features/needs/need-questions";
import { NeedStateBadge } from "@/features/needs/need-state";
import { ReceivedProposals } from "@/features/needs/received-proposals";
import { dateTime } from "@/features/shared/format";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";
import { Timeline } from "@/ui/timeline";

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, locale } = await params;
  const need = await (await api()).needs.get({ id }).catch(() => null);
  return need
    ? {
        title: need.title,
        description: need.summary,
        openGraph: { title: need.title, description: need.summary, locale },
      }
    : {};
}

export default async function NeedPage({ params }: Props) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, account, timeZone] = await Promise.all([
    getTranslations("needs"),
    getTranslations("common"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const need = await read(locale, `/needs/${id}`, caller.needs.get({ id }));
  const seen = account !== null && need.publishedAt !== null;
  const [questions, received, award, own, draws, confidential, complaints, engagement] = await Promise.all([
    caller.needs.questions({ id }),
    caller.needs.received({ id }),
    caller.needs.awardOf({ id }),
    account?.actingId && !need.own ? caller.needs.ownProposal({ id }) : null,
    caller.needs.draws({ id }),
    need.can.readNda ? caller.needs.confidential({ id }) : null,
    seen && account.actingId ? caller.needs.complaints({ id }).catch(() => null) : null,
    seen ? caller.engagements.ofNeed({ needId: id }) : null,
  ]);
  const { content } = need;
  const hits = need.can.publish
    ? await caller.guidance.checkLists({
        activity: need.kind === "crowdTest" ? "crowdTest" : "need",
        text: [need.title, need.summary, content.whatRuns, content.worry, content.description]
          .join("\n")
          .slice(0, 100_000),
        conceptIds: need.conceptIds,
      })
    : null;
  const now = new Date();
  return (
    <>
      <PageHeader
        title={need.title}
        crumbs={[{ href: `/${locale}/needs`, label: c("needs") }]}
        crumbsLabel={c("breadcrumbs")}
        state={<NeedStateBadge state={need.state} />}
        meta={
          <>
            <span>
              {t("number")} {need.number}
            </span>
            <span>{t(`kind_${need.kind}`)}</span>
            <span>
              {t("buyer")} {nameIn(locale, need.buyer)}
            </span>
          </>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {award ? <AwardCard award={award} timeZone={timeZone} needId={id} /> : null}
          {complaints ? (
            <ClientMessages of={["needs"]}>
              <ComplaintsCard needId={id} complaints={complaints} timeZone={timeZone} />
            </ClientMessages>
          ) : null}
          <NeedFacts need={need} timeZone={timeZone} />
          <ClientMessages of={["needs"]}>
            {confidential ? (
              <ConfidentialCard needId={id} confidential={confidential} timeZone={timeZone} />
            ) : need.can.writeConfidential ? (
              <Card title={t("confidential")}>
                <ConfidentialForm needId={id} before={null} />
              </Card>
            ) : null}
          </ClientMessages>
          {need.content.criteria.length > 0 ? (
            <Card title={t("criteria")}>
              <CriteriaTable criteria={need.content.criteria} />
            </Card>
          ) : null}
          {need.publishedAt ? (
            <ClientMessages of={["needs"]}>
              <NeedQuestions
                needId={id}
                questions={questions}
                canAsk={need.can.ask}
                canAnswer={need.can.answer}
                timeZone={timeZone}
              />
            </ClientMessages>
          ) : null}
          {need.publishedAt ? <ReceivedProposals received={received} timeZone={timeZone} /> : null}
          {draws.length > 0 ? (
            <ClientMessages of={["needs"]}>
              <DrawCard needId={id} draws={draws} pools={[]} canPrepare={false} timeZone={timeZone} />
            </ClientMessages>
          ) : null}
        </div>
        <aside className="flex flex-col gap-6 max-lg:order-first lg:sticky lg:top-20">
          <Card title={t("whatNext")}>
            {need.proposalDeadline ? (
              <p className="mb-3">
                {t("deadline")}
                <br />
                <Deadline iso={need.proposalDeadline} timeZone={timeZone} now={now} />
              </p>
            ) : null}
            {hits ? (
              <div className="mb-3">
                <ListHits hits={hits} />
              </div>
            ) : null}
            <ClientMessages of={["engagements"]}>
              <EngagementStep
                needId={id}
                engagement={engagement}
                canBegin={award !== null && need.state === "awarded" && (need.own || award.mine)}
                inForce={award !== null && new Date(award.standstillUntil) <= now}
              />
            </ClientMessages>
            <ClientMessages of={["needs"]}>
              <NeedActions need={need} receipt={own?.receipt ?? null} signedIn={account !== null} timeZone={timeZone} />
            </ClientMessages>
          </Card>
          {need.history.length > 0 ? (
            <Card title={t("history")}>
              <Timeline
                items={need.history.map(({ reason, at }) => ({
                  iso: at,
                  at: dateTime(at, locale, timeZone),
                  title: reason ? t("versionAmended", { reason }) : t("versionPublished"),
                }))}
              />
            </Card>
          ) : null}
        </aside>
      </div>
    </>
  );
}
