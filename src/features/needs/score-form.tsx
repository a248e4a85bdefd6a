"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Criterion } from "@/domain/needs/schema";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextAreaField, TextField } from "@/ui/field";

type Sheet = Record<string, { score: number; comment: string }>;

export function ScoreForm({
  needId,
  proposalId,
  criteria,
  before,
}: {
  needId: string;
  proposalId: string;
  criteria: readonly Criterion[];
  before: Sheet;
}) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const scored = criteria.filter(({ kind }) => kind === "scored");
  const [values, setValues] = useState(() =>
    Object.fromEntries(
      scored.map(({ id }) => [
        id,
        { score: before[id] ? String(before[id].score) : "", comment: before[id]?.comment ?? "" },
      ]),
    ),
  );
  const [saved, setSaved] = useState(false);
  const set = (id: string, change: Partial<{ score: string; comment: string }>) => {
    setSaved(false);
    setValues((now) => ({ ...now, [id]: { score: "", comment: "", ...now[id], ...change } }));
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          const scores = Object.fromEntries(
            Object.entries(values).flatMap(([id, { score, comment }]) =>
              score === "" ? [] : [[id, { score: Number(score), comment }]],
            ),
          );
          await api.needs.saveScores.mutate({ needId, proposalId, scores });
          setSaved(true);
          router.refresh();
        });
      }}
    >
      <p className="text-sm text-ink-soft">{t("scoringNote")}</p>
      <ProblemSummary acting={acting} />
      {scored.map(({ id, title, weight, anchor }) => (
        <div key={id} className="flex flex-col gap-2">
          <TextField
            id={`${proposalId}-${id}`}
            label={`${t("scoreFor", { criterion: title })} · ${weight}%`}
            {...(anchor ? { hint: anchor } : {})}
            type="number"
            min={0}
            max={10}
            step={1}
            className="max-w-28"
            value={values[id]?.score ?? ""}
            onChange={(event) => set(id, { score: event.target.value })}
            error={acting.errorOf(`scores.${id}.score`)}
          />
          <TextAreaField
            id={`${proposalId}-${id}-comment`}
            label={t("comment")}
            rows={2}
            value={values[id]?.comment ?? ""}
            onChange={(event) => set(id, { comment: event.target.value })}
          />
        </div>
      ))}
      <div className="flex items-center gap-3">
        <Button type="submit" pending={acting.pending}>
          {t("saveScores")}
        </Button>
        <span role="status">{saved ? c("saved") : ""}</span>
      </div>
    </form>
  );
}

export function SubmitScores({ needId }: { needId: string }) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  return (
    <div className="mt-4 flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <div>
        <ConfirmDialog
          trigger={t("submitScores")}
          title={t("submitScores")}
          confirm={t("submitScores")}
          cancel={c("cancel")}
          pending={acting.pending}
          onConfirm={() =>
            acting.run(async () => {
              await api.needs.submitScores.mutate({ id: needId });
              router.refresh();
            })
          }
        >
          <p>{t("submitScoresEffect")}</p>
        </ConfirmDialog>
      </div>
    </div>
  );
}
