import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ProposeForm } from "@/features/standards/propose-form";
import { currentAccount } from "@/server/api/caller";
import { PageHeader } from "@/ui/page-header";

export default async function ProposePage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, c, account] = await Promise.all([
    getTranslations("standards"),
    getTranslations("common"),
    currentAccount(),
  ]);
  if (!account) redirect(`/${locale}/sign-in?next=/${locale}/standards/new`);
  if (!account.actingId) redirect(`/${locale}/organisations/new`);
  return (
    <>
      <PageHeader
        title={t("propose")}
        crumbs={[{ href: `/${locale}/standards`, label: t("title") }]}
        crumbsLabel={c("breadcrumbs")}
      />
      <ClientMessages of={["standards"]}>
        <ProposeForm />
      </ClientMessages>
    </>
  );
}
