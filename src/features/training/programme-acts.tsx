"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { TextAreaField } from "@/ui/field";

type Programme = Outputs["training"]["get"];

/** The next step of the programme for those who run it. */
export function ProgrammeActs({ programme }: { programme: Programme }) {
  const t = useTranslations("training");
  const { id, version, can } = programme;
  const steps = (["publish", "start", "finish"] as const).filter((step) => can[step]);
  return (
    <div className="flex flex-col gap-3">
      {can.confirm ? (
        <ActForm submit={t("confirm")} variant="primary" send={() => api.training.confirm.mutate({ id })} />
      ) : null}
      {steps.map((step) => (
        <ActForm
          key={step}
          submit={t(step)}
          variant="primary"
          send={() => api.training.move.mutate({ id, version, act: step })}
        />
      ))}
      {programme.obstacle ? <p className="text-ink-soft">{t(`obstacle_${programme.obstacle}`)}</p> : null}
    </div>
  );
}

export function ApplyForm({ id }: { id: string }) {
  const t = useTranslations("training");
  const [statement, setStatement] = useState("");
  return (
    <ActForm submit={t("apply")} variant="primary" send={() => api.training.applyFor.mutate({ id, statement })}>
      {(errorOf) => (
        <TextAreaField
          id="statement"
          label={t("statement")}
          hint={t("statementHint")}
          value={statement}
          error={errorOf("statement")}
          onChange={(event) => setStatement(event.target.value)}
        />
      )}
    </ActForm>
  );
}
