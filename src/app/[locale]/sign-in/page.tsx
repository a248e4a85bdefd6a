import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { SignInForm } from "@/features/identity/sign-in-form";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ next?: string; ticket?: string }> };

export default async function SignInPage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, { next, ticket }] = await Promise.all([getTranslations("common"), searchParams]);
  return (
    <>
      <PageHeader title={t("signIn")} />
      <ClientMessages of={["identity"]}>
        <SignInForm next={next ?? `/${locale}`} waiting={ticket ?? null} />
      </ClientMessages>
    </>
  );
}
