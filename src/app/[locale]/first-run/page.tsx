import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { FirstRunForm } from "@/features/identity/front-door-forms";
import { PageHeader } from "@/ui/page-header";

export default async function FirstRunPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const [t, { token }] = await Promise.all([getTranslations("identity"), searchParams]);
  return (
    <>
      <PageHeader title={t("firstTitle")} meta={<p className="max-w-prose">{t("firstText")}</p>} />
      <ClientMessages of={["identity"]}>
        <FirstRunForm token={token ?? ""} />
      </ClientMessages>
    </>
  );
}
