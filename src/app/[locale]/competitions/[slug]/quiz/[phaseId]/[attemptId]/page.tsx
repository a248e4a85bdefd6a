import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import { QuizPaper } from "@/features/competitions/quiz-paper";
import { figure, pick } from "@/features/competitions/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { Callout } from "@/ui/callout";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string; phaseId: string; attemptId: string }> };

export default async function AttemptPage({ params }: Props) {
  const { locale: asked, slug, phaseId, attemptId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitionsJudged"), getTranslations("common"), api()]);
  const path = `/competitions/${slug}/quiz/${phaseId}`;
  const attempt = await read(locale, `${path}/${attemptId}`, caller.competitionsJudged.attempt({ attemptId }));
  return (
    <>
      <PageHeader
        title={pick(locale, attempt.titleZh, attempt.titleEn) || t("quiz")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}${path}`, label: t("quiz") },
        ]}
        crumbsLabel={c("breadcrumbs")}
        state={
          attempt.total === null ? (
            <Badge tone={attempt.running ? "brand" : "neutral"}>
              {attempt.running ? t("attemptRunning") : t("attemptEnded")}
            </Badge>
          ) : (
            <Badge tone="good">
              {t("pointsOf", { points: figure(attempt.total, locale), most: figure(attempt.most, locale) })}
            </Badge>
          )
        }
      />
      {!attempt.running && attempt.total === null ? (
        <div className="mb-5">
          <Callout title={t("attemptEnded")}>
            <p>{t("attemptEndedText")}</p>
          </Callout>
        </div>
      ) : null}
      <ClientMessages of={["competitionsJudged"]}>
        <QuizPaper attempt={attempt} />
      </ClientMessages>
    </>
  );
}
