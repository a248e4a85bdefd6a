import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { SignInForm } from "@/features/identity/sign-in-form";
import { oidcProviders } from "@/server/auth/providers";
import { Callout } from "@/ui/callout";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ next?: string; error?: string }> };

export default async function SignInPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, words, { next, error }] = await Promise.all([
    getTranslations("common"),
    getTranslations("identity"),
    searchParams,
  ]);
  return (
    <>
      <PageHeader title={t("signIn")} />
      {error ? (
        <div className="mb-6 max-w-prose">
          <Callout tone="bad">{words(error === "provider" ? "providerRefused" : "providerFailed")}</Callout>
        </div>
      ) : null}
      <ClientMessages of={["identity"]}>
        <SignInForm next={next ?? `/${locale}`} providers={oidcProviders().map(({ id, name }) => ({ id, name }))} />
      </ClientMessages>
    </>
  );
}
