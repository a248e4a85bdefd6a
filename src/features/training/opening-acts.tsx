"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { openingKinds } from "@/domain/experts/openings";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { conceptsOf } from "@/domain/taxonomy/all-concepts";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { conceptTags } from "@/features/shared/concept-names";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { RegionField } from "@/features/shared/region-field";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";

type Opening = Outputs["experts"]["opening"];

const answered = (accepted: boolean | null) =>
  accepted === null
    ? ({ word: "waiting", tone: "warn" } as const)
    : accepted
      ? ({ word: "application_accepted", tone: "good" } as const)
      : ({ word: "application_refused", tone: "neutral" } as const);

/** What a reader can do: apply and take it back; for the organisation, answer each application and close. */
export function OpeningActs({ opening }: { opening: Opening }) {
  const t = useTranslations("training");
  const { id, own, can } = opening;
  return (
    <div className="flex flex-col gap-6">
      {own ? (
        <Card title={t("yourApplication")}>
          <Badge tone={answered(own.accepted).tone}>{t(answered(own.accepted).word)}</Badge>
          {own.reason ? <p className="mt-2 max-w-prose">{t("reasonGiven", { reason: own.reason })}</p> : null}
          {can.withdraw ? (
            <ActForm
              className="mt-3"
              submit={t("withdraw")}
              send={() => api.experts.withdrawFromOpening.mutate({ id })}
            />
          ) : null}
        </Card>
      ) : null}
      {can.apply ? <Apply id={id} /> : null}
      {can.answer ? (
        <Card title={t("applicants", { count: opening.applications.length })}>
          {opening.applications.length === 0 ? (
            <p className="text-ink-soft">{t("applicantsNone")}</p>
          ) : (
            <ul className="flex flex-col divide-y divide-line">
              {opening.applications.map((one) => (
                <Applicant key={one.person.id} id={id} application={one} full={opening.taken >= opening.places} />
              ))}
            </ul>
          )}
        </Card>
      ) : null}
      {can.close ? <Close id={id} /> : null}
    </div>
  );
}

function Apply({ id }: { id: string }) {
  const t = useTranslations("training");
  const [note, setNote] = useState("");
  return (
    <Card title={t("applyHere")}>
      <ActForm submit={t("apply")} variant="primary" send={() => api.experts.applyForOpening.mutate({ id, note })}>
        {(errorOf) => (
          <TextAreaField
            id="note"
            label={t("statement")}
            hint={t("openingNoteHint")}
            value={note}
            error={errorOf("note")}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </ActForm>
    </Card>
  );
}

type Application = Opening["applications"][number];

function Applicant({ id, application, full }: { id: string; application: Application; full: boolean }) {
  const t = useTranslations("training");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const [reason, setReason] = useState("");
  const { person, note, accepted } = application;
  const answer = (accept: boolean) => api.experts.answerOpening.mutate({ id, personId: person.id, accept, reason });
  return (
    <li className="py-4 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {person.listed ? (
          <Link href={`/${locale}/experts/${person.id}`} className="font-semibold text-brand underline">
            {nameIn(locale, person)}
          </Link>
        ) : (
          <span className="font-semibold">{nameIn(locale, person)}</span>
        )}
        <Badge tone={answered(accepted).tone}>{t(answered(accepted).word)}</Badge>
      </p>
      <p className="mt-1 max-w-prose whitespace-pre-line">{note}</p>
      {application.reason ? (
        <p className="mt-1 max-w-prose text-ink-soft">{t("reasonGiven", { reason: application.reason })}</p>
      ) : null}
      {accepted === null ? (
        <ActForm
          className="mt-3"
          submit={t("accept")}
          disabled={full}
          send={() => answer(true)}
          second={{ label: t("refuse"), send: () => answer(false) }}
        >
          {(errorOf) => (
            <TextField
              id={`reason-${person.id}`}
              label={t("reason")}
              hint={t(full ? "openingFull" : "openingReasonHint")}
              optional={c("optional")}
              value={reason}
              error={errorOf("reason")}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </ActForm>
      ) : null}
    </li>
  );
}

function Close({ id }: { id: string }) {
  const t = useTranslations("training");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  return (
    <div>
      <ConfirmDialog
        trigger={t("closeOpening")}
        quiet
        title={t("closeOpening")}
        confirm={t("closeOpening")}
        cancel={c("cancel")}
        pending={acting.pending}
        onConfirm={async () => {
          if (!(await acting.run(() => api.experts.closeOpening.mutate({ id })))) return false;
          router.refresh();
          return true;
        }}
      >
        <p>{t("closeOpeningEffect")}</p>
        <ProblemSummary acting={acting} />
      </ConfirmDialog>
    </div>
  );
}

export function OpeningForm() {
  const t = useTranslations("training");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const c = useTranslations("common");
  const [conceptIds, setConceptIds] = useState<string[]>([]);
  const [form, setForm] = useState({
    kind: "internship",
    title: "",
    text: "",
    sector: "",
    region: "",
    places: "1",
    closesAt: "",
  });
  const field = (key: keyof typeof form) => ({
    id: `opening-${key}`,
    label: t(`openingField_${key}`),
    value: form[key],
    error: acting.errorOf(key),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <form
      className="flex max-w-3xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          const { id } = await api.experts.createOpening.mutate({
            kind: form.kind as (typeof openingKinds)[number],
            title: form.title,
            text: form.text,
            language: locale,
            conceptIds,
            sector: form.sector || null,
            region: form.region || null,
            places: Number(form.places),
            closesAt: form.closesAt ? new Date(form.closesAt).toISOString() : "",
          });
          router.push(`/${locale}/openings/${id}`);
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <SelectField
        {...field("kind")}
        options={openingKinds.map((value) => ({ value, label: t(`opening_${value}`) }))}
      />
      <TextField {...field("title")} />
      <TextAreaField {...field("text")} />
      <TagPicker
        id="conceptIds"
        label={t("openingField_conceptIds")}
        hint={t("openingHint_conceptIds")}
        optional={c("optional")}
        tags={conceptTags(locale, ["skill", "ecsf", "nice"])}
        value={conceptIds}
        error={acting.errorOf("conceptIds")}
        onChange={setConceptIds}
        words={{ remove: c("remove"), none: c("nothingFound") }}
      />
      <SelectField
        {...field("sector")}
        options={[
          { value: "", label: t("openingSector_none") },
          ...conceptsOf("sector").map(({ id, titles }) => ({
            value: id.slice("sector:".length),
            label: titles[locale],
          })),
        ]}
      />
      <RegionField {...field("region")} hint={t("openingHint_region")} optional={c("optional")} />
      <TextField {...field("places")} type="number" min={1} className="max-w-32" />
      <TextField {...field("closesAt")} type="datetime-local" className="max-w-64" />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {t("newOpening")}
        </Button>
      </div>
    </form>
  );
}
