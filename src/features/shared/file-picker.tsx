"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FilePurpose } from "@/domain/shared/files";
import { Button } from "@/ui/button";
import { FileField } from "./file-field";
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
    <div className="flex flex-col gap-1">
      <FileField
        id={id}
        label={label}
        hint={hint}
        error={error}
        multiple
        disabled={pending}
        onFiles={async (files) => {
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
      <ul className="flex flex-col gap-1" aria-live="polite">
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
    </div>
  );
}
