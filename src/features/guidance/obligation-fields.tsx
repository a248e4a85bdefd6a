"use client";

import { useTranslations } from "next-intl";
import type { Obligation } from "@/domain/guidance/schema";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";

/** Steps of the checklist: each with its words and a time. Keys stay the same in later editions, so that work is kept. */
export function ObligationFields({
  obligations,
  onChange,
  errorOf,
}: {
  obligations: readonly Obligation[];
  onChange: (next: Obligation[]) => void;
  errorOf: (path: string) => string | undefined;
}) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const set = (index: number, change: Partial<Obligation>) =>
    onChange(obligations.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="flex flex-col gap-4">
      {obligations.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key itself is being edited
        <fieldset key={index} className="flex flex-col gap-3 rounded-md border border-line p-4">
          <legend className="px-1 font-semibold">{t("obligation", { number: index + 1 })}</legend>
          <TextAreaField
            id={`content.obligations.${index}.textZh`}
            label={t("obligationTextZh")}
            rows={2}
            value={one.textZh}
            error={errorOf(`obligations.${index}.textZh`)}
            onChange={(event) => set(index, { textZh: event.target.value })}
          />
          <TextAreaField
            id={`content.obligations.${index}.textEn`}
            label={t("obligationTextEn")}
            rows={2}
            value={one.textEn}
            error={errorOf(`obligations.${index}.textEn`)}
            onChange={(event) => set(index, { textEn: event.target.value })}
          />
          <div className="grid gap-3 sm:grid-cols-3">
            <TextField
              id={`content.obligations.${index}.key`}
              label={t("obligationKey")}
              value={one.key}
              error={errorOf(`obligations.${index}.key`)}
              onChange={(event) => set(index, { key: event.target.value })}
            />
            <SelectField
              id={`content.obligations.${index}.due`}
              label={t("dueKind")}
              value={one.due.from}
              error={errorOf(`obligations.${index}.due`)}
              onChange={(event) => set(index, { due: emptyDue(event.target.value) })}
              options={(["none", "date", "effect"] as const).map((from) => ({ value: from, label: t(`due_${from}`) }))}
            />
            {one.due.from === "date" ? (
              <TextField
                id={`content.obligations.${index}.due.date`}
                type="date"
                label={t("dueDate")}
                value={one.due.date}
                error={errorOf(`obligations.${index}.due.date`)}
                onChange={(event) => set(index, { due: { from: "date", date: event.target.value } })}
              />
            ) : one.due.from === "effect" ? (
              <TextField
                id={`content.obligations.${index}.due.days`}
                inputMode="numeric"
                label={t("dueDays")}
                value={String(one.due.days)}
                error={errorOf(`obligations.${index}.due.days`)}
                onChange={(event) => set(index, { due: { from: "effect", days: Number(event.target.value) || 0 } })}
              />
            ) : null}
          </div>
          <div>
            <Button variant="quiet" onClick={() => onChange(obligations.filter((_, at) => at !== index))}>
              {c("remove")}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          onClick={() =>
            onChange([...obligations, { key: freeKey(obligations), textZh: "", textEn: "", due: { from: "none" } }])
          }
        >
          {t("addObligation")}
        </Button>
      </div>
    </div>
  );
}

function emptyDue(from: string): Obligation["due"] {
  if (from === "date") return { from: "date", date: "" };
  return from === "effect" ? { from: "effect", days: 30 } : { from: "none" };
}

function freeKey(obligations: readonly Obligation[]): string {
  for (let number = obligations.length + 1; ; number += 1)
    if (!obligations.some(({ key }) => key === `step-${number}`)) return `step-${number}`;
}
