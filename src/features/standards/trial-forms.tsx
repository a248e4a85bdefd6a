"use client";

import { useTranslations } from "next-intl";
import { type TrialResult, trialResults } from "@/domain/standards/trials";
import { api, type Outputs } from "@/features/shared/api";
import { FileField } from "@/features/shared/file-field";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";
import { hashOfFile } from "./sha256";

type Standard = Outputs["standards"]["get"];
type Change = Outputs["standardsLife"]["changes"]["requests"][number];

/** The evidence is hashed in the browser; only its name and hash leave it. */
export function TrialForm({ standard }: { standard: Standard }) {
  const t = useTranslations("standardsLife");
  const s = useTranslations("standards");
  return (
    <ActForm
      submit={t("recordTrial")}
      variant="primary"
      onSend={async ({ text, key }) => {
        const file = document.querySelector<HTMLInputElement>("#evidence")?.files?.[0];
        await api.standardsLife.recordTrial.mutate({
          standardId: standard.id,
          clauseId: text("clauseId"),
          provision: text("provision"),
          method: text("method"),
          site: text("site"),
          result: text("result") as TrialResult,
          note: text("note"),
          evidenceName: file?.name ?? "",
          evidenceHash: file ? await hashOfFile(file) : "",
          idempotencyKey: key,
        });
      }}
    >
      <div className="grid gap-3 md:grid-cols-2">
        <SelectField
          id="trial-clause"
          name="clauseId"
          label={s("clause")}
          options={standard.clauses.map(({ id, number, title, kind }) => ({
            value: id,
            label: `${number} ${title || s(`kind_${kind}`)}`.trim(),
          }))}
        />
        <SelectField
          id="result"
          name="result"
          label={t("result")}
          options={trialResults.map((value) => ({ value, label: t(`result_${value}`) }))}
        />
      </div>
      <TextAreaField id="provision" name="provision" label={t("provision")} rows={2} required />
      <TextAreaField id="method" name="method" label={t("method")} rows={2} required />
      <TextField id="site" name="site" label={t("site")} required maxLength={200} />
      <FileField id="evidence" label={t("evidence")} hint={t("evidenceHint")} required />
      <TextAreaField id="trial-note" name="note" label={t("note")} rows={2} />
    </ActForm>
  );
}

export function RequireTrialsForm({ id, required }: { id: string; required: boolean }) {
  const t = useTranslations("standardsLife");
  return (
    <ActForm
      submit={t(required ? "waiveTrials" : "requireTrials")}
      onSend={async () => {
        await api.standardsLife.requireTrials.mutate({ id, required: !required });
      }}
    >
      {null}
    </ActForm>
  );
}

export function TrialChangeForm({ id, changes }: { id: string; changes: readonly Change[] }) {
  const t = useTranslations("standardsLife");
  if (changes.length === 0) return null;
  return (
    <ActForm
      submit={t("linkChange")}
      onSend={async ({ text }) => {
        await api.standardsLife.answerTrial.mutate({ id, changeRequestId: text("changeRequestId") });
      }}
    >
      <SelectField
        id={`change-${id}`}
        name="changeRequestId"
        label={t("trialChange")}
        options={changes.map((change) => ({ value: change.id, label: t("changeNumber", { number: change.number }) }))}
      />
    </ActForm>
  );
}
