"use client";

import { useTranslations } from "next-intl";
import { editableBlocks, rewrite } from "@/domain/standards/change-text";
import { api, type Outputs } from "@/features/shared/api";
import { CheckField, TextAreaField } from "@/ui/field";
import { ActForm } from "./act-form";

type Clause = Outputs["standards"]["clause"];
type Comment = Outputs["standards"]["comments"][number];

/** The clause's paragraphs to be rewritten, with the accepted comments that call for it. */
export function RequestChangeForm({ clause, comments }: { clause: Clause; comments: readonly Comment[] }) {
  const t = useTranslations("standardsLife");
  const blocks = editableBlocks(clause.content);
  const kept = clause.content.length - blocks.length;
  return (
    <ActForm
      submit={t("requestChange")}
      variant="primary"
      onSend={async ({ text, key }) => {
        const texts = new Map(blocks.map(({ index }) => [index, text(`block-${index}`)]));
        await api.standardsLife.requestChange.mutate({
          standardId: clause.standardId,
          clauseId: clause.id,
          clauseVersion: clause.version,
          content: rewrite(clause.content, texts, text("added")),
          reason: text("reason"),
          commentIds: comments.filter(({ id }) => text(`comment-${id}`) !== "").map(({ id }) => id),
          idempotencyKey: key,
        });
      }}
    >
      {blocks.map(({ index, text }, place) => (
        <TextAreaField
          key={`${clause.id}${index}`}
          id={`block-${index}`}
          name={`block-${index}`}
          label={t("newText", { number: place + 1 })}
          defaultValue={text}
          rows={3}
        />
      ))}
      {kept > 0 ? <p className="text-ink-soft">{t("keptParts", { count: kept })}</p> : null}
      <TextAreaField id="added" name="added" label={t("addText")} hint={t("addTextHint")} rows={2} />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-semibold">{t("answersComments")}</legend>
        {comments.length === 0 ? <p className="text-ink-soft">{t("noAccepted")}</p> : null}
        {comments.map(({ id, number, comment }) => (
          <CheckField
            key={id}
            id={`comment-${id}`}
            name={`comment-${id}`}
            label={`${number}. ${comment.slice(0, 120)}`}
          />
        ))}
      </fieldset>
      <TextAreaField id="change-reason" name="reason" label={t("changeReason")} rows={2} required />
    </ActForm>
  );
}

export function DecideForm({ id }: { id: string }) {
  const t = useTranslations("standardsLife");
  const decide = (accept: boolean) => async (reason: string) => {
    await api.standardsLife.decideChange.mutate({ id, accept, reason });
  };
  return (
    <div className="grid gap-4 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-end">
      <ActForm submit={t("accept")} onSend={() => decide(true)("")}>
        {null}
      </ActForm>
      <ActForm submit={t("reject")} onSend={({ text }) => decide(false)(text("reason"))}>
        <TextAreaField id={`reason-${id}`} name="reason" label={t("decisionReason")} rows={1} />
      </ActForm>
    </div>
  );
}

export function ApplyForm({ id }: { id: string }) {
  const t = useTranslations("standardsLife");
  return (
    <ActForm
      submit={t("apply")}
      variant="primary"
      onSend={async () => {
        await api.standardsLife.applyChange.mutate({ id });
      }}
    >
      {null}
    </ActForm>
  );
}
