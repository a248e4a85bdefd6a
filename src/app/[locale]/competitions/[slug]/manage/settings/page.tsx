import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { CompetitionForm } from "@/features/competitions/competition-form";
import { FeedKey } from "@/features/competitions/feed-key";
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
  const feeds = competition.phasesOf.filter(({ kind }) => kind === "scoreFeed");
  return (
    <>
      <ManageHeader competition={competition} here="settings" />
      <ClientMessages of={["competitions"]}>
        <div className="flex max-w-3xl flex-col gap-6">
          <CompetitionForm competition={competition} />
          <Card title={t("organisers")}>
            <OrganiserForm competition={competition} />
          </Card>
          {feeds.length > 0 ? (
            <Card title={t("feeds")}>
              <div className="flex flex-col gap-6">
                {feeds.map((phase) => (
                  <FeedKey key={phase.id} slug={slug} phase={phase} />
                ))}
              </div>
            </Card>
          ) : null}
          <Card title={t("webhooks")}>
            <WebhookForm competition={competition} webhooks={webhooks} />
          </Card>
        </div>
      </ClientMessages>
    </>
  );
}
