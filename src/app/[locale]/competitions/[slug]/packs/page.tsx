import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { PackDesk } from "@/features/competitions/pack-desk";
import { pick } from "@/features/competitions/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string }> };

export default async function PacksPage({ params }: Props) {
  const { locale: asked, slug } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitionsJudged"), getTranslations("common"), api()]);
  const event = await read(locale, `/competitions/${slug}/packs`, caller.competitions.get({ slug }));
  if (event.role === null || event.role === "player") notFound();
  const phases = event.phasesOf
    .filter(({ kind }) => kind === "jeopardy")
    .map(({ id, titleZh, titleEn }) => ({ id, title: pick(locale, titleZh, titleEn) || t("phase_jeopardy") }));
  return (
    <>
      <PageHeader
        title={t("packs")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}/competitions/${slug}`, label: pick(locale, event.titleZh, event.titleEn) },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["competitionsJudged"]}>
        <PackDesk slug={slug} phases={phases} />
      </ClientMessages>
    </>
  );
}
