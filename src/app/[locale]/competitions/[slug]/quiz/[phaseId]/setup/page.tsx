import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/client-messages";
import { localeOf } from "@/app/reader";
import type { QuizQuestionContent } from "@/domain/competitions/schema-quiz";
import { QuizBank } from "@/features/competitions/quiz-bank";
import { QuizSetupForm } from "@/features/competitions/quiz-setup-form";
import { pick } from "@/features/competitions/words";
import { api } from "@/server/api/caller";
import { read } from "@/server/api/page-errors";
import { PageHeader } from "@/ui/page-header";

type Props = { params: Promise<{ locale: string; slug: string; phaseId: string }> };

const first: QuizQuestionContent = {
  kind: "single",
  textZh: "",
  textEn: "",
  explanationZh: "",
  explanationEn: "",
  topic: "",
  points: 1,
  options: ["a", "b", "c", "d"].map((key) => ({ key, textZh: "", textEn: "" })),
  correct: "a",
};

export default async function QuizSetupPage({ params }: Props) {
  const { locale: asked, slug, phaseId } = await params;
  const locale = localeOf(asked);
  const [t, c, caller] = await Promise.all([getTranslations("competitionsJudged"), getTranslations("common"), api()]);
  const path = `/competitions/${slug}/quiz/${phaseId}`;
  const quiz = await read(locale, `${path}/setup`, caller.competitionsJudged.quiz({ phaseId }));
  if (!quiz.can.bank) notFound();
  const bank = await read(locale, `${path}/setup`, caller.competitionsJudged.quizBank({ phaseId }));
  return (
    <>
      <PageHeader
        title={t("questionBank")}
        crumbs={[
          { href: `/${locale}/competitions`, label: t("competitions") },
          { href: `/${locale}${path}`, label: pick(locale, quiz.titleZh, quiz.titleEn) || t("quiz") },
        ]}
        crumbsLabel={c("breadcrumbs")}
      />
      {quiz.can.edit ? (
        <ClientMessages of={["competitionsJudged"]}>
          <QuizSetupForm
            phaseId={phaseId}
            version={quiz.version}
            settings={bank?.settings ?? { minutes: 30, perPerson: false, draw: 0 }}
            questions={bank?.questions.map(({ content }) => content) ?? [first]}
            hours={quiz.hours}
            back={path}
          />
        </ClientMessages>
      ) : (
        <>
          <p className="mb-6 max-w-prose text-ink-soft">{t("bankStandsStill")}</p>
          <QuizBank questions={bank?.questions ?? []} />
        </>
      )}
    </>
  );
}
