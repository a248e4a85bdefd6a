import { getTranslations } from "next-intl/server";
import { localeOf, readerTimeZone } from "@/app/reader";
import { NeedCard } from "@/features/needs/need-card";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

export default async function PanelsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller, timeZone] = await Promise.all([getTranslations("needs"), api(), readerTimeZone()]);
  const panels = await read(locale, "/panels", caller.needs.myPanels({}));
  const now = new Date();
  return (
    <>
      <PageHeader title={t("panelsTitle")} />
      {panels.length === 0 ? <EmptyState title={t("panelsNone")} /> : null}
      <div className="flex flex-col gap-4">
        {panels.map(({ need, declared, submitted }) => (
          <NeedCard key={need.id} need={need} timeZone={timeZone} now={now}>
            <p className="mt-3 flex flex-wrap items-center gap-3">
              <Badge tone={submitted ? "good" : "warn"}>
                {submitted ? t("scored") : declared ? t("toScore") : t("toDeclare")}
              </Badge>
              <LinkButton href={`/${locale}/needs/${need.id}/evaluation`}>{t("panelOpen")}</LinkButton>
            </p>
          </NeedCard>
        ))}
      </div>
    </>
  );
}
