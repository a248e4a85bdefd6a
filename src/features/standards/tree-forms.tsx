"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { api, type Outputs } from "@/features/shared/api";
import { SelectField, TextField } from "@/ui/field";
import { ActForm } from "./act-form";

type Clause = Outputs["standards"]["clause"];
type Clauses = Outputs["standards"]["get"]["clauses"];
type Props = { clause: Clause; clauses: Clauses };

/** The clause as it is at the moment of the click: live writing raises its version while this page is open. */
async function versionOf(id: string): Promise<number> {
  return (await api.standards.clause.query({ id })).version;
}

/** The passage that begins the new clause, as people recognise it. */
function beginnings(clause: Clause, empty: string) {
  const words = (node: Clause["content"][number]): string =>
    node.text ?? (node.content ?? []).map((child) => words(child)).join("");
  return clause.content
    .map((node, index) => ({ value: String(index), label: `${index + 1} · ${words(node).slice(0, 40) || empty}` }))
    .slice(1);
}

export function RenameForm({ clause }: { clause: Clause }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("rename")}
      onSend={async ({ text }) => {
        const version = await versionOf(clause.id);
        await api.standards.renameClause.mutate({ id: clause.id, version, title: text("newTitle") });
      }}
    >
      <TextField id="newTitle" name="newTitle" label={t("clauseTitle")} defaultValue={clause.title} maxLength={300} />
    </ActForm>
  );
}

export function MoveClauseForm({ clause, clauses }: Props) {
  const t = useTranslations("standards");
  const others = clauses.filter(({ id }) => id !== clause.id);
  const named = others.map(({ id, number, title, kind }) => ({
    value: id,
    label: `${number} ${title || t(`kind_${kind}`)}`.trim(),
  }));
  return (
    <ActForm
      submit={t("moveClause")}
      onSend={async ({ text }) => {
        const version = await versionOf(clause.id);
        const [place = "", id = ""] = text("place").split(":");
        const after = others.find((one) => one.id === id);
        await api.standardsText.moveClause.mutate({
          id: clause.id,
          version,
          parentId: place === "below" ? id : (after?.parentId ?? null),
          afterId: place === "below" ? null : id || null,
        });
      }}
    >
      <SelectField
        id="place"
        name="place"
        label={t("moveTo")}
        options={[
          { value: "first:", label: t("moveFirst") },
          ...named.flatMap(({ value, label }) => [
            { value: `after:${value}`, label: t("moveAfter", { clause: label }) },
            { value: `below:${value}`, label: t("moveBelow", { clause: label }) },
          ]),
        ]}
      />
    </ActForm>
  );
}

export function SplitForm({ clause }: { clause: Clause }) {
  const t = useTranslations("standards");
  const locale = useLocale();
  const router = useRouter();
  const options = beginnings(clause, t("emptyClause"));
  if (options.length === 0) return <p className="text-ink-soft">{t("splitNothing")}</p>;
  return (
    <ActForm
      submit={t("splitClause")}
      onSend={async ({ text, key }) => {
        const { id } = await api.standardsText.splitClause.mutate({
          id: clause.id,
          version: await versionOf(clause.id),
          before: Number(text("before")),
          title: text("splitTitle"),
          idempotencyKey: key,
        });
        router.push(`/${locale}/standards/${clause.standardId}/clauses/${id}`);
      }}
    >
      <SelectField id="before" name="before" label={t("splitBefore")} options={options} />
      <TextField id="splitTitle" name="splitTitle" label={t("clauseTitle")} maxLength={300} />
    </ActForm>
  );
}

export function MergeForm({ clause, clauses }: Props) {
  const t = useTranslations("standards");
  const locale = useLocale();
  const router = useRouter();
  const options = clauses
    .filter(({ id }) => id !== clause.id)
    .map(({ id, number, title, kind }) => ({ value: id, label: `${number} ${title || t(`kind_${kind}`)}`.trim() }));
  return (
    <ActForm
      submit={t("mergeClauses")}
      onSend={async ({ text }) => {
        const intoId = text("intoId");
        await api.standardsText.mergeClauses.mutate({
          id: clause.id,
          version: await versionOf(clause.id),
          intoId,
          intoVersion: await versionOf(intoId),
          reason: text("mergeReason"),
        });
        router.push(`/${locale}/standards/${clause.standardId}/clauses/${intoId}`);
      }}
    >
      <SelectField id="intoId" name="intoId" label={t("mergeInto")} options={options} />
      <TextField id="mergeReason" name="mergeReason" label={t("reason")} hint={t("deleteNote")} required />
    </ActForm>
  );
}

export function RestoreForm({ standardId, clauseId }: { standardId: string; clauseId: string }) {
  const t = useTranslations("standards");
  return (
    <ActForm
      submit={t("restore")}
      onSend={async ({ key }) => {
        await api.standardsText.restoreClause.mutate({ standardId, clauseId, idempotencyKey: key });
      }}
    >
      {null}
    </ActForm>
  );
}
