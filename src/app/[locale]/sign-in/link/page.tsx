import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { MailLinkForm, UseLinkForm } from "@/features/identity/front-door-forms";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ token?: string }> };

export default async function SignInLinkPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, { token }] = await Promise.all([getTranslations("identity"), searchParams]);
  return (
    <>
      <PageHeader title={t("linkTitle")} />
      <ClientMessages of={["identity"]}>
        {token ? <UseLinkForm token={token} next={`/${locale}`} /> : <MailLinkForm purpose="signIn" />}
      </ClientMessages>
    </>
  );
}
