"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { TextAreaField } from "@/ui/field";
import { dateTime } from "./format";
import { ProblemSummary } from "./problem-summary";
import { useAct } from "./use-act";

type Question = {
  readonly id: string;
  readonly text: string;
  readonly language: string;
  readonly askedAt: string;
  readonly mine: boolean;
  readonly answer: string | null;
};
type Answering = (answer: { questionId: string; text: string }) => Promise<unknown>;
type Props = {
  note: string;
  /** How a question of one's own is marked. */
  mine: string;
  questions: readonly Question[];
  timeZone: string;
  ask: ((question: { text: string; language: Locale; idempotencyKey: string }) => Promise<unknown>) | null;
  answer: Answering | null;
};

/** Questions with their answers, part of the page they are about; who asked stays hidden. */
export function Questions({ note, mine, questions, timeZone, ask, answer }: Props) {
  const t = useTranslations("common");
  const locale = useLocale() as Locale;
  return (
    <Card title={t("questions")}>
      <p className="mb-3 max-w-prose text-ink-soft">{note}</p>
      {questions.length === 0 ? <p className="mb-3">{t("noQuestions")}</p> : null}
      <ul className="flex flex-col gap-4">
        {questions.map((question) => (
          <li key={question.id} className="border-l-4 border-line pl-4">
            <p lang={question.language} className="max-w-prose font-medium whitespace-pre-line">
              {question.text}
            </p>
            <p className="flex flex-wrap gap-2 text-sm text-ink-soft">
              <time dateTime={question.askedAt}>{dateTime(question.askedAt, locale, timeZone)}</time>
              {question.mine ? <Badge tone="brand">{mine}</Badge> : null}
            </p>
            {question.answer ? (
              <p className="mt-2 max-w-prose whitespace-pre-line">{question.answer}</p>
            ) : answer ? (
              <Words
                id={`answer-${question.id}`}
                label={t("answer")}
                send={t("answerSend")}
                onSend={(text) => answer({ questionId: question.id, text })}
              />
            ) : (
              <p className="mt-2 text-warn">{t("waitingAnswer")}</p>
            )}
          </li>
        ))}
      </ul>
      {ask ? (
        <Words
          id="text"
          label={t("ask")}
          send={t("askSend")}
          onSend={(text, idempotencyKey) => ask({ text, language: locale, idempotencyKey })}
        />
      ) : null}
    </Card>
  );
}

function Words({
  id,
  label,
  send,
  onSend,
}: {
  id: string;
  label: string;
  send: string;
  onSend: (text: string, key: string) => Promise<unknown>;
}) {
  const router = useRouter();
  const acting = useAct();
  const [text, setText] = useState("");
  // One key for one text: a repeated click or a retry after a lost answer sends it once.
  const key = useRef(crypto.randomUUID());
  return (
    <form
      className="mt-4 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await onSend(text, key.current);
          key.current = crypto.randomUUID();
          setText("");
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextAreaField
        id={id}
        label={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={acting.errorOf("text")}
      />
      <div>
        <Button type="submit" pending={acting.pending}>
          {send}
        </Button>
      </div>
    </form>
  );
}
