import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import type { JudgedSettings } from "@/domain/competitions/schema-judged";
import { JudgingSetupForm } from "@/features/competitions/judging-setup-form";
import { pick } from "@/features/competitions/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string; phaseId: string }> };

/** A rubric to begin from; every part of it can be changed. */
const suggestion: JudgedSettings = {
  criteria: [
    { id: "c1", titleZh: "适用性", titleEn: "Fit for the plant", weight: 40, max: 10, anchors: [] },
    { id: "c2", titleZh: "安全效果", titleEn: "Effect on security", weight: 40, max: 10, anchors: [] },
    { id: "c3", titleZh: "表达", titleEn: "Presentation", weight: 20, max: 10, anchors: [] },
  ],
  judgesPerEntry: 2,
  loadLimit: 20,
  gap: 20,
  method: "additive",
  appealHours: 72,
  accepts: ["document"],
  leastFiles: 0,
};

export default async function JudgingSetupPage({ params }: Props) {
  const { locale: asked, slug, phaseId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitionsJudged"), getTranslations("common"), api()]);
  const path = `/competitions/${slug}/judging/${phaseId}`;
  const phase = await read(locale, `${path}/setup`, caller.competitionsJudged.phase({ phaseId }));
  if (!phase.can.setUp) notFound();
  return (
    <>
      <PageHeader
        title={t("setUp")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}${path}`, label: pick(locale, phase.titleZh, phase.titleEn) || t("solutionContest") },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["competitionsJudged"]}>
        <JudgingSetupForm
          phaseId={phaseId}
          version={phase.version}
          settings={phase.settings ?? suggestion}
          hours={phase.hours}
          back={path}
        />
      </ClientMessages>
    </>
  );
}
