"use client";

import { useTranslations } from "next-intl";
import type { WorkPackage } from "@/domain/needs/schema";
import { Button } from "@/ui/button";
import { TextAreaField, TextField } from "@/ui/field";

type Props = {
  packages: readonly WorkPackage[];
  onChange: (packages: WorkPackage[]) => void;
  errorOf: (field: string) => string | undefined;
};

export function WorkPackageFields({ packages, onChange, errorOf }: Props) {
  const t = useTranslations("needs");
  const c = useTranslations("common");
  const set = (index: number, change: Partial<WorkPackage>) =>
    onChange(packages.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <fieldset id="content.workPackages" className="flex flex-col gap-3 rounded-md border border-line p-4">
      <legend className="px-1 font-semibold">{t("workPackages")}</legend>
      {errorOf("workPackages") ? <p className="font-medium text-bad">{errorOf("workPackages")}</p> : null}
      {packages.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their place
        <div key={index} className="flex flex-col gap-2">
          <TextField
            id={`content.workPackages.${index}.title`}
            label={t("workPackageTitle", { number: index + 1 })}
            value={one.title}
            onChange={(event) => set(index, { title: event.target.value })}
            error={errorOf(`workPackages.${index}.title`)}
          />
          <TextAreaField
            id={`content.workPackages.${index}.goal`}
            label={t("workPackageGoal")}
            optional={c("optional")}
            rows={2}
            value={one.goal}
            onChange={(event) => set(index, { goal: event.target.value })}
          />
          {packages.length > 1 ? (
            <div>
              <Button variant="quiet" onClick={() => onChange(packages.filter((_, at) => at !== index))}>
                {c("remove")}
              </Button>
            </div>
          ) : null}
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...packages, { title: "", goal: "" }])}>{t("addWorkPackage")}</Button>
      </div>
    </fieldset>
  );
}
