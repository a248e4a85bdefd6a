import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ReportForm } from "@/features/crowdtests/report-form";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

export default async function WriteReportPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("crowdtests"), getTranslations("common"), api()]);
  const programme = await read(locale, `/crowd-tests/${id}/report`, caller.crowdtests.programme({ id }));
  if (!programme.can.report) notFound();
  return (
    <>
      <PageHeader
        title={t("reportWrite")}
        crumbs={[
          { href: `/${locale}/crowd-tests`, label: t("title") },
          { href: `/${locale}/crowd-tests/${id}`, label: programme.title },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["crowdtests"]}>
        <ReportForm programme={programme} />
      </ClientMessages>
    </>
  );
}
