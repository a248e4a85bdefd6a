"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { JudgedSettings } from "@/domain/competitions/schema-judged";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { FieldGroup, TextAreaField } from "@/ui/field";
import { figure, pick } from "./words";

type Props = {
  assignmentId: string;
  version: number;
  criteria: JudgedSettings["criteria"];
  scores: Record<string, number>;
  comment: string;
  note: string;
  done: boolean;
  canJudge: boolean;
};

/** One sheet: a score per criterion with its anchors in sight, words for the team and a note for the organisers. */
export function SheetForm({ assignmentId, criteria, done, canJudge, ...given }: Props) {
  const t = useTranslations("competitionsJudged");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [version, setVersion] = useState(given.version);
  const [scores, setScores] = useState(given.scores);
  const [comment, setComment] = useState(given.comment);
  const [note, setNote] = useState(given.note);
  const [saved, setSaved] = useState(false);
  const [reason, setReason] = useState("");
  const total = criteria.reduce((sum, { id, weight, max }) => sum + ((scores[id] ?? 0) * weight) / max, 0);
  const complete = criteria.every(({ id }) => scores[id] !== undefined);
  const locked = done || !canJudge;
  const sheet = () => ({ assignmentId, version, scores, comment, note });
  const back = () => {
    router.push(`/${locale}/competitions/judge`);
    router.refresh();
  };
  return (
    <form className="flex flex-col gap-6" onSubmit={(event) => event.preventDefault()}>
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("scores")}>
        {criteria.map(({ id, titleZh, titleEn, weight, max, anchors }) => (
          <fieldset key={id} id={`scores.${id}`} className="border-b border-line pb-5 last:border-0 last:pb-0">
            <legend className="font-semibold">
              {pick(locale, titleZh, titleEn)} <span className="font-normal text-ink-soft">{weight} %</span>
            </legend>
            {anchors.length > 0 ? (
              <ul className="my-2 flex max-w-prose flex-col gap-1 text-sm text-ink-soft">
                {anchors.map((anchor) => (
                  <li key={anchor.score}>
                    <span className="font-semibold tabular-nums">{anchor.score}</span>{" "}
                    {pick(locale, anchor.textZh, anchor.textEn)}
                  </li>
                ))}
              </ul>
            ) : null}
            {acting.errorOf(`scores.${id}`) ? (
              <p className="font-medium text-bad">{acting.errorOf(`scores.${id}`)}</p>
            ) : null}
            <div className="mt-2 flex flex-wrap gap-1">
              {Array.from({ length: max + 1 }, (_, score) => (
                <label
                  key={`${id}-${String(score)}`}
                  className="flex min-h-11 min-w-11 cursor-pointer items-center justify-center rounded-md border border-line-strong bg-surface px-2 tabular-nums has-checked:border-brand has-checked:bg-brand has-checked:text-on-brand has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-disabled:cursor-not-allowed"
                >
                  <input
                    type="radio"
                    name={id}
                    className="sr-only"
                    disabled={locked}
                    checked={scores[id] === score}
                    onChange={() => {
                      setScores((now) => ({ ...now, [id]: score }));
                      setSaved(false);
                    }}
                  />
                  {score}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        <p className="text-lg" role="status">
          {t("sheetTotal", { total: figure(total, locale) })}
        </p>
      </FieldGroup>
      <TextAreaField
        id="comment"
        label={t("sheetComment")}
        hint={t("sheetCommentHint")}
        disabled={locked}
        value={comment}
        error={acting.errorOf("comment")}
        onChange={(event) => setComment(event.target.value)}
      />
      <TextAreaField
        id="note"
        label={t("sheetNote")}
        rows={2}
        disabled={locked}
        value={note}
        error={acting.errorOf("note")}
        onChange={(event) => setNote(event.target.value)}
      />
      {locked ? (
        <p className="text-ink-soft">{done ? t("sheetDone") : t("sheetLocked")}</p>
      ) : (
        <div className="flex flex-wrap items-start gap-2">
          <ConfirmDialog
            trigger={t("submitSheet")}
            title={t("submitSheet")}
            confirm={t("submitSheet")}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={async () => {
              await acting.run(async () => {
                await api.competitionsJudged.submitSheet.mutate(sheet());
                back();
              });
            }}
          >
            <p>{complete ? t("submitSheetEffects", { total: figure(total, locale) }) : t("submitSheetIncomplete")}</p>
          </ConfirmDialog>
          <Button
            pending={acting.pending}
            onClick={() =>
              void acting.run(async () => {
                const answer = await api.competitionsJudged.saveSheet.mutate(sheet());
                setVersion(answer.version);
                setSaved(true);
              })
            }
          >
            {t("saveSheet")}
          </Button>
          <ConfirmDialog
            tone="danger"
            trigger={t("recuse")}
            title={t("recuse")}
            confirm={t("recuse")}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={async () => {
              await acting.run(async () => {
                await api.competitionsJudged.recuse.mutate({ assignmentId, reason });
                back();
              });
            }}
          >
            <p>{t("recuseEffects")}</p>
            <TextAreaField
              id="recuse-reason"
              label={t("recuseReason")}
              rows={2}
              value={reason}
              error={acting.errorOf("reason")}
              onChange={(event) => setReason(event.target.value)}
            />
          </ConfirmDialog>
          <p role="status" className="self-center text-good">
            {saved ? t("sheetSaved") : ""}
          </p>
        </div>
      )}
    </form>
  );
}
