"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { commentKinds, resolutions } from "@/domain/standards/schema";
import { api, type Inputs, type Outputs } from "@/features/shared/api";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";

type Standard = Outputs["standards"]["get"];
type Problem = Outputs["standards"]["importComments"]["problems"][number];

export function CommentForm({ standard }: { standard: Standard }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("send")}
      variant="primary"
      onSend={async ({ text, key }) => {
        await api.standards.comment.mutate({
          standardId: standard.id,
          clauseId: text("clauseId") || null,
          kind: text("kind") as Inputs["standards"]["comment"]["kind"],
          element: text("element"),
          comment: text("comment"),
          proposedChange: text("proposedChange"),
          idempotencyKey: key,
        });
      }}
    >
      <SelectField
        id="clauseId"
        name="clauseId"
        label={t("clause")}
        options={[
          { value: "", label: t("wholeText") },
          ...standard.clauses.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
        ]}
      />
      <TextField id="element" name="element" label={t("element")} maxLength={200} />
      <SelectField
        id="kind"
        name="kind"
        label={t("commentType")}
        options={commentKinds.map((value) => ({ value, label: `${value} ${t(`type_${value}`)}` }))}
      />
      <TextAreaField id="comment" name="comment" label={t("comment")} rows={3} required />
      <TextAreaField id="proposedChange" name="proposedChange" label={t("proposedChange")} rows={3} />
    </ActForm>
  );
}

export function ResolveForm({ id }: { id: string }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("resolve")}
      onSend={async ({ text }) => {
        const resolution = text("resolution") as Inputs["standards"]["resolveComment"]["resolution"];
        await api.standards.resolveComment.mutate({ id, resolution, reason: text("reason") });
      }}
    >
      <SelectField
        id={`resolution-${id}`}
        name="resolution"
        label={t("resolution")}
        options={resolutions.map((value) => ({ value, label: t(`resolution_${value}`) }))}
      />
      <TextField id={`reason-${id}`} name="reason" label={t("reason")} maxLength={5000} />
    </ActForm>
  );
}

export function CommentFiles({ standardId, mayImport }: { standardId: string; mayImport: boolean }) {
  const t = useTranslations("standards");
  const [told, setTold] = useState<{ imported: number; problems: readonly Problem[] } | null>(null);
  const download = async (template: "iso" | "zh") => {
    const { csv } = await api.standards.exportComments.query({ standardId, template });
    const link = document.createElement("a");
    // With a byte order mark, or spreadsheets read the Chinese as something else.
    link.href = URL.createObjectURL(new Blob(["\uFEFF", csv], { type: "text/csv" }));
    link.download = `comments-${template}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void download("zh")}>{t("exportZh")}</Button>
        <Button onClick={() => void download("iso")}>{t("exportIso")}</Button>
      </div>
      {mayImport ? (
        <ActForm
          submit={t("importComments")}
          onSend={async ({ key }) => {
            const input = document.querySelector<HTMLInputElement>("#comment-file");
            const csv = (await input?.files?.[0]?.text()) ?? "";
            setTold(await api.standards.importComments.mutate({ standardId, csv, idempotencyKey: key }));
          }}
        >
          <TextField id="comment-file" type="file" accept=".csv,text/csv" label={t("importComments")} required />
        </ActForm>
      ) : null}
      {told ? (
        <div role="status">
          <p>{t("imported", { count: told.imported })}</p>
          <ul className="list-disc pl-6">
            {told.problems.map(({ row, code, name }) => (
              <li key={`${row}${code}${name}`}>{t(`problem_${code}`, { row, name })}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

type Finding = Outputs["standards"]["lint"][number];

/** One click changes the word where it was found. */
export function FixForm({ finding }: { finding: Finding }) {
  const t = useTranslations("standards");
  const locale = useLocale();
  const { fix, clauseId, clauseVersion, excerpt } = finding;
  if (!fix || !clauseId || !clauseVersion) return null;
  return (
    <div lang={locale}>
      <ActForm
        submit={fix.to ? t("fix", { to: fix.to }) : t("fixRemove", { from: fix.from })}
        onSend={async () => {
          await api.standards.applyFix.mutate({ clauseId, version: clauseVersion, ...fix, excerpt });
        }}
      >
        {null}
      </ActForm>
    </div>
  );
}
