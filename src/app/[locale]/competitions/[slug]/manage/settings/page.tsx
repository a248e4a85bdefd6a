import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { CompetitionForm } from "@/features/competitions/competition-form";
import { ManageHeader } from "@/features/competitions/manage-header";
import { OrganiserForm } from "@/features/competitions/organiser-form";
import { WebhookForm } from "@/features/competitions/webhook-form";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";

export default async function SettingsPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("competitions"), api()]);
  const path = `/competitions/${slug}/manage/settings`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  if (!competition.can.manage) notFound();
  const webhooks = await caller.competitions.webhooks({ slug });
  return (
    <>
      <ManageHeader competition={competition} here="settings" />
      <ClientMessages of={["competitions"]}>
        <div className="flex max-w-3xl flex-col gap-6">
          <CompetitionForm competition={competition} />
          <Card title={t("organisers")}>
            <OrganiserForm competition={competition} />
          </Card>
          <Card title={t("webhooks")}>
            <WebhookForm competition={competition} webhooks={webhooks} />
          </Card>
        </div>
      </ClientMessages>
    </>
  );
}
