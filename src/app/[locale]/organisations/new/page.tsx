import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { OrganisationForm } from "@/features/identity/organisation-form";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

export default async function NewOrganisationPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller] = await Promise.all([getTranslations("identity"), api()]);
  await read(locale, "/organisations/new", caller.identity.me({}));
  return (
    <>
      <PageHeader title={t("orgNew")} meta={<p>{t("orgNewText")}</p>} />
      <ClientMessages of={["identity", "needs"]}>
        <OrganisationForm organisation={null} />
      </ClientMessages>
    </>
  );
}
