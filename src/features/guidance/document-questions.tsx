"use client";

import { useTranslations } from "next-intl";
import { api, type Outputs } from "@/features/shared/api";
import { Questions } from "@/features/shared/questions";

type Question = Outputs["guidance"]["questions"][number];
type Props = { id: string; questions: readonly Question[]; canAsk: boolean; canAnswer: boolean; timeZone: string };

export function DocumentQuestions({ id, questions, canAsk, canAnswer, timeZone }: Props) {
  const t = useTranslations("guidance");
  return (
    <Questions
      note={t("questionsNote")}
      mine={t("myQuestion")}
      questions={questions}
      timeZone={timeZone}
      ask={canAsk ? (question) => api.guidance.ask.mutate({ id, ...question }) : null}
      answer={canAnswer ? (answer) => api.guidance.answer.mutate(answer) : null}
    />
  );
}
