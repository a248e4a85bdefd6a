import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { EntryForm } from "@/features/competitions/entry-form";
import { pick } from "@/features/competitions/words";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string; phaseId: string }> };

export default async function EnterPage({ params }: Props) {
  const { locale: asked, slug, phaseId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("competitionsJudged"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const path = `/competitions/${slug}/judging/${phaseId}`;
  const phase = await read(locale, `${path}/enter`, caller.competitionsJudged.phase({ phaseId }));
  if (!phase.can.enter || !phase.settings) notFound();
  const own = await read(locale, `${path}/enter`, caller.competitionsJudged.ownEntry({ phaseId }));
  return (
    <>
      <PageHeader
        title={own && !own.withdrawn ? t("changeEntry") : t("handInEntry")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}${path}`, label: pick(locale, phase.titleZh, phase.titleEn) || t("solutionContest") },
        ]}
        crumbsLabel={c("breadcrumbs")}
        meta={
          phase.endsAt ? (
            <span>
              {t("entriesUntil")} {dateTime(phase.endsAt, locale, timeZone)}
            </span>
          ) : null
        }
      />
      <ClientMessages of={["competitionsJudged"]}>
        <EntryForm
          phaseId={phaseId}
          version={own?.version ?? 0}
          content={own?.content ?? null}
          files={own?.files ?? []}
          accepts={phase.settings.accepts.map((kind) => t(`evidence_${kind}`)).join(locale === "en" ? "; " : "；")}
          back={path}
        />
      </ClientMessages>
    </>
  );
}
