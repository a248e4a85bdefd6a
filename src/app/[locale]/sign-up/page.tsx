import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { SignUpForm } from "@/features/identity/front-door-forms";
import { PageHeader } from "@/ui/page-header";

export default async function SignUpPage() {
  const t = await getTranslations("identity");
  return (
    <>
      <PageHeader title={t("signUpTitle")} />
      <ClientMessages of={["identity"]}>
        <SignUpForm />
      </ClientMessages>
    </>
  );
}
