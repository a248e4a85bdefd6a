import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { ChallengeForm } from "@/features/competitions/challenge-form";
import { ManageHeader } from "@/features/competitions/manage-header";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Card } from "@/ui/card";

export default async function EditChallengePage({
  params,
}: {
  params: Promise<{ locale: string; slug: string; id: string }>;
}) {
  const { slug, id, locale: asked } = await params;
  const locale = localeOf(asked);
  const [t, caller] = await Promise.all([getTranslations("competitions"), api()]);
  const path = `/competitions/${slug}/manage/challenges`;
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  const challenges = await read(locale, path, caller.competitions.managedChallenges({ slug }));
  const challenge = challenges.find((one) => one.id === id);
  if (!challenge) notFound();
  return (
    <>
      <ManageHeader competition={competition} here="challenges" />
      <h2 className="mb-4 text-2xl">{t("editChallenge")}</h2>
      {challenge.flags.some(({ kind }) => kind === "perTeam") ? (
        <div className="mb-6 max-w-3xl">
          <Card title={t("teamFlags")}>
            <p className="mb-3 max-w-prose">{t("teamFlagsText")}</p>
            <a href={`/api/competitions/challenges/${id}/team-flags.csv`} className="text-brand underline">
              {t("teamFlagsFile")}
            </a>
          </Card>
        </div>
      ) : null}
      <ClientMessages of={["competitions"]}>
        <ChallengeForm
          competition={competition}
          challenge={challenge}
          others={challenges.filter((one) => one.id !== id)}
        />
      </ClientMessages>
    </>
  );
}
