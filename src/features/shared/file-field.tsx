"use client";

import { useTranslations } from "next-intl";
import { type InputHTMLAttributes, useState } from "react";
import { type Described, describedBy, Field } from "@/ui/field";

type Props = Described &
  Pick<InputHTMLAttributes<HTMLInputElement>, "accept" | "disabled" | "multiple" | "required"> & {
    /** Takes what was chosen at once; without it the files stay in the field, under their names, for the form to read. */
    onFiles?: (files: File[]) => void | Promise<void>;
  };

/** Chosen by a click, by the keyboard or by dropping; in the page's language, which the browser's own field is not. */
export function FileField({ label, hint, error, optional, onFiles, ...input }: Props) {
  const t = useTranslations("common");
  const [names, setNames] = useState<string[]>([]);
  const { id, multiple = false } = input;
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <div className="relative flex min-h-11 flex-wrap items-center gap-3 rounded-md border border-line-strong bg-surface p-2 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand">
        <input
          {...input}
          type="file"
          className="absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-not-allowed"
          aria-describedby={describedBy({ id, label, hint, error })}
          aria-invalid={error ? true : undefined}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            if (!onFiles) return setNames(files.map(({ name }) => name));
            event.target.value = "";
            if (files.length > 0) void onFiles(files);
          }}
        />
        <span aria-hidden className="rounded-md border border-line-strong bg-sunken px-3 py-1 font-medium">
          {t(multiple ? "chooseFiles" : "chooseFile")}
        </span>
        <span aria-hidden className="min-w-0 break-words text-ink-soft">
          {names.length > 0 ? names.join(" · ") : t("orDrop")}
        </span>
      </div>
    </Field>
  );
}
