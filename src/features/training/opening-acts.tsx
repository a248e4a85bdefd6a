"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { openingKinds } from "@/domain/experts/openings";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { conceptsOf } from "@/domain/taxonomy/all-concepts";
import { api, type Outputs } from "@/features/shared/api";
import { conceptTags } from "@/features/shared/concept-names";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { RegionField } from "@/features/shared/region-field";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";

type Opening = Outputs["experts"]["opening"];

export function OpeningActs({ opening }: { opening: Opening }) {
  const t = useTranslations("training");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [note, setNote] = useState("");
  const { id } = opening;
  const run = (call: () => Promise<unknown>) =>
    void acting.run(async () => {
      await call();
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      {opening.own ? (
        <p>
          {t("yourApplication")}{" "}
          <Badge tone={opening.own.accepted ? "good" : "neutral"}>
            {t(
              opening.own.accepted === null
                ? "waiting"
                : opening.own.accepted
                  ? "application_accepted"
                  : "application_refused",
            )}
          </Badge>
        </p>
      ) : null}
      {opening.can.apply ? (
        <>
          <TextAreaField
            id="note"
            label={t("statement")}
            value={note}
            error={acting.errorOf("note")}
            onChange={(event) => setNote(event.target.value)}
          />
          <div>
            <Button
              variant="primary"
              pending={acting.pending}
              onClick={() => run(() => api.experts.applyForOpening.mutate({ id, note }))}
            >
              {t("apply")}
            </Button>
          </div>
        </>
      ) : null}
      {opening.applications.map((one) => (
        <div key={one.person.id} className="rounded-lg border border-line p-4">
          <p className="font-semibold">{nameIn(locale, one.person)}</p>
          <p className="max-w-prose whitespace-pre-line">{one.note}</p>
          {one.accepted === null && opening.can.answer ? (
            <div className="mt-3 flex flex-wrap gap-2">
              <Button
                variant="primary"
                pending={acting.pending}
                onClick={() =>
                  run(() => api.experts.answerOpening.mutate({ id, personId: one.person.id, accept: true, reason: "" }))
                }
              >
                {t("accept")}
              </Button>
              <Button
                pending={acting.pending}
                onClick={() =>
                  run(() =>
                    api.experts.answerOpening.mutate({ id, personId: one.person.id, accept: false, reason: "" }),
                  )
                }
              >
                {t("refuse")}
              </Button>
            </div>
          ) : (
            <Badge tone={one.accepted ? "good" : "neutral"}>
              {t(one.accepted ? "application_accepted" : "application_refused")}
            </Badge>
          )}
        </div>
      ))}
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
