import { getTranslations } from "next-intl/server";
import { localeOf } from "@/app/reader";
import { MarkdownView } from "@/features/guidance/markdown-view";
import { titleIn } from "@/features/guidance/titles";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

export default async function OutcomePage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("guidance"), getTranslations("common"), api()]);
  const path = `/guidance/consultations/${id}`;
  const consultation = await read(locale, path, caller.guidance.consultation({ id }));
  const { markdown } = await read(locale, path, caller.guidance.outcome({ id }));
  return (
    <>
      <PageHeader
        title={t("outcome")}
        crumbs={[{ href: `/${locale}${path}`, label: titleIn(locale, consultation) }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <Card>
        <MarkdownView body={markdown} lang={locale} />
      </Card>
    </>
  );
}
