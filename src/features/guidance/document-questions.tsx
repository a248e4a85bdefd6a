"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { TextAreaField } from "@/ui/field";

type Question = Outputs["guidance"]["questions"][number];

/** Questions with their answers, part of the document's page. */
export function DocumentQuestions({
  id,
  questions,
  canAsk,
  canAnswer,
  timeZone,
}: {
  id: string;
  questions: readonly Question[];
  canAsk: boolean;
  canAnswer: boolean;
  timeZone: string;
}) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [text, setText] = useState("");
  // One key for one question: a repeated click or a retry after a lost answer asks it once.
  const key = useRef(crypto.randomUUID());
  return (
    <Card title={t("questions")}>
      <p className="mb-3 max-w-prose text-ink-soft">{t("questionsNote")}</p>
      <ul className="flex flex-col gap-4">
        {questions.map((question) => (
          <li key={question.id} className="border-l-4 border-line pl-4">
            <p lang={question.language} className="max-w-prose font-medium whitespace-pre-line">
              {question.text}
            </p>
            <p className="flex flex-wrap gap-2 text-sm text-ink-soft">
              <time dateTime={question.askedAt}>{dateTime(question.askedAt, locale, timeZone)}</time>
              {question.mine ? <Badge tone="brand">{t("myQuestion")}</Badge> : null}
            </p>
            {question.answer ? (
              <p className="mt-2 max-w-prose whitespace-pre-line">{question.answer}</p>
            ) : canAnswer ? (
              <Answer questionId={question.id} />
            ) : (
              <p className="mt-2 text-warn">{t("waitingAnswer")}</p>
            )}
          </li>
        ))}
      </ul>
      {canAsk ? (
        <form
          className="mt-5 flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void acting.run(async () => {
              await api.guidance.ask.mutate({ id, text, language: locale, idempotencyKey: key.current });
              key.current = crypto.randomUUID();
              setText("");
              router.refresh();
            });
          }}
        >
          <ProblemSummary acting={acting} />
          <TextAreaField
            id="text"
            label={t("ask")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            error={acting.errorOf("text")}
          />
          <div>
            <Button type="submit" pending={acting.pending}>
              {t("askSend")}
            </Button>
          </div>
        </form>
      ) : null}
    </Card>
  );
}

function Answer({ questionId }: { questionId: string }) {
  const t = useTranslations("guidance");
  const router = useRouter();
  const acting = useAct();
  const [text, setText] = useState("");
  return (
    <form
      className="mt-2 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.guidance.answer.mutate({ questionId, text });
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextAreaField
        id={`answer-${questionId}`}
        label={t("answer")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={acting.errorOf("text")}
      />
      <div>
        <Button type="submit" pending={acting.pending}>
          {t("answerSend")}
        </Button>
      </div>
    </form>
  );
}
