import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { CompetitionForm } from "@/features/competitions/competition-form";
import { currentAccount } from "@/server/api/caller";
import { PageHeader } from "@/ui/page-header";

export default async function NewCompetitionPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, account] = await Promise.all([
    getTranslations("competitions"),
    getTranslations("common"),
    currentAccount(),
  ]);
  if (!account) redirect(`/${locale}/sign-in?next=/${locale}/competitions/new`);
  if (!account.actingId) redirect(`/${locale}/organisations/new`);
  return (
    <>
      <PageHeader
        title={t("new")}
        meta={<p className="max-w-prose">{t("newIntro")}</p>}
        crumbs={[{ href: `/${locale}/competitions`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["competitions"]}>
        <CompetitionForm competition={null} />
      </ClientMessages>
    </>
  );
}
