"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilePurpose } from "@/domain/shared/files";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { type Uploaded, uploadFile } from "./upload";

type Props = {
  id: string;
  label: string;
  hint?: string;
  purpose: FilePurpose;
  value: readonly Uploaded[];
  onChange: (next: Uploaded[]) => void;
};

/** Uploads as soon as a file is chosen, so that what is wrong with it is said at once. */
export function FilePicker({ id, label, hint, purpose, value, onChange }: Props) {
  const t = useTranslations("common");
  const [error, setError] = useState<string>();
  const [pending, setPending] = useState(false);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        type="file"
        multiple
        className="w-full min-w-0 rounded-md border border-line-strong bg-surface p-2"
        disabled={pending}
        onChange={async (event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          setError(undefined);
          setPending(true);
          const done: Uploaded[] = [];
          for (const file of files) {
            await uploadFile(purpose, file).then(
              (view) => done.push(view),
              (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)),
            );
          }
          onChange([...value, ...done]);
          setPending(false);
        }}
      />
      <ul className="mt-1 flex flex-col gap-1" aria-live="polite">
        {value.map((file) => (
          <li key={file.id} className="flex items-center justify-between gap-3 rounded-md bg-sunken px-3 py-1">
            <span className="min-w-0 break-words">
              {file.name} <span className="text-ink-soft">({Math.ceil(file.size / 1024)} KB)</span>
            </span>
            <Button variant="quiet" onClick={() => onChange(value.filter(({ id: other }) => other !== file.id))}>
              {t("remove")}
            </Button>
          </li>
        ))}
      </ul>
    </Field>
  );
}
