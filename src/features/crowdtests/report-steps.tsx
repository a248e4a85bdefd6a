"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { ReportStep } from "@/domain/crowdtests/states";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { SelectField, TextAreaField, TextField } from "@/ui/field";

type Report = Outputs["crowdtests"]["report"];
const minorUnits = 100;

/** The steps that are possible now, each with its note to the finder. */
export function ReportSteps({ report }: { report: Report }) {
  const t = useTranslations("crowdtests");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [note, setNote] = useState("");
  const [originalId, setOriginalId] = useState(report.earlier[0]?.id ?? "");
  const [reward, setReward] = useState(
    report.suggestedReward ? String(report.suggestedReward.amount / minorUnits) : "",
  );
  const [disclosure, setDisclosure] = useState("");
  const steps = report.steps as ReportStep[];
  const take = async (step: ReportStep): Promise<void> => {
    await acting.run(async () => {
      await api.crowdtests.takeStep.mutate({
        id: report.id,
        version: report.version,
        step,
        note,
        ...(step === "markDuplicate" ? { originalId } : {}),
        ...(step === "accept" && reward !== "" ? { reward: Math.round(Number(reward) * minorUnits) } : {}),
        ...(step === "disclose" ? { disclosure } : {}),
      });
      setNote("");
      router.refresh();
    });
  };
  if (steps.length === 0) return null;
  const offered = steps.filter((step) => step !== "markDuplicate" || report.earlier.length > 0);
  return (
    <Card title={t("nextStep")}>
      <div className="flex max-w-2xl flex-col gap-4">
        <ProblemSummary acting={acting} />
        <TextAreaField
          id="note"
          label={t("noteToFinder")}
          rows={3}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          error={acting.errorOf("note")}
        />
        {steps.includes("markDuplicate") && report.earlier.length > 0 ? (
          <SelectField
            id="originalId"
            label={t("original")}
            value={originalId}
            error={acting.errorOf("originalId")}
            options={report.earlier.map(({ id, number, title }) => ({ value: id, label: `${number} · ${title}` }))}
            onChange={(event) => setOriginalId(event.target.value)}
          />
        ) : null}
        {steps.includes("accept") && report.suggestedReward ? (
          <TextField
            id="reward"
            label={`${t("reward")} (${report.suggestedReward.currency})`}
            hint={t("rewardHint")}
            inputMode="decimal"
            className="max-w-48"
            value={reward}
            onChange={(event) => setReward(event.target.value)}
            error={acting.errorOf("reward")}
          />
        ) : null}
        {steps.includes("disclose") ? (
          <TextAreaField
            id="disclosure"
            label={t("disclosureText")}
            hint={t("disclosureHint")}
            rows={6}
            value={disclosure}
            onChange={(event) => setDisclosure(event.target.value)}
            error={acting.errorOf("disclosure")}
          />
        ) : null}
        <div className="flex flex-wrap gap-2">
          {offered.map((step, index) =>
            step === "disclose" ? (
              <ConfirmDialog
                key={step}
                trigger={t("step_disclose")}
                title={t("step_disclose")}
                confirm={t("step_disclose")}
                cancel={c("cancel")}
                pending={acting.pending}
                onConfirm={() => take(step)}
              >
                <p>{t("disclosePublic")}</p>
              </ConfirmDialog>
            ) : (
              <Button
                key={step}
                variant={index === 0 ? "primary" : "secondary"}
                pending={acting.pending}
                onClick={() => void take(step)}
              >
                {t(`step_${step}`)}
              </Button>
            ),
          )}
        </div>
      </div>
    </Card>
  );
}

/** A word between finder and provider; sealed like the report. */
export function ReportNote({ id }: { id: string }) {
  const t = useTranslations("crowdtests");
  const router = useRouter();
  const acting = useAct();
  const [note, setNote] = useState("");
  const key = useRef(crypto.randomUUID());
  return (
    <form
      className="mt-4 flex max-w-2xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.crowdtests.addNote.mutate({ id, note, idempotencyKey: key.current });
          key.current = crypto.randomUUID();
          setNote("");
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextAreaField
        id="comment"
        label={t("comment")}
        rows={3}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        error={acting.errorOf("note")}
      />
      <div>
        <Button type="submit" pending={acting.pending}>
          {t("commentSend")}
        </Button>
      </div>
    </form>
  );
}

export function TellAuthority({ report }: { report: Report }) {
  const t = useTranslations("crowdtests");
  const router = useRouter();
  const acting = useAct();
  const [number, setNumber] = useState("");
  return (
    <form
      className="flex max-w-xl flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.crowdtests.tellAuthority.mutate({ id: report.id, version: report.version, number });
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField
        id="authority"
        label={t("authorityNumber")}
        hint={t("authorityHint")}
        value={number}
        onChange={(event) => setNumber(event.target.value)}
        error={acting.errorOf("number")}
      />
      <Button type="submit" pending={acting.pending}>
        {t("authorityTell")}
      </Button>
    </form>
  );
}
