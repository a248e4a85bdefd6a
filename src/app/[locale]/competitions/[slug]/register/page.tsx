import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { CompetitionHeader } from "@/features/competitions/competition-header";
import { JoinForm, RegisterForm } from "@/features/competitions/team-forms";
import { api, currentAccount } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Callout } from "@/ui/callout";
import { Card } from "@/ui/card";

export default async function RegisterPage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug, locale: asked } = await params;
  const locale = localeOf(asked);
  const path = `/competitions/${slug}/register`;
  const [t, caller, account] = await Promise.all([getTranslations("competitions"), api(), currentAccount()]);
  const competition = await read(locale, path, caller.competitions.get({ slug }));
  if (!account) redirect(`/${locale}/sign-in?next=${encodeURIComponent(`/${locale}${path}`)}`);
  if (competition.team) redirect(`/${locale}/competitions/${slug}/team`);
  return (
    <>
      <CompetitionHeader competition={competition} here={null} />
      {competition.can.register ? (
        <ClientMessages of={["competitions"]}>
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <Card title={t("newTeam")}>
              <p className="mb-4 max-w-prose">
                {competition.approval ? t("newTeamApproval") : t("newTeamText", { count: competition.minTeamSize })}
              </p>
              <RegisterForm competition={competition} />
            </Card>
            <Card title={t("joinTeam")}>
              <p className="mb-4 max-w-prose">{t("joinTeamText")}</p>
              <JoinForm competition={competition} />
            </Card>
          </div>
        </ClientMessages>
      ) : (
        <Callout tone="info">{t("registrationNotOpen")}</Callout>
      )}
    </>
  );
}
