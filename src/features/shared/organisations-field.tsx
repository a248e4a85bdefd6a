"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { OrganisationSearch } from "./organisation-search";

export type NamedOrganisation = { id: string; name: string };

/** Several organisations, found by name and taken out again one by one. */
export function OrganisationsField({
  id,
  legend,
  optional,
  none,
  among,
  hint,
  chosen,
  error,
  onChange,
}: Pick<ComponentProps<typeof OrganisationSearch>, "id" | "among" | "error"> & {
  legend: string;
  optional?: string;
  hint?: string;
  /** What it means that nobody is named. */
  none?: string;
  chosen: readonly NamedOrganisation[];
  onChange: (next: NamedOrganisation[]) => void;
}) {
  const c = useTranslations("common");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 [&_label]:font-normal">
      <legend className="mb-1 font-semibold">
        {legend} {optional ? <span className="font-normal text-ink-soft">{optional}</span> : null}
      </legend>
      {hint ? <p className="-mt-2 max-w-prose text-sm text-ink-soft">{hint}</p> : null}
      {chosen.length === 0 && none ? <p className="text-ink-soft">{none}</p> : null}
      <ul className="flex flex-wrap gap-1.5 empty:hidden">
        {chosen.map((one) => (
          <li
            key={one.id}
            className="inline-flex items-center gap-1 rounded-full bg-brand-soft py-0.5 pr-1 pl-3 text-brand"
          >
            {one.name}
            <button
              type="button"
              className="rounded-full p-1 hover:bg-surface"
              aria-label={`${c("remove")} ${one.name}`}
              onClick={() => onChange(chosen.filter((other) => other.id !== one.id))}
            >
              <X aria-hidden className="size-4" />
            </button>
          </li>
        ))}
      </ul>
      <OrganisationSearch
        id={id}
        {...(among ? { among } : {})}
        error={error}
        chosen={chosen.map((one) => one.id)}
        onChoose={(one) => onChange([...chosen, one])}
      />
    </fieldset>
  );
}
