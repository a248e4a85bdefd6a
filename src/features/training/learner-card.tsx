"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { Badge } from "@/ui/badge";
import { SelectField, TextField } from "@/ui/field";

type Programme = Outputs["training"]["get"];
type Learner = Programme["learners"][number];
const tones = {
  submitted: "warn",
  accepted: "brand",
  refused: "bad",
  withdrawn: "neutral",
  completed: "good",
} as const;

/** One learner: decision, learning record, completion, and what became of them. */
export function LearnerCard({ learner, programme }: { learner: Learner; programme: Programme }) {
  const t = useTranslations("training");
  const locale = useLocale() as Locale;
  const { run } = programme.can;
  const { applicationId, state } = learner;
  return (
    <li className="rounded-lg border border-line p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="text-lg">{nameIn(locale, learner.person)}</h3>
        <Badge tone={tones[state]}>{t(`application_${state}`)}</Badge>
      </div>
      <p className="mt-1 max-w-prose whitespace-pre-line">{learner.statement}</p>
      {learner.reason ? <p className="mt-1 text-ink-soft">{t("reasonGiven", { reason: learner.reason })}</p> : null}
      {learner.mentor ? <p className="mt-1">{t("mentorOf", { name: nameIn(locale, learner.mentor) })}</p> : null}
      {state === "submitted" && run ? <Decision applicationId={applicationId} mentors={programme.mentors} /> : null}
      {state === "accepted" || state === "completed" ? (
        <LearningRecord learner={learner} programme={programme} />
      ) : null}
      {!run && (state === "submitted" || state === "accepted") ? (
        <ActForm className="mt-3" submit={t("withdraw")} send={() => api.training.withdraw.mutate({ applicationId })}>
          {() => <p className="text-sm text-ink-soft">{t("withdrawEffect")}</p>}
        </ActForm>
      ) : null}
      {learner.credentialId ? (
        <p className="mt-3">
          <Link href={`/${locale}/credentials/${learner.credentialId}`} className="font-semibold text-brand underline">
            {t("credential")}
          </Link>
        </p>
      ) : null}
      {state === "completed" ? <Outcome learner={learner} /> : null}
    </li>
  );
}

function Decision({ applicationId, mentors }: { applicationId: string; mentors: Programme["mentors"] }) {
  const t = useTranslations("training");
  const locale = useLocale() as Locale;
  const [reason, setReason] = useState("");
  const [mentorId, setMentor] = useState(mentors[0]?.id ?? "");
  const decide = (accept: boolean) =>
    api.training.decide.mutate({ applicationId, accept, reason, mentorId: accept ? mentorId || null : null });
  return (
    <ActForm
      className="mt-3"
      submit={t("accept")}
      send={() => decide(true)}
      second={{ label: t("refuse"), send: () => decide(false) }}
    >
      {(errorOf) => (
        <>
          {mentors.length > 0 ? (
            <SelectField
              id={`mentor-${applicationId}`}
              label={t("mentor")}
              value={mentorId}
              options={mentors.map((one) => ({ value: one.id, label: nameIn(locale, one) }))}
              onChange={(event) => setMentor(event.target.value)}
            />
          ) : null}
          <TextField
            id={`reason-${applicationId}`}
            label={t("reason")}
            value={reason}
            error={errorOf("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ActForm>
  );
}

function LearningRecord({ learner, programme }: { learner: Learner; programme: Programme }) {
  const t = useTranslations("training");
  const [needId, setNeed] = useState("");
  const { applicationId } = learner;
  const { modules } = programme.content;
  const passed = new Set(learner.records.filter((one) => one.passed).map(({ moduleId }) => moduleId));
  const left = modules.filter(({ id }) => !passed.has(id));
  const teaches = programme.can.run && learner.state === "accepted";
  return (
    <div className="mt-3 flex flex-col gap-3">
      {teaches && left.some(({ practice }) => practice) ? (
        <TextField
          id={`need-${applicationId}`}
          label={t("practiceNeed")}
          hint={t("practiceNeedHint")}
          value={needId}
          onChange={(event) => setNeed(event.target.value)}
        />
      ) : null}
      <ol className="flex flex-col gap-2">
        {modules.map((module) => (
          <li key={module.id} className="flex flex-wrap items-center justify-between gap-3">
            <span>
              {module.title} <span className="text-sm text-ink-soft">{t("hours", { count: module.hours })}</span>
            </span>
            {passed.has(module.id) ? (
              <Badge tone="good">{t("passed")}</Badge>
            ) : teaches ? (
              <ActForm
                submit={t("pass")}
                send={() =>
                  api.training.record.mutate({
                    applicationId,
                    moduleId: module.id,
                    passed: true,
                    note: "",
                    needId: module.practice ? needId.trim().replace(/^.*\//u, "") || null : null,
                  })
                }
              />
            ) : (
              <Badge>{t("notPassed")}</Badge>
            )}
          </li>
        ))}
      </ol>
      {teaches && left.length === 0 ? (
        <ActForm submit={t("complete")} send={() => api.training.complete.mutate({ applicationId })} />
      ) : null}
    </div>
  );
}

/** Placed in a job, and still there after a year: figures rest on it. */
function Outcome({ learner: { applicationId, placedOn, retained } }: { learner: Learner }) {
  const t = useTranslations("training");
  const c = useTranslations("common");
  const [day, setDay] = useState(placedOn ?? "");
  const [stayed, setStayed] = useState(retained === null ? "" : retained ? "yes" : "no");
  return (
    <details className="mt-3">
      <summary className="cursor-pointer text-brand">{t("outcomeTell")}</summary>
      <ActForm
        className="mt-2"
        submit={c("save")}
        send={() =>
          api.training.outcome.mutate({
            applicationId,
            placedOn: day || null,
            retained: stayed === "" ? null : stayed === "yes",
          })
        }
      >
        {(errorOf) => (
          <>
            <p className="max-w-prose text-sm text-ink-soft">{t("outcomeHint")}</p>
            <TextField
              id={`placed-${applicationId}`}
              type="date"
              label={t("outcomePlacedOn")}
              optional={c("optional")}
              className="max-w-56"
              value={day}
              error={errorOf("placedOn")}
              onChange={(event) => setDay(event.target.value)}
            />
            <SelectField
              id={`retained-${applicationId}`}
              label={t("outcome_retained")}
              value={stayed}
              options={["", "yes", "no"].map((value) => ({ value, label: t(`retained_${value || "open"}`) }))}
              onChange={(event) => setStayed(event.target.value)}
            />
          </>
        )}
      </ActForm>
    </details>
  );
}
