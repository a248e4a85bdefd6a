import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { PoolForm } from "@/features/experts/pool-form";
import { PageHeader } from "@/ui/page-header";

export default async function NewPoolPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c] = await Promise.all([getTranslations("experts"), getTranslations("common")]);
  return (
    <>
      <PageHeader
        title={t("foundPool")}
        crumbs={[{ href: `/${locale}/experts/pools`, label: t("pools") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["experts"]}>
        <PoolForm />
      </ClientMessages>
    </>
  );
}
