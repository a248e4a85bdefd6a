"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { FieldGroup, SelectField, TextAreaField, TextField } from "@/ui/field";

type Programme = Outputs["training"]["get"];
const tones = {
  submitted: "warn",
  accepted: "brand",
  refused: "bad",
  withdrawn: "neutral",
  completed: "good",
} as const;

/** The next step of the programme for those who run it. */
export function ProgrammeActs({ programme }: { programme: Programme }) {
  const t = useTranslations("training");
  const router = useRouter();
  const acting = useAct();
  const { id, version, can } = programme;
  const run = (call: () => Promise<unknown>) =>
    void acting.run(async () => {
      await call();
      router.refresh();
    });
  const steps = (["publish", "start", "finish"] as const).filter((step) => can[step]);
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      {can.confirm ? (
        <Button
          variant="primary"
          pending={acting.pending}
          onClick={() => run(() => api.training.confirm.mutate({ id }))}
        >
          {t("confirm")}
        </Button>
      ) : null}
      {steps.map((step) => (
        <Button
          key={step}
          variant="primary"
          pending={acting.pending}
          onClick={() => run(() => api.training.move.mutate({ id, version, act: step }))}
        >
          {t(step)}
        </Button>
      ))}
      {programme.obstacle ? <p className="text-ink-soft">{t(`obstacle_${programme.obstacle}`)}</p> : null}
    </div>
  );
}

export function ApplyForm({ id }: { id: string }) {
  const t = useTranslations("training");
  const router = useRouter();
  const acting = useAct();
  const [statement, setStatement] = useState("");
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.training.applyFor.mutate({ id, statement });
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextAreaField
        id="statement"
        label={t("statement")}
        hint={t("statementHint")}
        value={statement}
        error={acting.errorOf("statement")}
        onChange={(event) => setStatement(event.target.value)}
      />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("apply")}
        </Button>
      </div>
    </form>
  );
}

/** One learner: decision, learning record, completion. */
export function LearnerCard({ learner, programme }: { learner: Programme["learners"][number]; programme: Programme }) {
  const t = useTranslations("training");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const [mentorId, setMentor] = useState(programme.mentors[0]?.id ?? "");
  const [needId, setNeed] = useState("");
  const { applicationId } = learner;
  const run = (call: () => Promise<unknown>) =>
    void acting.run(async () => {
      await call();
      router.refresh();
    });
  const passed = new Set(learner.records.filter((one) => one.passed).map(({ moduleId }) => moduleId));
  const left = programme.content.modules.filter(({ id }) => !passed.has(id));
  return (
    <li className="rounded-lg border border-line p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="text-lg">{nameIn(locale, learner.person)}</h3>
        <Badge tone={tones[learner.state]}>{t(`application_${learner.state}`)}</Badge>
      </div>
      <p className="mt-1 max-w-prose whitespace-pre-line">{learner.statement}</p>
      {learner.reason ? <p className="mt-1 text-ink-soft">{t("reasonGiven", { reason: learner.reason })}</p> : null}
      {learner.mentor ? <p className="mt-1">{t("mentorOf", { name: nameIn(locale, learner.mentor) })}</p> : null}
      <ProblemSummary acting={acting} />
      {learner.state === "submitted" && programme.can.run ? (
        <div className="mt-3 flex flex-col gap-3">
          {programme.mentors.length > 0 ? (
            <SelectField
              id={`mentor-${applicationId}`}
              label={t("mentor")}
              value={mentorId}
              options={programme.mentors.map((one) => ({ value: one.id, label: nameIn(locale, one) }))}
              onChange={(event) => setMentor(event.target.value)}
            />
          ) : null}
          <TextField
            id={`reason-${applicationId}`}
            label={t("reason")}
            value={reason}
            error={acting.errorOf("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              pending={acting.pending}
              onClick={() =>
                run(() =>
                  api.training.decide.mutate({ applicationId, accept: true, reason, mentorId: mentorId || null }),
                )
              }
            >
              {t("accept")}
            </Button>
            <Button
              pending={acting.pending}
              onClick={() =>
                run(() => api.training.decide.mutate({ applicationId, accept: false, reason, mentorId: null }))
              }
            >
              {t("refuse")}
            </Button>
          </div>
        </div>
      ) : null}
      {learner.state === "accepted" || learner.state === "completed" ? (
        <ol className="mt-3 flex flex-col gap-2">
          {programme.content.modules.map((module) => (
            <li key={module.id} className="flex flex-wrap items-center justify-between gap-3">
              <span>
                {module.title} <span className="text-sm text-ink-soft">{t("hours", { count: module.hours })}</span>
              </span>
              {passed.has(module.id) ? (
                <Badge tone="good">{t("passed")}</Badge>
              ) : programme.can.run && learner.state === "accepted" ? (
                <Button
                  pending={acting.pending}
                  onClick={() =>
                    run(() =>
                      api.training.record.mutate({
                        applicationId,
                        moduleId: module.id,
                        passed: true,
                        note: "",
                        needId: module.practice ? needId || null : null,
                      }),
                    )
                  }
                >
                  {t("pass")}
                </Button>
              ) : (
                <Badge>{t("notPassed")}</Badge>
              )}
            </li>
          ))}
        </ol>
      ) : null}
      {learner.state === "accepted" && programme.can.run && left.some(({ practice }) => practice) ? (
        <div className="mt-3">
          <TextField
            id={`need-${applicationId}`}
            label={t("practiceNeed")}
            hint={t("practiceNeedHint")}
            value={needId}
            error={acting.errorOf("needId")}
            onChange={(event) => setNeed(event.target.value.trim())}
          />
        </div>
      ) : null}
      {learner.state === "accepted" && programme.can.run && left.length === 0 ? (
        <div className="mt-3">
          <Button
            variant="primary"
            pending={acting.pending}
            onClick={() => run(() => api.training.complete.mutate({ applicationId }))}
          >
            {t("complete")}
          </Button>
        </div>
      ) : null}
      {learner.credentialId ? (
        <p className="mt-3">
          <Link href={`/${locale}/credentials/${learner.credentialId}`} className="font-semibold text-brand underline">
            {t("credential")}
          </Link>
        </p>
      ) : null}
    </li>
  );
}

/** A new programme; partners are chosen by their identifier and confirm their part themselves. */
export function ProgrammeForm() {
  const t = useTranslations("training");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [form, setForm] = useState({
    titleZh: "",
    titleEn: "",
    summaryZh: "",
    summaryEn: "",
    partners: "",
    mentors: "",
    places: "20",
    applyUntil: "",
    startsOn: "",
    endsOn: "",
    site: "",
    stipend: "",
    modules: "",
  });
  const words = (text: string) => text.split(/[\s,，;；]+/u).filter(Boolean);
  const field = (key: keyof typeof form, path: string = key) => ({
    id: `training-${key}`,
    label: t(`field_${key}`),
    value: form[key],
    error: acting.errorOf(path),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <form
      className="flex max-w-3xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          const { titleZh, titleEn, summaryZh, summaryEn, site, stipend, startsOn, endsOn } = form;
          const modules = form.modules
            .split("\n")
            .filter((line) => line.trim())
            .map((line, index) => {
              const [title = "", hours = "40", skills = ""] = line.split("|").map((part) => part.trim());
              return {
                id: `m${index + 1}`,
                title: title.replace(/\*$/u, ""),
                hours: Number(hours) || 0,
                practice: title.endsWith("*"),
                conceptIds: words(skills),
              };
            });
          const { id } = await api.training.create.mutate({
            titleZh,
            titleEn,
            summaryZh,
            summaryEn,
            content: { roles: [], modules, site, stipend },
            places: Number(form.places),
            mentorEmails: words(form.mentors),
            partnerIds: words(form.partners).map((one) => one.replace(/^.*\//u, "")),
            applyUntil: form.applyUntil ? new Date(form.applyUntil).toISOString() : "",
            startsOn,
            endsOn,
            idempotencyKey: crypto.randomUUID(),
          });
          router.push(`/${locale}/training/${id}`);
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <FieldGroup legend={t("what")}>
        <TextField {...field("titleZh")} />
        <TextField {...field("titleEn")} />
        <TextAreaField {...field("summaryZh")} />
        <TextAreaField {...field("summaryEn")} />
      </FieldGroup>
      <FieldGroup legend={t("who")}>
        <TextAreaField {...field("partners", "partnerIds")} hint={t("partnersHint")} />
        <TextAreaField {...field("mentors", "mentorEmails")} hint={t("mentorsHint")} />
      </FieldGroup>
      <FieldGroup legend={t("how")}>
        <TextAreaField {...field("modules", "content.modules")} hint={t("modulesHint")} />
        <TextField {...field("places")} type="number" min={1} className="max-w-32" />
        <TextField {...field("applyUntil")} type="datetime-local" className="max-w-64" />
        <TextField {...field("startsOn")} type="date" className="max-w-56" />
        <TextField {...field("endsOn")} type="date" className="max-w-56" />
        <TextField {...field("site")} />
        <TextField {...field("stipend")} />
      </FieldGroup>
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("create")}
        </Button>
      </div>
    </form>
  );
}
