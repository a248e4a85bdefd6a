"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { ContentNode } from "@/domain/standards/content";
import { api, type Outputs } from "@/features/shared/api";
import { CheckField, TextAreaField } from "@/ui/field";
import { ActForm } from "./act-form";

type Clause = Outputs["standards"]["clause"];
type Comment = Outputs["standards"]["comments"][number];

const StaticEditor = dynamic(() => import("./static-editor"), { ssr: false });

/** The clause as it should read, tables, figures and formulas with it, and the accepted comments that call for it. */
export function RequestChangeForm({
  clause,
  clauses,
  language,
  comments,
}: {
  clause: Clause;
  clauses: Outputs["standards"]["get"]["clauses"];
  language: "zh-CN" | "en";
  comments: readonly Comment[];
}) {
  const t = useTranslations("standardsLife");
  const content = useRef<readonly ContentNode[]>(clause.content);
  return (
    <div className="flex flex-col gap-5">
      <StaticEditor
        content={clause.content}
        standardId={clause.standardId}
        label={t("newText", { number: clause.number })}
        clauseId={clause.id}
        clauses={clauses}
        language={language}
        onChange={(next) => {
          content.current = next;
        }}
      />
      <ActForm
        submit={t("requestChange")}
        variant="primary"
        onSend={async ({ text, key }) => {
          await api.standardsLife.requestChange.mutate({
            standardId: clause.standardId,
            clauseId: clause.id,
            clauseVersion: clause.version,
            content: [...content.current],
            reason: text("reason"),
            commentIds: comments.filter(({ id }) => text(`comment-${id}`) !== "").map(({ id }) => id),
            idempotencyKey: key,
          });
        }}
      >
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
    </div>
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
