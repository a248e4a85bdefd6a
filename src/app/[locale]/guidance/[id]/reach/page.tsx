import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { ReachView } from "@/features/guidance/reach-view";
import { titleIn } from "@/features/guidance/titles";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

export default async function ReachPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("guidance"), getTranslations("common"), api()]);
  const reach = await read(locale, `/guidance/${id}/reach`, caller.guidance.reach({ id }));
  const document = await caller.guidance.get({ id });
  return (
    <>
      <PageHeader
        title={t("reach")}
        crumbs={[{ href: `/${locale}/guidance/${id}`, label: titleIn(locale, document) }]}
        crumbsLabel={c("breadcrumbs")}
        meta={<p className="max-w-prose">{t("reachIntro")}</p>}
      />
      <ReachView reach={reach} />
    </>
  );
}
