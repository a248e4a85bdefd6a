"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { api, type Outputs } from "@/features/shared/api";
import { FileField } from "@/features/shared/file-field";
import { uploadFile } from "@/features/shared/upload";
import { ActForm } from "./act-form";

type Told =
  | { kind: "comments"; told: Outputs["standardsText"]["importComments"] }
  | { kind: "draft"; told: Outputs["standardsText"]["importDraft"] };

function chosen(id: string): File | undefined {
  return document.querySelector<HTMLInputElement>(`#${id}`)?.files?.[0];
}

/** A filled comment form in any of its three formats; what was refused is said row by row. */
export function CommentFileForm({ standardId }: { standardId: string }) {
  const t = useTranslations("standards");
  const [told, setTold] = useState<Told | null>(null);
  return (
    <>
      <ActForm
        submit={t("importComments")}
        onSend={async ({ key }) => {
          const file = chosen("comment-file");
          if (!file) return;
          const { id } = await uploadFile("standardComments", file);
          const answer = await api.standardsText.importComments.mutate({ standardId, fileId: id, idempotencyKey: key });
          setTold({ kind: "comments", told: answer });
        }}
      >
        <FileField
          id="comment-file"
          accept=".csv,.xlsx,.docx"
          label={t("commentFile")}
          hint={t("commentFileHint")}
          required
        />
      </ActForm>
      <Report told={told} />
    </>
  );
}

/** A draft that was written elsewhere; its clauses are recognised and added. */
export function DraftFileForm({ standardId }: { standardId: string }) {
  const t = useTranslations("standards");
  const [told, setTold] = useState<Told | null>(null);
  return (
    <>
      <ActForm
        submit={t("importDraft")}
        onSend={async ({ key }) => {
          const file = chosen("draft-file");
          if (!file) return;
          const { id } = await uploadFile("standardDraft", file);
          const answer = await api.standardsText.importDraft.mutate({ standardId, fileId: id, idempotencyKey: key });
          setTold({ kind: "draft", told: answer });
        }}
      >
        <FileField
          id="draft-file"
          accept=".docx,.md,.markdown,.txt"
          label={t("draftFile")}
          hint={t("draftFileHint")}
          required
        />
      </ActForm>
      <Report told={told} />
    </>
  );
}

function Report({ told }: { told: Told | null }) {
  const t = useTranslations("standards");
  if (!told) return null;
  const lines =
    told.kind === "comments"
      ? told.told.problems.map(({ row, code, name }) => t(`problem_${code}`, { row, name }))
      : told.told.notes.map(({ at, code, name }) => t(`left_${code}`, { at, name }));
  return (
    <div role="status" className="mt-3">
      <p className="font-semibold">
        {told.kind === "comments"
          ? t("imported", { count: told.told.imported })
          : t("importedClauses", { count: told.told.clauses })}
      </p>
      <ul className="list-disc pl-6">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
