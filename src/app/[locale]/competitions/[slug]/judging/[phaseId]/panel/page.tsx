import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { JudgingActs } from "@/features/competitions/judging-acts";
import { AppealDesk, InviteJudges } from "@/features/competitions/panel-desk";
import { figure, pick } from "@/features/competitions/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";
import { DataTable } from "@/ui/data-table";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string; phaseId: string }> };
const tones = { invited: "warn", accepted: "good", declined: "neutral" } as const;

export default async function PanelPage({ params }: Props) {
  const { locale: asked, slug, phaseId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitionsJudged"), getTranslations("common"), api()]);
  const path = `/competitions/${slug}/judging/${phaseId}`;
  const [phase, panel] = await read(
    locale,
    `${path}/panel`,
    Promise.all([caller.competitionsJudged.phase({ phaseId }), caller.competitionsJudged.panel({ phaseId })]),
  );
  const named = panel.entries.some(({ teamName }) => teamName !== null);
  return (
    <>
      <PageHeader
        title={t("panel")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}${path}`, label: pick(locale, phase.titleZh, phase.titleEn) || t("solutionContest") },
        ]}
        crumbsLabel={c("breadcrumbs")}
        state={<Badge tone="brand">{t(`stage_${phase.stage}`)}</Badge>}
        meta={<span>{t("openSheets", { count: panel.openSheets })}</span>}
      />
      <div className="flex flex-col gap-6">
        <ClientMessages of={["competitionsJudged"]}>
          <JudgingActs phaseId={phaseId} can={phase.can} />
        </ClientMessages>
        {panel.panels > 1 ? (
          <Callout tone="warn" title={t("panelsApart", { count: panel.panels })}>
            <p>{t("panelsApartText")}</p>
          </Callout>
        ) : null}
        {panel.appeals.map((appeal) => (
          <ClientMessages key={appeal.id} of={["competitionsJudged"]}>
            <AppealDesk appeal={appeal} />
          </ClientMessages>
        ))}
        <Card title={t("judges")}>
          {panel.judges.length === 0 ? (
            <EmptyState title={t("noJudges")}>
              <p>{t("noJudgesText")}</p>
            </EmptyState>
          ) : (
            <DataTable
              caption={t("judges")}
              columns={[
                { key: "name", header: t("judge") },
                { key: "state", header: t("judgeState") },
                { key: "conflicts", header: t("declaredConflicts"), align: "right" },
                { key: "progress", header: t("sheetsDone"), align: "right" },
                { key: "recused", header: t("recused"), align: "right" },
              ]}
              rows={panel.judges.map((one) => ({
                id: one.personId,
                cells: {
                  name: nameIn(locale, one),
                  state: <Badge tone={tones[one.state]}>{t(`judge_${one.state}`)}</Badge>,
                  conflicts: one.conflicts,
                  progress: `${one.done} / ${one.assigned}`,
                  recused: one.recused,
                },
              }))}
            />
          )}
        </Card>
        {phase.can.invite ? (
          <ClientMessages of={["competitionsJudged"]}>
            <InviteJudges phaseId={phaseId} />
          </ClientMessages>
        ) : null}
        <Card title={t("entries")}>
          {panel.entries.length === 0 ? (
            <EmptyState title={t("noEntriesYet")} />
          ) : (
            <DataTable
              caption={t("entries")}
              columns={[
                { key: "number", header: t("entry") },
                ...(named ? [{ key: "team", header: t("team") }] : []),
                { key: "assistance", header: t("assistance") },
                { key: "progress", header: t("sheetsDone"), align: "right" as const },
                { key: "spread", header: t("spread"), align: "right" as const },
              ]}
              rows={panel.entries.map((one, at) => ({
                id: one.id,
                cells: {
                  number:
                    one.number === null
                      ? t("sealedEntry", { number: at + 1 })
                      : t("entryNumber", { number: one.number }),
                  team: one.teamName ?? "",
                  assistance: t(`assistance_${one.assistance}`),
                  progress: `${one.done} / ${one.judges}`,
                  spread: (
                    <span className="inline-flex flex-wrap items-center gap-2">
                      {one.further ? <Badge tone="warn">{t("furtherAsked")}</Badge> : null}
                      {one.spread === null ? "—" : figure(one.spread, locale)}
                    </span>
                  ),
                },
              }))}
            />
          )}
        </Card>
      </div>
    </>
  );
}
