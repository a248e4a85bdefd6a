"use client";

import { useTranslations } from "next-intl";
import { kindForms, type NeedKind } from "@/domain/needs/kinds";
import { SelectField, TextAreaField, TextField } from "@/ui/field";

type Props = {
  kind: NeedKind;
  form: "need" | "proposal";
  answers: Readonly<Record<string, string>>;
  onChange: (answers: Record<string, string>) => void;
  errorOf: (field: string) => string | undefined;
};

/** What this kind of need asks besides, drawn from the table that also checks it. */
export function KindFields({ kind, form, answers, onChange, errorOf }: Props) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const path = form === "need" ? "details" : "answers";
  return kindForms[kind][form].map(({ id, type, required, choices }) => {
    const common = {
      id: `content.${path}.${id}`,
      label: t(`kindField_${id}`),
      value: answers[id] ?? "",
      error: errorOf(`${path}.${id}`),
      onChange: (event: { target: { value: string } }) => onChange({ ...answers, [id]: event.target.value }),
      ...(required ? {} : { optional: c("optional") }),
    };
    if (choices)
      return (
        <SelectField
          key={id}
          {...common}
          options={[
            { value: "", label: c("choose") },
            ...choices.map((one) => ({ value: one, label: t(`kindChoice_${one}`) })),
          ]}
        />
      );
    if (type === "number") return <TextField key={id} {...common} inputMode="numeric" className="max-w-40" />;
    return <TextAreaField key={id} {...common} hint={t(`kindFieldHint_${id}`)} rows={3} />;
  });
}
