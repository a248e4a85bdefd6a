"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { ContentNode } from "@/domain/standards/content";
import { api, type Outputs } from "@/features/shared/api";
import { ActForm } from "./act-form";

type Clause = Outputs["standards"]["clause"];

const StaticEditor = dynamic(() => import("./static-editor"), { ssr: false });

type Props = { clause: Clause; clauses: Outputs["standards"]["get"]["clauses"]; language: "zh-CN" | "en" };

/** For networks that let no live connection through: the text is sent whole, against the version that was read. */
export function ClauseForm({ clause, clauses, language }: Props) {
  const t = useTranslations("standards");
  const content = useRef<readonly ContentNode[]>(clause.content);
  return (
    <div key={clause.version} className="flex flex-col gap-3">
      <p className="max-w-prose text-ink-soft">{t("formNote")}</p>
      <StaticEditor
        content={clause.content}
        standardId={clause.standardId}
        label={t("editorLabel", { number: clause.number })}
        clauseId={clause.id}
        clauses={clauses}
        language={language}
        onChange={(next) => {
          content.current = next;
        }}
      />
      <ActForm
        submit={t("save")}
        variant="primary"
        onSend={async () => {
          await api.standards.saveClause.mutate({
            id: clause.id,
            version: clause.version,
            content: [...content.current],
          });
        }}
      >
        {null}
      </ActForm>
    </div>
  );
}
