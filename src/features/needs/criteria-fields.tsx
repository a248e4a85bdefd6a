"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { SelectField, TextField } from "@/ui/field";
import type { NeedFormValues } from "./need-form-values";

type Criteria = NeedFormValues["criteria"];
type Props = {
  criteria: Criteria;
  onChange: (next: Criteria) => void;
  error: string | undefined;
  errorOf: (path: string) => string | undefined;
};

const all = 100;

export function CriteriaFields({ criteria, onChange, error, errorOf }: Props) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const total = criteria.reduce((sum, { weight }) => sum + (Number(weight) || 0), 0);
  const set = (index: number, change: Partial<Criteria[number]>) =>
    onChange(criteria.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div id="content.criteria" className="flex flex-col gap-4">
      {error ? <p className="font-medium text-bad">{error}</p> : null}
      {criteria.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their place
        <div key={index} className="grid gap-3 sm:grid-cols-[2fr_1fr_6rem_auto] sm:items-end">
          <TextField
            id={`content.criteria.${index}.title`}
            label={t("criterion")}
            value={one.title}
            onChange={(event) => set(index, { title: event.target.value })}
            error={errorOf(`criteria.${index}.title`)}
          />
          <SelectField
            id={`content.criteria.${index}.kind`}
            label={t("scoring")}
            value={one.kind}
            onChange={(event) => set(index, { kind: event.target.value === "price" ? "price" : "scored" })}
            options={[
              { value: "scored", label: t("byPanel") },
              { value: "price", label: t("byPrice") },
            ]}
          />
          <TextField
            id={`content.criteria.${index}.weight`}
            label={`${t("weight")} %`}
            inputMode="numeric"
            value={one.weight}
            onChange={(event) => set(index, { weight: event.target.value })}
            error={errorOf(`criteria.${index}.weight`)}
          />
          <Button
            variant="quiet"
            className="justify-self-end"
            onClick={() => onChange(criteria.filter((_, at) => at !== index))}
          >
            {c("remove")}
          </Button>
        </div>
      ))}
      <p aria-live="polite" className={total === all ? "text-ink-soft" : "font-medium text-bad"}>
        {t("weightsAre", { total })}
      </p>
      <div>
        <Button onClick={() => onChange([...criteria, { title: "", weight: "", kind: "scored", anchor: "" }])}>
          {t("addCriterion")}
        </Button>
      </div>
    </div>
  );
}
