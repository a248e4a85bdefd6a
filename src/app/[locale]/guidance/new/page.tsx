import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { DocumentForm } from "@/features/guidance/document-form";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

export default async function NewDocumentPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("guidance"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const regulators = await read(locale, "/guidance/new", caller.guidance.regulators({}));
  return (
    <>
      <PageHeader
        title={t("formNew")}
        crumbs={[{ href: `/${locale}/guidance/desk`, label: t("desk") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["guidance"]}>
        <DocumentForm document={null} regulators={regulators} timeZone={timeZone} />
      </ClientMessages>
    </>
  );
}
