"use client";

import { useTranslations } from "next-intl";
import { ageBands } from "@/domain/competitions/eligibility";
import { organisationKinds } from "@/domain/competitions/schema";
import type { Outputs } from "@/features/shared/api";
import type { Acting } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { CheckField, TextField } from "@/ui/field";
import { Choices } from "./choices";

export type Division = Outputs["competitions"]["get"]["divisions"][number];

export const newDivision = (number: number): Division => ({
  key: `division-${number}`,
  nameZh: null,
  nameEn: null,
  eligibility: { countries: [], regions: [], organisationKinds: [], student: false, ageBands: [] },
});

const codes = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,，]+/u)
    .filter(Boolean);

/** One division and who may enter it; every condition that is named has to hold for every member. */
export function DivisionFields({
  division,
  id,
  acting,
  onChange,
  onRemove,
}: {
  division: Division;
  /** Prefix of the fields' ids, as problems name them. */
  id: string;
  acting: Acting;
  onChange: (next: Division) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const { eligibility } = division;
  const conditions = (change: Partial<Division["eligibility"]>) =>
    onChange({ ...division, eligibility: { ...eligibility, ...change } });
  return (
    <div className="flex flex-col gap-4 rounded-md border border-line p-4">
      <div className="grid gap-3 sm:grid-cols-3">
        {(["key", "nameZh", "nameEn"] as const).map((name) => (
          <TextField
            key={name}
            id={`${id}.${name}`}
            label={t(`division_${name}`)}
            value={division[name] ?? ""}
            error={acting.errorOf(`${id}.${name}`)}
            onChange={(event) => onChange({ ...division, [name]: event.target.value })}
          />
        ))}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        {(["countries", "regions"] as const).map((name) => (
          <TextField
            key={name}
            id={`${id}.eligibility.${name}`}
            label={t(name)}
            hint={t(`${name}Hint`)}
            defaultValue={eligibility[name].join(" ")}
            error={eligibility[name].map((_, at) => acting.errorOf(`${id}.eligibility.${name}.${at}`)).find(Boolean)}
            onChange={(event) => conditions({ [name]: codes(event.target.value) })}
          />
        ))}
      </div>
      <Choices
        legend={t("organisationKinds")}
        choices={organisationKinds.map((kind) => ({ value: kind, label: t(`kind_${kind}`) }))}
        value={eligibility.organisationKinds}
        onChange={(next) => conditions({ organisationKinds: organisationKinds.filter((kind) => next.includes(kind)) })}
      />
      <Choices
        legend={t("ageBands")}
        choices={ageBands.map((band) => ({ value: band, label: t(`age_${band}`) }))}
        value={eligibility.ageBands}
        onChange={(next) => conditions({ ageBands: ageBands.filter((band) => next.includes(band)) })}
      />
      <CheckField
        id={`${id}.eligibility.student`}
        label={t("studentsOnly")}
        checked={eligibility.student}
        onChange={(event) => conditions({ student: event.target.checked })}
      />
      <div>
        <Button variant="quiet" onClick={onRemove}>
          {c("remove")}
        </Button>
      </div>
    </div>
  );
}
