import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { RelationForm, RelationList } from "@/features/experts/relations";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

/** Ties to others, from which conflicts of interest are computed. */
export default async function RelationsPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller] = await Promise.all([getTranslations("experts"), getTranslations("common"), api()]);
  const relations = await read(locale, "/experts/me/relations", caller.experts.relations({}));
  return (
    <>
      <PageHeader
        title={t("relations")}
        meta={<p className="max-w-prose">{t("relationsIntro")}</p>}
        crumbs={[{ href: `/${locale}/experts/me`, label: t("myProfile") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <div className="flex max-w-3xl flex-col gap-6">
        <ClientMessages of={["experts"]}>
          <Card title={t("relationsKnown")}>
            {relations.length === 0 ? <p className="text-ink-soft">{t("relationsNone")}</p> : null}
            <RelationList relations={relations} />
          </Card>
          <Card title={t("declare")}>
            <RelationForm />
          </Card>
        </ClientMessages>
      </div>
    </>
  );
}
