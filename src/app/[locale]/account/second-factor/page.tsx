import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ConfirmFactor, EnrolFactor } from "@/features/identity/second-factor";
import { ownPath } from "@/features/shared/complete-sign-in";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ next?: string }> };

export default async function SecondFactorPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, caller, { next }] = await Promise.all([getTranslations("identity"), api(), searchParams]);
  const account = await read(locale, "/account/second-factor", caller.identity.me({}));
  const target = ownPath(next, `/${locale}`);
  return (
    <>
      <PageHeader title={t("factorTitle")} />
      <ClientMessages of={["identity"]}>
        {account.totp || account.passkeys.length > 0 ? <ConfirmFactor next={target} /> : <EnrolFactor next={target} />}
      </ClientMessages>
    </>
  );
}
