"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Clause, Rule } from "@/domain/guidance/schema";
import { organisationKinds } from "@/domain/shared/actor";
import type { Locale } from "@/domain/shared/locale";
import { sizeBands } from "@/domain/shared/size-bands";
import { conceptTags } from "@/features/shared/concept-names";
import { Button } from "@/ui/button";
import { CheckField } from "@/ui/field";
import { TagPicker } from "@/ui/tag-picker";
import { RegionPicker } from "./region-picker";

const empty: Clause = { kinds: [], sectors: [], regions: [], sizes: [], assets: [] };

/** To whom a document applies: rules of which one is enough, and exceptions. */
export function RuleFields({
  rule,
  onChange,
  error,
}: {
  rule: Rule;
  onChange: (next: Rule) => void;
  error?: string | undefined;
}) {
  const t = useTranslations("guidance");
  const set = (part: "include" | "except", clauses: Clause[]) => onChange({ ...rule, [part]: clauses });
  return (
    <div id="content.rule" className="flex flex-col gap-4">
      <p className="max-w-prose text-sm text-ink-soft">{t("clauseHint")}</p>
      {error ? <p className="font-medium text-bad">{error}</p> : null}
      {(["include", "except"] as const).map((part) =>
        rule[part].map((clause, index) => (
          <ClauseFields
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity besides their place
            key={`${part}-${index}`}
            id={`${part}-${index}`}
            legend={t(part === "include" ? "clause" : "except", { number: index + 1 })}
            clause={clause}
            onChange={(next) =>
              set(
                part,
                rule[part].map((one, at) => (at === index ? next : one)),
              )
            }
            onRemove={() =>
              set(
                part,
                rule[part].filter((_, at) => at !== index),
              )
            }
          />
        )),
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => set("include", [...rule.include, empty])}>{t("addClause")}</Button>
        <Button onClick={() => set("except", [...rule.except, empty])}>{t("addExcept")}</Button>
      </div>
    </div>
  );
}

function ClauseFields({
  id,
  legend,
  clause,
  onChange,
  onRemove,
}: {
  id: string;
  legend: string;
  clause: Clause;
  onChange: (next: Clause) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const words = { remove: c("remove"), none: c("nothingFound") };
  const nothing = Object.values(clause).every((values) => values.length === 0);
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line p-4">
      <legend className="px-1 font-semibold">
        {legend} {nothing ? `(${t("everybody")})` : ""}
      </legend>
      <Checks
        id={`${id}-kinds`}
        label={t("facet_kinds")}
        options={organisationKinds.map((one) => ({ value: one, label: t(`okind_${one}`) }))}
        chosen={clause.kinds}
        onChange={(kinds) => onChange({ ...clause, kinds })}
      />
      <Checks
        id={`${id}-sizes`}
        label={t("facet_sizes")}
        options={sizeBands.map((one) => ({ value: one, label: t(`size_${one}`) }))}
        chosen={clause.sizes}
        onChange={(sizes) => onChange({ ...clause, sizes })}
      />
      <TagPicker
        id={`${id}-sectors`}
        label={t("facet_sectors")}
        tags={conceptTags(locale, ["sector"])}
        value={clause.sectors}
        onChange={(sectors) => onChange({ ...clause, sectors })}
        words={words}
      />
      <RegionPicker
        id={`${id}-regions`}
        value={clause.regions}
        onChange={(regions) => onChange({ ...clause, regions })}
      />
      <TagPicker
        id={`${id}-assets`}
        label={t("facet_assets")}
        tags={conceptTags(locale, ["asset"])}
        value={clause.assets}
        onChange={(assets) => onChange({ ...clause, assets })}
        words={words}
      />
      <div>
        <Button variant="quiet" onClick={onRemove}>
          {c("remove")}
        </Button>
      </div>
    </fieldset>
  );
}

/** Several of a few: check boxes under one label. */
export function Checks<T extends string>({
  id,
  label,
  options,
  chosen,
  onChange,
}: {
  id: string;
  label: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange: (next: T[]) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {options.map((option) => (
          <CheckField
            key={option.value}
            id={`${id}-${option.value}`}
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, option.value] : chosen.filter((one) => one !== option.value))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
