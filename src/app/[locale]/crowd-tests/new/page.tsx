import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ProgrammeForm } from "@/features/crowdtests/programme-form";
import { currentAccount } from "@/server/api/caller";
import { PageHeader } from "@/ui/page-header";

export default async function NewProgrammePage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, account] = await Promise.all([getTranslations("crowdtests"), currentAccount()]);
  if (!account) redirect(`/${locale}/sign-in?next=/${locale}/crowd-tests/new`);
  if (!account.actingId) redirect(`/${locale}/organisations/new`);
  return (
    <>
      <PageHeader title={t("new")} meta={<p className="max-w-prose">{t("newIntro")}</p>} />
      <ClientMessages of={["crowdtests"]}>
        <ProgrammeForm programme={null} />
      </ClientMessages>
    </>
  );
}
