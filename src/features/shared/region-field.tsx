"use client";

import { useLocale } from "next-intl";
import { useId } from "react";
import type { Locale } from "@/domain/shared/locale";
import { TextField } from "@/ui/field";
import { regionName, regionOptions } from "./concept-names";

type Props = {
  id: string;
  label: string;
  hint: string;
  optional: string;
  value: string;
  error: string | undefined;
  onChange: (event: { target: { value: string } }) => void;
};

/** A code of ISO 3166, with the provinces of China to choose from by name; what a code means stands beside it. */
export function RegionField({ hint, ...field }: Props) {
  const locale = useLocale() as Locale;
  const listId = useId();
  const name = regionName(field.value, locale);
  return (
    <>
      <TextField
        {...field}
        className="max-w-72"
        list={listId}
        hint={name === field.value ? hint : `${hint} — ${name}`}
      />
      <datalist id={listId}>
        {regionOptions(locale).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
    </>
  );
}
