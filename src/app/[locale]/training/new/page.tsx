import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ProgrammeForm } from "@/features/training/programme-form";
import { PageHeader } from "@/ui/page-header";

export default async function NewTrainingPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c] = await Promise.all([getTranslations("training"), getTranslations("common")]);
  return (
    <>
      <PageHeader
        title={t("new")}
        crumbs={[{ href: `/${locale}/training`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["training"]}>
        <ProgrammeForm />
      </ClientMessages>
    </>
  );
}
