import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import {
  NewsPreferences,
  Passkeys,
  PasswordForm,
  ProfileForm,
  Sessions,
  Tokens,
} from "@/features/identity/account-forms";
import { FactorCare } from "@/features/identity/factor-care";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { PageHeader } from "@/ui/page-header";

export default async function AccountPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOf((await params).locale);
  const [t, caller, timeZone] = await Promise.all([getTranslations("identity"), api(), readerTimeZone()]);
  const account = await read(locale, "/account", caller.identity.me({}));
  const [sessions, tokens, preferences] = await Promise.all([
    caller.identity.sessions({}),
    caller.identity.tokens({}),
    caller.notifications.preferences({}),
  ]);
  return (
    <>
      <PageHeader title={t("accountTitle")} meta={<span>{account.email}</span>} />
      <ClientMessages of={["identity", "notifications"]}>
        <div className="grid items-start gap-6 xl:grid-cols-2">
          <Card title={t("profile")}>
            <ProfileForm account={account} timeZones={Intl.supportedValuesOf("timeZone")} />
          </Card>
          <Card title={t("security")}>
            <p className="mb-3">{account.totp ? t("totpOn", { codes: account.recoveryCodesLeft }) : t("totpOff")}</p>
            <p className="mb-6">
              <LinkButton href={`/${locale}/account/second-factor?next=/${locale}/account`}>
                {account.totp ? t("confirmFactor") : t("manageFactor")}
              </LinkButton>
            </p>
            {account.totp ? <FactorCare /> : null}
            <Passkeys account={account} />
          </Card>
          {account.hasPassword ? (
            <Card title={t("changePassword")}>
              <PasswordForm />
            </Card>
          ) : null}
          <Card title={t("tokens")}>
            <Tokens tokens={tokens} timeZone={timeZone} />
          </Card>
          <Card title={t("sessions")} className="xl:col-span-2">
            <Sessions sessions={sessions} timeZone={timeZone} />
          </Card>
          <Card title={t("news")} className="xl:col-span-2">
            <NewsPreferences preferences={preferences} />
          </Card>
        </div>
      </ClientMessages>
    </>
  );
}
