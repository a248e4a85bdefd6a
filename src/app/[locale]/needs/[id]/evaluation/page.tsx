import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { AwardForm } from "@/features/needs/award-form";
import { ConflictForm } from "@/features/needs/conflict-form";
import { DrawCard } from "@/features/needs/draw-card";
import { Moderation } from "@/features/needs/moderation-form";
import { NeedStateBadge } from "@/features/needs/need-state";
import { OpenedProposal } from "@/features/needs/opened-proposal";
import { OpeningCard } from "@/features/needs/opening-card";
import { PanelCard } from "@/features/needs/panel-card";
import { ScoreForm, SubmitScores } from "@/features/needs/score-form";
import { Standings } from "@/features/needs/standings";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

export default async function EvaluationPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const path = `/needs/${id}/evaluation`;
  const [t, c, caller, account, timeZone] = await Promise.all([
    getTranslations("needs"),
    getTranslations("common"),
    api(),
    currentAccount(),
    readerTimeZone(),
  ]);
  const need = await read(locale, path, caller.needs.get({ id }));
  const { can } = need;
  if (!account || !(can.open || can.readProposals || can.appointPanel || need.onPanel || need.own)) notFound();
  const evaluation =
    can.readProposals || can.appointPanel || need.onPanel
      ? await read(locale, path, caller.needs.evaluation({ id }))
      : null;
  const proposals = can.readProposals ? await read(locale, path, caller.needs.openedProposals({ id })) : [];
  const draws = need.own ? await caller.needs.draws({ id }) : [];
  const pools = need.own && can.appointPanel ? await caller.experts.pools({}) : [];
  const me = evaluation?.panel.find(({ personId }) => personId === account.id);
  return (
    <>
      <PageHeader
        title={t("evaluation")}
        state={<NeedStateBadge state={need.state} />}
        crumbs={[
          { href: `/${locale}/needs`, label: c("needs") },
          { href: `/${locale}/needs/${id}`, label: need.title },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["needs"]}>
        <div className="flex flex-col gap-6">
          {need.own ? <OpeningCard needId={id} opening={need.opening} canOpen={can.open} timeZone={timeZone} /> : null}
          {evaluation && need.own ? (
            <PanelCard needId={id} panel={evaluation.panel} canAppoint={can.appointPanel} />
          ) : null}
          {need.own ? (
            <DrawCard needId={id} draws={draws} pools={pools} canPrepare={can.appointPanel} timeZone={timeZone} />
          ) : null}
          {can.declareConflict && me && !me.declared ? <ConflictForm needId={id} /> : null}
          {proposals.length > 0 ? (
            <Card title={t("opened")}>
              <div className="flex flex-col gap-4">
                {proposals.map((proposal) => (
                  <OpenedProposal key={proposal.proposalId} proposal={proposal} timeZone={timeZone}>
                    {can.score && evaluation ? (
                      <ScoreForm
                        needId={id}
                        proposalId={proposal.proposalId}
                        criteria={evaluation.criteria}
                        before={evaluation.mine[proposal.proposalId] ?? {}}
                      />
                    ) : null}
                  </OpenedProposal>
                ))}
              </div>
              {can.score ? <SubmitScores needId={id} /> : null}
            </Card>
          ) : null}
          {evaluation && can.readProposals ? (
            <Standings needId={id} evaluation={evaluation} proposals={proposals} />
          ) : null}
          {evaluation && (evaluation.moderations.length > 0 || (evaluation.can.moderate && evaluation.standings)) ? (
            <Moderation needId={id} evaluation={evaluation} proposals={proposals} timeZone={timeZone} />
          ) : null}
          {evaluation?.can.award && evaluation.standings ? (
            <AwardForm
              needId={id}
              proposals={proposals}
              standings={evaluation.standings}
              standstillDays={need.content.standstillDays}
            />
          ) : null}
        </div>
      </ClientMessages>
    </>
  );
}
