import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ProgrammeForm } from "@/features/crowdtests/programme-form";
import { api, currentAccount } from "@/server/api/caller";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ need?: string }> };

export default async function NewProgrammePage({ params, searchParams }: Props) {
  const locale = localeOf((await params).locale);
  const [t, account] = await Promise.all([getTranslations("crowdtests"), currentAccount()]);
  if (!account) redirect(`/${locale}/sign-in?next=/${locale}/crowd-tests/new`);
  if (!account.actingId) redirect(`/${locale}/organisations/new`);
  const asked = z.uuid().safeParse((await searchParams).need);
  const need = asked.success ? await (await api()).needs.get({ id: asked.data }).catch(() => null) : null;
  const from =
    need?.own && need.kind === "crowdTest"
      ? {
          needId: need.id,
          title: need.title,
          summary: need.summary,
          rules: [need.content.details.testRules, need.content.details.outOfScope].filter(Boolean).join("\n"),
          safeHarbour: need.content.details.safeHarbour ?? "",
          asset: need.content.details.assets ?? "",
        }
      : null;
  return (
    <>
      <PageHeader title={t("new")} meta={<p className="max-w-prose">{t("newIntro")}</p>} />
      <ClientMessages of={["crowdtests"]}>
        <ProgrammeForm programme={null} from={from} />
      </ClientMessages>
    </>
  );
}
