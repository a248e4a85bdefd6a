"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DocumentContent } from "@/domain/guidance/schema";
import { FilePicker } from "@/features/shared/file-picker";
import type { Uploaded } from "@/features/shared/upload";

/** Attachments, and forms that small firms can fill in; files of earlier saves stay until they are removed here. */
export function FormFiles({
  content,
  onChange,
}: {
  content: DocumentContent;
  onChange: (change: Partial<DocumentContent>) => void;
}) {
  const t = useTranslations("guidance");
  const kept = (ids: readonly string[]): Uploaded[] => ids.map((id) => ({ id, name: t("keptFile"), size: 0 }));
  const [files, setFiles] = useState(kept(content.fileIds));
  const [forms, setForms] = useState(kept(content.formIds));
  return (
    <>
      <FilePicker
        id="content.fileIds"
        label={t("attachments")}
        purpose="guidanceAttachment"
        value={files}
        onChange={(next) => {
          setFiles(next);
          onChange({ fileIds: next.map(({ id }) => id) });
        }}
      />
      <FilePicker
        id="content.formIds"
        label={t("forms")}
        purpose="guidanceAttachment"
        value={forms}
        onChange={(next) => {
          setForms(next);
          onChange({ formIds: next.map(({ id }) => id) });
        }}
      />
    </>
  );
}
