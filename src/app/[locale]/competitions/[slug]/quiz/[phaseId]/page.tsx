import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf, readerTimeZone } from "@/app/reader";
import { PublishQuiz } from "@/features/competitions/quiz-desk";
import { StartQuiz } from "@/features/competitions/quiz-paper";
import { pick } from "@/features/competitions/words";
import { dateTime } from "@/features/shared/format";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { Badge } from "@/ui/badge";
import { LinkButton } from "@/ui/button";
import { Card } from "@/ui/card";
import { DescriptionList } from "@/ui/description-list";
import { EmptyState } from "@/ui/empty-state";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string; phaseId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { phaseId, locale } = await params;
  const quiz = await (await api()).competitionsJudged.quiz({ phaseId }).catch(() => null);
  return quiz ? { title: pick(localeOf(locale), quiz.titleZh, quiz.titleEn) } : {};
}

export default async function QuizPage({ params }: Props) {
  const { locale: asked, slug, phaseId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller, timeZone] = await Promise.all([
    getTranslations("competitionsJudged"),
    getTranslations("common"),
    api(),
    readerTimeZone(),
  ]);
  const path = `/competitions/${slug}/quiz/${phaseId}`;
  const quiz = await read(locale, path, caller.competitionsJudged.quiz({ phaseId }));
  const { settings, attempt, can } = quiz;
  return (
    <>
      <PageHeader
        title={pick(locale, quiz.titleZh, quiz.titleEn) || t("quiz")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          {
            href: `/${locale}/competitions/${slug}`,
            label: pick(locale, quiz.competition.titleZh, quiz.competition.titleEn),
          },
        ]}
        crumbsLabel={c("breadcrumbs")}
        state={
          <Badge tone={quiz.open ? "brand" : "neutral"}>
            {quiz.open ? t("quizOpen") : quiz.over ? t("quizOver") : t("quizBefore")}
          </Badge>
        }
        meta={
          quiz.endsAt ? (
            <span>
              {t("openUntil")} <time dateTime={quiz.endsAt}>{dateTime(quiz.endsAt, locale, timeZone)}</time>
            </span>
          ) : null
        }
        action={
          <>
            {attempt ? (
              <LinkButton variant="primary" href={`/${locale}${path}/${attempt.id}`}>
                {attempt.running ? t("continueQuiz") : t("seeAnswers")}
              </LinkButton>
            ) : null}
            {can.statistics && settings ? (
              <LinkButton href={`/${locale}${path}/statistics`}>{t("statistics")}</LinkButton>
            ) : null}
            {can.bank && (can.edit || settings) ? (
              <LinkButton variant={settings ? "secondary" : "primary"} href={`/${locale}${path}/setup`}>
                {t("questionBank")}
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className="flex flex-col gap-6">
        {can.publish ? (
          <Card title={quiz.published ? t("publishedAlready") : t("nextStep")}>
            <ClientMessages of={["competitionsJudged"]}>
              <PublishQuiz phaseId={phaseId} />
            </ClientMessages>
          </Card>
        ) : null}
        {settings ? (
          <Card title={t("quizRules")}>
            <div className="flex flex-col gap-5">
              <DescriptionList
                items={[
                  { term: t("questions"), detail: quiz.questions },
                  { term: t("minutes"), detail: t("minutesText", { count: settings.minutes }) },
                  { term: t("whoAnswers"), detail: settings.perPerson ? t("perPersonText") : t("perTeamText") },
                  { term: t("order"), detail: t("orderText") },
                  { term: t("sealing"), detail: t("sealingText") },
                  ...(quiz.seed ? [{ term: t("seed"), detail: <code className="break-all">{quiz.seed}</code> }] : []),
                ]}
              />
              {can.start ? (
                <ClientMessages of={["competitionsJudged"]}>
                  <StartQuiz phaseId={phaseId} path={path} />
                </ClientMessages>
              ) : null}
            </div>
          </Card>
        ) : (
          <EmptyState title={t("noQuestions")}>
            <p>{can.edit ? t("noQuestionsOrganiser") : t("notSetUpText")}</p>
          </EmptyState>
        )}
      </div>
    </>
  );
}
