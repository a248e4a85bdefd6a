import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { nameIn } from "@/domain/shared/names";
import { AcceptInvitation } from "@/features/identity/front-door-forms";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Callout } from "@/ui/callout";
import { PageHeader } from "@/ui/page-header";

export default async function InvitationPage({ params }: { params: Promise<{ locale: string; token: string }> }) {
  const { token, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, account] = await Promise.all([
    getTranslations("identity"),
    getTranslations("common"),
    api(),
    currentAccount(),
  ]);
  const invitation = await read(locale, `/invitations/${token}`, caller.identity.invitation({ token }));
  return (
    <>
      <PageHeader
        title={t("inviteTitle", { name: nameIn(locale, invitation.organisation) })}
        meta={<p>{t("inviteText", { role: t(`role_${invitation.role}`), email: invitation.email })}</p>}
      />
      {invitation.state !== "open" ? <Callout tone="warn">{t(`invite_${invitation.state}`)}</Callout> : null}
      {invitation.state === "open" && account ? (
        <ClientMessages of={["identity"]}>
          <AcceptInvitation token={token} />
        </ClientMessages>
      ) : null}
      {invitation.state === "open" && !account ? (
        <Callout>
          {t("inviteSignIn")}{" "}
          <Link
            className="text-brand underline"
            href={`/${locale}/sign-in?next=${encodeURIComponent(`/${locale}/invitations/${token}`)}`}
          >
            {c("signIn")}
          </Link>{" "}
          <Link className="text-brand underline" href={`/${locale}/sign-up`}>
            {c("signUp")}
          </Link>
        </Callout>
      ) : null}
    </>
  );
}
