import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { NeedForm } from "@/features/needs/need-form";
import { currentAccount } from "@/server/api/caller";
import { PageHeader } from "@/ui/page-header";

export default async function NewNeedPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, account, timeZone] = await Promise.all([getTranslations("needs"), currentAccount(), readerTimeZone()]);
  if (!account) redirect(`/${locale}/sign-in?next=/${locale}/needs/new`);
  if (!account.actingId) redirect(`/${locale}/organisations/new`);
  return (
    <>
      <PageHeader title={t("formNew")} meta={<p className="max-w-prose">{t("formIntro")}</p>} />
      <ClientMessages of={["needs"]}>
        <NeedForm mode="new" need={null} timeZone={timeZone} />
      </ClientMessages>
    </>
  );
}
