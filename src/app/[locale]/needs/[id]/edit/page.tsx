import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { NeedForm } from "@/features/needs/need-form";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

export default async function EditNeedPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("needs"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const need = await read(locale, `/needs/${id}/edit`, caller.needs.get({ id }));
  if (!need.can.edit && !need.can.amend) notFound();
  return (
    <>
      <PageHeader
        title={need.can.amend ? t("amend") : t("form")}
        meta={<p className="max-w-prose">{t("formIntro")}</p>}
        crumbs={[
          { href: `/${locale}/needs`, label: c("needs") },
          { href: `/${locale}/needs/${id}`, label: need.title },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["needs"]}>
        <NeedForm mode={need.can.amend ? "amend" : "edit"} need={need} timeZone={timeZone} />
      </ClientMessages>
    </>
  );
}
