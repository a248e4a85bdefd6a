"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type NeedTemplate, needTemplates } from "@/domain/needs/templates";
import type { Locale } from "@/domain/shared/locale";
import { Button } from "@/ui/button";
import { SelectField } from "@/ui/field";

/** A beginning for whoever does not want to face an empty form. */
export function TemplatePicker({ onTake }: { onTake: (template: NeedTemplate) => void }) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const [chosen, setChosen] = useState("");
  return (
    <div className="flex flex-wrap items-end gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="min-w-0 flex-1 basis-72">
        <SelectField
          id="template"
          label={t("template")}
          hint={t("templateHint")}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
          options={[
            { value: "", label: t("templateNone") },
            ...needTemplates.map(({ id, kind, sector, text }) => ({
              value: id,
              label: `${t(`sector_${sector}`)} · ${t(`kind_${kind}`)} · ${text[locale].title}`,
            })),
          ]}
        />
      </div>
      <Button
        disabled={chosen === ""}
        onClick={() => {
          const template = needTemplates.find(({ id }) => id === chosen);
          if (template) onTake(template);
        }}
      >
        {t("templateTake")}
      </Button>
    </div>
  );
}
