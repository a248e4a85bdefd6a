"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { api, type Outputs } from "@/features/shared/api";
import { TextField } from "@/ui/field";
import { ActForm } from "./act-form";

type Clause = Outputs["standards"]["clause"];

/** The editor's script comes only to those who open a clause. */
const ClauseEditor = dynamic(() => import("./clause-editor"), { ssr: false });

export function ClauseDesk({ clause, name }: { clause: Clause; name: string }) {
  const t = useTranslations("standards");
  return (
    <div className="flex flex-col gap-6">
      <ClauseEditor clauseId={clause.id} number={clause.number} name={name} mayEdit={clause.can.edit} />
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
        <details>
          <summary className="cursor-pointer text-bad">{t("deleteClause")}</summary>
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
        </details>
      ) : null}
    </div>
  );
}
