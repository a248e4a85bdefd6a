"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { api, type Outputs } from "@/features/shared/api";
import { TextField } from "@/ui/field";
import { ActForm } from "./act-form";
import { ClauseForm } from "./clause-form";
import { MergeForm, MoveClauseForm, RenameForm, SplitForm } from "./tree-forms";

type Clause = Outputs["standards"]["clause"];

/** The editor's script comes only to those who open a clause. */
const ClauseEditor = dynamic(() => import("./clause-editor"), { ssr: false });

type Props = {
  clause: Clause;
  clauses: Outputs["standards"]["get"]["clauses"];
  language: "zh-CN" | "en";
  name: string;
  /** Written in a form rather than over a live connection. */
  byForm: boolean;
};

export function ClauseDesk({ clause, clauses, language, name, byForm }: Props) {
  const t = useTranslations("standards");
  return (
    <div className="flex flex-col gap-6">
      {byForm && clause.can.edit ? (
        <ClauseForm clause={clause} clauses={clauses} language={language} />
      ) : (
        <ClauseEditor
          clauseId={clause.id}
          standardId={clause.standardId}
          number={clause.number}
          name={name}
          mayEdit={clause.can.edit}
          clauses={clauses}
          language={language}
        />
      )}
      {clause.can.edit ? (
        <p>
          <Link href={byForm ? "?" : "?form=1"} className="text-brand underline">
            {t(byForm ? "liveInstead" : "formInstead")}
          </Link>
        </p>
      ) : null}
      {clause.can.lock ? (
        <ActForm
          submit={clause.locked ? t("unlock") : t("lock")}
          onSend={async () => {
            await api.standards.lockClause.mutate({ id: clause.id, locked: !clause.locked });
          }}
        >
          {null}
        </ActForm>
      ) : null}
      {clause.can.shape ? (
        <section aria-label={t("shape")} className="flex max-w-prose flex-col gap-2">
          <h2 className="text-xl">{t("shape")}</h2>
          <Fold title={t("rename")}>
            <RenameForm clause={clause} />
          </Fold>
          <Fold title={t("moveClause")}>
            <MoveClauseForm clause={clause} clauses={clauses} />
          </Fold>
          <Fold title={t("splitClause")}>
            <SplitForm clause={clause} />
          </Fold>
          <Fold title={t("mergeClauses")}>
            <MergeForm clause={clause} clauses={clauses} />
          </Fold>
          <Fold title={t("deleteClause")}>
            <ActForm
              submit={t("deleteClause")}
              variant="danger"
              onSend={async ({ text }) => {
                const { version } = await api.standards.clause.query({ id: clause.id });
                await api.standards.deleteClause.mutate({ id: clause.id, version, reason: text("deleteReason") });
                location.assign(location.pathname.replace(/\/clauses\/.*$/u, ""));
              }}
            >
              <TextField id="deleteReason" name="deleteReason" label={t("reason")} hint={t("deleteNote")} required />
            </ActForm>
          </Fold>
        </section>
      ) : null}
    </div>
  );
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-2">
      <summary className="cursor-pointer py-1 font-semibold text-brand">{title}</summary>
      <div className="py-3">{children}</div>
    </details>
  );
}
