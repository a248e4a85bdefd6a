"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { attemptView } from "@/domain/competitions/views-quiz";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { figure, pick } from "./words";

type Attempt = z.output<typeof attemptView>;
type Question = Attempt["questions"][number];
type Given = Question["answer"];

export function StartQuiz({ phaseId, path }: { phaseId: string; path: string }) {
  const t = useTranslations("competitionsJudged");
  const c = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <div>
        <ConfirmDialog
          trigger={t("startQuiz")}
          title={t("startQuiz")}
          confirm={t("startQuiz")}
          cancel={c("cancel")}
          pending={acting.pending}
          onConfirm={async () => {
            await acting.run(async () => {
              const { attemptId } = await api.competitionsJudged.startQuiz.mutate({ phaseId });
              router.push(`/${locale}${path}/${attemptId}`);
            });
          }}
        >
          <p>{t("startQuizEffects")}</p>
        </ConfirmDialog>
      </div>
    </div>
  );
}

/**
 * The questions of one attempt. Every answer is sent as it is given; the time left is counted from the server's clock,
 * not the device's.
 */
export function QuizPaper({ attempt }: { attempt: Attempt }) {
  const t = useTranslations("competitionsJudged");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const left = useTimeLeft(attempt.now, attempt.endsAt);
  const [open, setOpen] = useState(attempt.questions.filter(({ answer }) => answer === null).length);
  const running = attempt.running && left > 0;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      {attempt.running ? (
        <p
          role="timer"
          className="sticky top-16 z-10 flex flex-wrap justify-between gap-2 rounded-lg border border-line bg-surface p-3 font-semibold"
        >
          <span className={left < 120_000 ? "text-bad" : ""}>{t("timeLeft", { time: clock(left) })}</span>
          <span className="text-ink-soft">{t("openQuestions", { count: open })}</span>
        </p>
      ) : null}
      {attempt.questions.map((question, at) => (
        <QuestionCard
          key={question.id}
          number={at + 1}
          attemptId={attempt.id}
          question={question}
          running={running}
          onAnswered={(was, now) => setOpen((count) => count + (now ? 0 : 1) - (was ? 0 : 1))}
        />
      ))}
      {attempt.running ? (
        <div className="flex flex-col gap-3">
          <ProblemSummary acting={acting} />
          <div>
            <ConfirmDialog
              trigger={t("handInQuiz")}
              title={t("handInQuiz")}
              confirm={t("handInQuiz")}
              cancel={c("cancel")}
              pending={acting.pending}
              onConfirm={async () => {
                await acting.run(async () => {
                  await api.competitionsJudged.handIn.mutate({ attemptId: attempt.id });
                  router.refresh();
                });
              }}
            >
              <p>{t("handInQuizEffects", { count: open })}</p>
            </ConfirmDialog>
          </div>
        </div>
      ) : null}
    </div>
  );
}

type CardProps = {
  number: number;
  attemptId: string;
  question: Question;
  running: boolean;
  onAnswered: (was: boolean, now: boolean) => void;
};

function QuestionCard({ number, attemptId, question, running, onAnswered }: CardProps) {
  const t = useTranslations("competitionsJudged");
  const locale = useLocale() as Locale;
  const acting = useAct();
  const [answer, setAnswer] = useState<Given>(question.answer);
  const [saved, setSaved] = useState(question.answer !== null);
  const { review } = question;
  const wanted = useRef(question.answer);
  const kept = useRef(question.answer !== null);
  // One call at a time, and after it the newest choice: whoever marks two boxes quickly has marked both.
  const send = async (next: Given) => {
    wanted.current = next;
    setSaved(false);
    for (let given: Given | undefined; given !== wanted.current; ) {
      const sent = wanted.current;
      const answered = sent !== null && sent.length > 0;
      const done = await acting.run(() =>
        api.competitionsJudged.answer.mutate({ attemptId, questionId: question.id, answer: answered ? sent : null }),
      );
      // Refused or not reached, which the page says; or another call is under way and will take this choice along.
      if (!done) return;
      given = sent;
      if (given !== wanted.current) continue;
      setSaved(answered);
      onAnswered(kept.current, answered);
      kept.current = answered;
    }
  };
  const choose = (key: string, on: boolean) => {
    const before = Array.isArray(answer) ? answer : [];
    const next = question.kind === "single" ? [key] : on ? [...before, key] : before.filter((other) => other !== key);
    setAnswer(next);
    void send(next);
  };
  return (
    <Card
      title={t("questionNumber", { number })}
      action={
        <span className="flex items-center gap-2">
          {review?.voided ? <Badge tone="warn">{t("voided")}</Badge> : null}
          <Badge tone={review && !review.voided ? (review.points === question.points ? "good" : "neutral") : "neutral"}>
            {review
              ? t("pointsOf", { points: figure(review.points, locale), most: question.points })
              : t("pointsCount", { count: question.points })}
          </Badge>
        </span>
      }
    >
      <fieldset className="flex flex-col gap-3" disabled={!running}>
        <legend className="mb-3 max-w-prose text-lg break-words whitespace-pre-line">
          {pick(locale, question.textZh, question.textEn)}
        </legend>
        {acting.problems.map(({ message }) => (
          <div key={message} role="alert" className="flex flex-wrap items-center gap-3 font-medium text-bad">
            {message}
            <Button pending={acting.pending} onClick={() => void send(answer)}>
              {t("sendAgain")}
            </Button>
          </div>
        ))}
        {question.options.map((option) => {
          const right = review?.correct.includes(option.key);
          return (
            <label
              key={option.key}
              className={clsx(
                "flex min-h-11 items-center gap-3 rounded-md border px-3 py-2",
                right ? "border-good bg-good-soft" : "border-line has-checked:border-brand has-checked:bg-brand-soft",
              )}
            >
              <input
                type={question.kind === "single" ? "radio" : "checkbox"}
                name={question.id}
                className="size-5 shrink-0 accent-(--brand)"
                checked={Array.isArray(answer) && answer.includes(option.key)}
                onChange={(event) => choose(option.key, event.target.checked)}
              />
              <span className="min-w-0 break-words">{pick(locale, option.textZh, option.textEn)}</span>
              {right ? <span className="ml-auto text-sm text-good">{t("right")}</span> : null}
            </label>
          );
        })}
        {question.options.length === 0 ? (
          <label className="flex flex-col gap-1">
            <span className="font-semibold">
              {t("yourAnswer")}{" "}
              {question.unit ? <span className="font-normal text-ink-soft">{question.unit}</span> : null}
            </span>
            <input
              className="min-h-11 max-w-md rounded-md border border-line-strong bg-surface px-3 py-2"
              inputMode={question.kind === "number" ? "decimal" : "text"}
              value={typeof answer === "string" ? answer : ""}
              onChange={(event) => {
                setAnswer(event.target.value);
                setSaved(false);
              }}
              onBlur={(event) => void send(event.target.value)}
            />
          </label>
        ) : null}
      </fieldset>
      {review ? (
        <div className="mt-3 flex flex-col gap-1">
          {question.options.length === 0 ? (
            <p>
              {t("rightAnswer")} <strong>{review.correct.join(locale === "en" ? ", " : "、")}</strong>
            </p>
          ) : null}
          <p className="max-w-prose text-ink-soft">{pick(locale, review.explanationZh, review.explanationEn)}</p>
        </div>
      ) : (
        <p role="status" className="mt-2 min-h-6 text-sm text-ink-soft">
          {running ? (saved ? t("answerSaved") : "") : answer === null ? t("leftOpen") : ""}
        </p>
      )}
    </Card>
  );
}

function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  return `${hours > 0 ? `${hours}:` : ""}${pad(Math.floor((seconds % 3_600) / 60))}:${pad(seconds % 60)}`;
}

/** Counts from what the server said was left, on a clock that nobody can set. */
function useTimeLeft(now: string, endsAt: string): number {
  const whole = Date.parse(endsAt) - Date.parse(now);
  const [left, setLeft] = useState(whole);
  useEffect(() => {
    const began = performance.now();
    setLeft(whole);
    const ticking = setInterval(() => setLeft(whole - (performance.now() - began)), 1_000);
    return () => clearInterval(ticking);
  }, [whole]);
  return left;
}
