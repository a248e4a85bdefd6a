import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { OpeningForm } from "@/features/training/opening-acts";
import { PageHeader } from "@/ui/page-header";

export default async function NewOpeningPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c] = await Promise.all([getTranslations("training"), getTranslations("common")]);
  return (
    <>
      <PageHeader
        title={t("newOpening")}
        crumbs={[{ href: `/${locale}/training`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["training"]}>
        <OpeningForm />
      </ClientMessages>
    </>
  );
}
