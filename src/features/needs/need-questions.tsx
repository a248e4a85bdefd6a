"use client";

import { useTranslations } from "next-intl";
import { api, type Outputs } from "@/features/shared/api";
import { Questions } from "@/features/shared/questions";

type Question = Outputs["needs"]["questions"][number];
type Props = { needId: string; questions: readonly Question[]; canAsk: boolean; canAnswer: boolean; timeZone: string };

export function NeedQuestions({ needId, questions, canAsk, canAnswer, timeZone }: Props) {
  const t = useTranslations("needs");
  return (
    <Questions
      note={t("questionsNote")}
      mine={t("mine")}
      questions={questions}
      timeZone={timeZone}
      ask={canAsk ? (question) => api.needs.ask.mutate({ needId, ...question }) : null}
      answer={canAnswer ? (answer) => api.needs.answer.mutate(answer) : null}
    />
  );
}
