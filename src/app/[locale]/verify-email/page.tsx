import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { VerifyEmailForm } from "@/features/identity/front-door-forms";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ token?: string; invitation?: string }> };

export default async function VerifyEmailPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, { token, invitation }] = await Promise.all([getTranslations("identity"), searchParams]);
  const next = invitation ? `/${locale}/invitations/${encodeURIComponent(invitation)}` : `/${locale}`;
  return (
    <>
      <PageHeader title={t("verifyTitle")} meta={<p>{t("verifyText")}</p>} />
      <ClientMessages of={["identity"]}>
        <VerifyEmailForm token={token ?? ""} next={next} />
      </ClientMessages>
    </>
  );
}
