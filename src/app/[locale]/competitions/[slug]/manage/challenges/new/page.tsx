import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ChallengeForm } from "@/features/competitions/challenge-form";
import { ManageHeader } from "@/features/competitions/manage-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";

export default async function NewChallengePage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("competitions"), api()]);
  const path = `/competitions/${slug}/manage/challenges`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const challenges = await read(locale, path, caller.competitions.managedChallenges({ slug }));
  return (
    <>
      <ManageHeader competition={competition} here="challenges" />
      <h2 className="mb-4 text-2xl">{t("newChallenge")}</h2>
      <ClientMessages of={["competitions"]}>
        <ChallengeForm competition={competition} challenge={null} others={challenges} />
      </ClientMessages>
    </>
  );
}
