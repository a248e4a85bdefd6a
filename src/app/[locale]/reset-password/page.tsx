import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { MailLinkForm, ResetForm } from "@/features/identity/front-door-forms";
import { PageHeader } from "@/ui/page-header";

export default async function ResetPasswordPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const [t, { token }] = await Promise.all([getTranslations("identity"), searchParams]);
  return (
    <>
      <PageHeader title={t("resetTitle")} />
      <ClientMessages of={["identity"]}>
        {token ? <ResetForm token={token} /> : <MailLinkForm purpose="reset" />}
      </ClientMessages>
    </>
  );
}
