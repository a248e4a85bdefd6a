"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { isFinished } from "@/domain/guidance/checklist";
import { checklistStates } from "@/domain/guidance/views";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { calendarDay } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import type { Uploaded } from "@/features/shared/upload";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { SelectField, TextAreaField } from "@/ui/field";
import { textIn } from "./titles";

type Own = Outputs["guidance"]["own"];
type Line = Own["lines"][number];

const tones = { notStarted: "neutral", inProgress: "brand", done: "good", notApplicable: "neutral" } as const;

/** What has to be done, line by line: state, who is in charge, evidence that stays in the house. */
export function Checklist({ id, own }: { id: string; own: Own }) {
  const t = useTranslations("guidance");
  const locale = useLocale() as Locale;
  const finished = own.lines.filter(isFinished).length;
  return (
    <Card
      title={t("checklist")}
      action={
        <Badge tone={finished === own.lines.length ? "good" : "brand"}>
          {t("progress", { done: finished, lines: own.lines.length })}
        </Badge>
      }
    >
      <p className="mb-3 max-w-prose text-ink-soft">{t("checklistHint")}</p>
      <ol className="flex flex-col divide-y divide-line">
        {own.lines.map((line) => {
          const words = textIn(locale, line.textZh, line.textEn);
          return (
            <li key={line.key} className="py-3">
              <div className="flex flex-wrap items-start justify-between gap-2">
                <p lang={words.lang} className="max-w-prose min-w-0 font-medium">
                  {line.section ? (
                    <a href={`#${line.section}`} className="text-brand underline">
                      {words.text}
                    </a>
                  ) : (
                    words.text
                  )}
                </p>
                <span className="flex flex-wrap gap-2">
                  {line.overdue ? <Badge tone="bad">{t("overdue")}</Badge> : null}
                  <Badge tone={tones[line.state]}>{t(`line_${line.state}`)}</Badge>
                </span>
              </div>
              <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
                {line.dueOn ? (
                  <time dateTime={line.dueOn}>{t("dueOn", { day: calendarDay(line.dueOn, locale) })}</time>
                ) : null}
                <span>{t("inCharge", { name: line.ownerName ?? t("nobody") })}</span>
              </p>
              {line.reason ? <p className="text-sm">{line.reason}</p> : null}
              {line.evidence ? (
                <p className="max-w-prose text-sm whitespace-pre-line">
                  <span className="text-ink-soft">{t("evidenceShown")}</span> {line.evidence}
                </p>
              ) : null}
              {line.files.map((file) => (
                <p key={file.id} className="text-sm">
                  <a href={`/api/files/${file.id}`} className="text-brand underline">
                    {file.name}
                  </a>
                </p>
              ))}
              {own.can.work ? <LineForm id={id} line={line} members={own.members} /> : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

function LineForm({ id, line, members }: { id: string; line: Line; members: Own["members"] }) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [state, setState] = useState(line.state);
  const [ownerId, setOwnerId] = useState(line.ownerId ?? "");
  const [evidence, setEvidence] = useState(line.evidence);
  const [reason, setReason] = useState(line.reason);
  const [files, setFiles] = useState<Uploaded[]>([]);
  return (
    <details className="mt-2">
      <summary className="w-fit rounded-md px-1 text-brand underline">{t("updateLine")}</summary>
      <form
        className="mt-2 flex flex-col gap-3 rounded-md bg-sunken p-4"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            await api.guidance.saveLine.mutate({
              id,
              key: line.key,
              version: line.version,
              state,
              ownerId: ownerId || null,
              evidence,
              reason: state === "notApplicable" ? reason : "",
              fileIds: files.map((file) => file.id),
            });
            setFiles([]);
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <div className="grid gap-3 sm:grid-cols-2">
          <SelectField
            id={`state-${line.key}`}
            label={t("state")}
            value={state}
            onChange={(event) => setState(checklistStates.find((one) => one === event.target.value) ?? "notStarted")}
            options={checklistStates.map((one) => ({ value: one, label: t(`line_${one}`) }))}
          />
          <SelectField
            id={`owner-${line.key}`}
            label={t("owner")}
            value={ownerId}
            onChange={(event) => setOwnerId(event.target.value)}
            options={[{ value: "", label: t("nobody") }, ...members.map((one) => ({ value: one.id, label: one.name }))]}
          />
        </div>
        {state === "notApplicable" ? (
          <TextAreaField
            id={`reason-${line.key}`}
            label={t("reasonNotApplicable")}
            rows={2}
            value={reason}
            error={acting.errorOf("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : null}
        <TextAreaField
          id={`evidence-${line.key}`}
          label={t("evidence")}
          rows={2}
          optional={c("optional")}
          value={evidence}
          onChange={(event) => setEvidence(event.target.value)}
        />
        <FilePicker
          id={`files-${line.key}`}
          label={t("evidenceFiles")}
          purpose="guidanceEvidence"
          value={files}
          onChange={setFiles}
        />
        <div>
          <Button type="submit" pending={acting.pending}>
            {c("save")}
          </Button>
        </div>
      </form>
    </details>
  );
}
