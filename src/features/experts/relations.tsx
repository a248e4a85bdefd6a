"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { SelectField, TextField } from "@/ui/field";

type Relation = Outputs["experts"]["relations"][number];
type Kind = Inputs["experts"]["declareRelation"]["kind"];
const kinds: readonly Kind[] = [
  "supervision",
  "kinship",
  "employment",
  "partnership",
  "dispute",
  "friendship",
  "other",
];

/** What one declared, and what others declared about one. */
export function RelationList({ relations }: { relations: readonly Relation[] }) {
  const t = useTranslations("experts");
  const locale = useLocale() as Locale;
  return (
    <ul className="flex flex-col divide-y divide-line">
      {relations.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <p className="min-w-0">
            <span className="font-medium break-words">{nameIn(locale, one.person)}</span>
            <span className="block text-sm text-ink-soft">
              {[
                one.kind === "supervision"
                  ? t(one.above ? "relation_above" : "relation_below")
                  : t(`relation_${one.kind}`),
                t(one.mine ? "relationMine" : "relationTheirs"),
                one.until ? t("relationUntil", { day: one.until }) : "",
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </p>
          {one.mine ? (
            <ActForm submit={t("withdraw")} send={() => api.experts.withdrawRelation.mutate({ id: one.id })} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

export function RelationForm() {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const blank = { email: "", kind: "supervision" as Kind, above: "no", until: "" };
  const [form, setForm] = useState(blank);
  const [told, setTold] = useState(false);
  return (
    <>
      <ActForm
        submit={t("declare")}
        variant="primary"
        send={async () => {
          const { email, kind, above, until } = form;
          await api.experts.declareRelation.mutate({ email, kind, above: above === "yes", until: until || null });
          setForm(blank);
          setTold(true);
        }}
      >
        {(errorOf) => (
          <>
            <TextField
              id="relation-email"
              type="email"
              label={t("relationEmail")}
              hint={t("relationEmailHint")}
              value={form.email}
              error={errorOf("email")}
              onChange={(event) => {
                setTold(false);
                setForm({ ...form, email: event.target.value });
              }}
            />
            <SelectField
              id="relation-kind"
              label={t("relationKind")}
              value={form.kind}
              options={kinds.map((value) => ({ value, label: t(`relation_${value}`) }))}
              onChange={(event) => setForm({ ...form, kind: event.target.value as Kind })}
            />
            {form.kind === "supervision" ? (
              <SelectField
                id="relation-above"
                label={t("relationWho")}
                value={form.above}
                options={[
                  { value: "no", label: t("relation_below") },
                  { value: "yes", label: t("relation_above") },
                ]}
                onChange={(event) => setForm({ ...form, above: event.target.value })}
              />
            ) : null}
            <TextField
              id="relation-until"
              type="date"
              label={t("relationEnded")}
              optional={c("optional")}
              className="max-w-56"
              value={form.until}
              error={errorOf("until")}
              onChange={(event) => setForm({ ...form, until: event.target.value })}
            />
          </>
        )}
      </ActForm>
      <p aria-live="polite" className="mt-2">
        {told ? t("declared") : ""}
      </p>
    </>
  );
}
