"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Callout, type Tone } from "@/ui/callout";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextField } from "@/ui/field";
import { bodyIn, titleIn } from "./title";

type Challenge = Outputs["competitions"]["challenge"];

/** One answer at a time. What was typed stays until it was right, and until the line is back. */
export function FlagForm({ challenge }: { challenge: Challenge }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const [flag, setFlag] = useState("");
  const [heard, setHeard] = useState<{ tone: Tone; text: string } | null>(null);
  const practice = !challenge.can.submit && challenge.can.practise;
  const send = () =>
    acting.run(async () => {
      setHeard(null);
      if (practice) {
        const { correct } = await api.competitions.practise.mutate({ challengeId: challenge.id, flag });
        setHeard(correct ? { tone: "good", text: t("practiceRight") } : { tone: "warn", text: t("wrong") });
        return;
      }
      const answer = await api.competitions.submit.mutate({ challengeId: challenge.id, flag });
      const left = answer.attemptsLeft;
      const words = {
        correct: { tone: "good", text: t("correct") },
        partial: { tone: "good", text: t("partial", { found: answer.found, asked: answer.asked }) },
        alreadySolved: { tone: "info", text: t("alreadySolved") },
        wrong: { tone: "warn", text: left === null ? t("wrong") : t("wrongLeft", { count: left }) },
      } as const;
      setHeard(words[answer.result]);
      if (answer.result !== "wrong") setFlag("");
      router.refresh();
    });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField
        id="flag"
        label={t("flag")}
        hint={practice ? t("practiceHint") : t("flagHint")}
        value={flag}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={500}
        className="font-mono"
        error={acting.errorOf("flag")}
        onChange={(event) => setFlag(event.target.value)}
      />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending} disabled={flag.trim() === ""}>
          {practice ? t("practise") : t("submit")}
        </Button>
      </div>
      <div aria-live="assertive">{heard ? <Callout tone={heard.tone}>{heard.text}</Callout> : null}</div>
    </form>
  );
}

export function Hints({ challenge }: { challenge: Challenge }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  return (
    <ul className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      {challenge.hints.map((hint, index) => {
        const { text, lang } = bodyIn(locale, hint);
        return (
          <li key={hint.id} className="rounded-md border border-line p-4">
            <p className="flex flex-wrap items-center justify-between gap-2">
              <strong>{titleIn(locale, hint) || t("hintNumber", { number: index + 1 })}</strong>
              <span className="text-ink-soft">{t("pointsCost", { count: hint.cost })}</span>
            </p>
            {text ? (
              <p lang={lang} className="mt-2 max-w-prose whitespace-pre-line">
                {text}
              </p>
            ) : challenge.can.submit ? (
              <div className="mt-2">
                <ConfirmDialog
                  trigger={t("buyHint")}
                  quiet
                  title={t("buyHint")}
                  confirm={t("buyHint")}
                  cancel={c("cancel")}
                  pending={acting.pending}
                  onConfirm={() =>
                    acting.run(async () => {
                      await api.competitions.buyHint.mutate({ hintId: hint.id });
                      router.refresh();
                    })
                  }
                >
                  <p>{t("buyHintText", { count: hint.cost })}</p>
                </ConfirmDialog>
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
