"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextAreaField, TextField } from "@/ui/field";
import { ActButton } from "./act-button";

export function PublishQuiz({ phaseId }: { phaseId: string }) {
  const t = useTranslations("competitionsJudged");
  return (
    <ActButton
      label={t("publishQuiz")}
      effects={t("publishQuizEffects")}
      act={() => api.competitionsJudged.publishQuiz.mutate({ phaseId })}
    />
  );
}

export function GrantTime({ attemptId }: { attemptId: string }) {
  const t = useTranslations("competitionsJudged");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [minutes, setMinutes] = useState("10");
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      trigger={t("grantTime")}
      title={t("grantTime")}
      confirm={t("grantTime")}
      cancel={c("cancel")}
      pending={acting.pending}
      onConfirm={async () => {
        await acting.run(async () => {
          await api.competitionsJudged.grantTime.mutate({ attemptId, minutes: Number(minutes), reason });
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField
        id={`minutes-${attemptId}`}
        type="number"
        label={t("extraMinutes")}
        value={minutes}
        error={acting.errorOf("minutes")}
        onChange={(event) => setMinutes(event.target.value)}
      />
      <TextAreaField
        id={`reason-${attemptId}`}
        label={t("reason")}
        rows={2}
        value={reason}
        error={acting.errorOf("reason")}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  );
}

export function VoidQuestion({ questionId }: { questionId: string }) {
  const t = useTranslations("competitionsJudged");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      trigger={t("voidQuestion")}
      title={t("voidQuestion")}
      confirm={t("voidQuestion")}
      cancel={c("cancel")}
      tone="danger"
      pending={acting.pending}
      onConfirm={async () => {
        await acting.run(async () => {
          await api.competitionsJudged.voidQuestion.mutate({ questionId, reason });
          router.refresh();
        });
      }}
    >
      <p>{t("voidQuestionEffects")}</p>
      <ProblemSummary acting={acting} />
      <TextAreaField
        id={`void-${questionId}`}
        label={t("reason")}
        rows={2}
        value={reason}
        error={acting.errorOf("reason")}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  );
}
