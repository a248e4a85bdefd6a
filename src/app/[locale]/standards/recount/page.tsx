import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { RecountDesk } from "@/features/standards/recount-desk";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: "standardsLife" });
  return { title: t("recountTitle"), description: t("recountIntro") };
}

export default async function RecountPage({ params }: Props) {
  const locale = localeOf((await params).locale);
  const [t, s, c] = await Promise.all([
    getTranslations("standardsLife"),
    getTranslations("standards"),
    getTranslations("common"),
  ]);
  return (
    <>
      <PageHeader
        title={t("recountTitle")}
        crumbs={[{ href: `/${locale}/standards`, label: s("title") }]}
        crumbsLabel={c("breadcrumbs")}
        meta={<p className="max-w-prose">{t("recountIntro")}</p>}
      />
      <ClientMessages of={["standards", "standardsLife"]}>
        <RecountDesk />
      </ClientMessages>
    </>
  );
}
