import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { DocumentForm } from "@/features/guidance/document-form";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

export default async function EditDocumentPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("guidance"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const shown = await read(locale, `/guidance/${id}/edit`, caller.guidance.get({ id }));
  // The edition under way, which is not the one that readers see.
  const document = shown.working ? await caller.guidance.get({ id, edition: shown.working.edition }) : shown;
  if (!document.can.edit) notFound();
  const regulators = await caller.guidance.regulators({});
  return (
    <>
      <PageHeader
        title={t("formEdit")}
        crumbs={[{ href: `/${locale}/guidance/${id}`, label: document.titleZh || document.titleEn || t("formEdit") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["guidance"]}>
        <DocumentForm document={document} regulators={regulators} timeZone={timeZone} />
      </ClientMessages>
    </>
  );
}
