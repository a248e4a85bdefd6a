"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api } from "@/features/shared/api";
import { TextField } from "@/ui/field";

/** The keeper renews a member's term or ends it, with a reason. */
export function TermActs({ id }: { id: string }) {
  const t = useTranslations("experts");
  const [reason, setReason] = useState("");
  const send = (renew: boolean) => api.experts.renewTerm.mutate({ id, renew, reason });
  return (
    <details>
      <summary className="cursor-pointer text-brand">{t("renewOrEnd")}</summary>
      <ActForm
        className="mt-2 min-w-60"
        submit={t("renew")}
        send={() => send(true)}
        second={{ label: t("endTerm"), send: () => send(false) }}
      >
        {(errorOf) => (
          <TextField
            id={`term-${id}`}
            label={t("reason")}
            hint={t("termHint")}
            value={reason}
            error={errorOf("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </ActForm>
    </details>
  );
}

/** A member's own leave: nobody is drawn while on it. */
export function LeaveForm({ id, leave }: { id: string; leave: { from: string; until: string } | null }) {
  const t = useTranslations("experts");
  const [days, setDays] = useState(leave ?? { from: "", until: "" });
  return (
    <ActForm submit={t("takeLeave")} send={() => api.experts.takeLeave.mutate({ id, ...days })}>
      {(errorOf) => (
        <>
          <p className="max-w-prose text-ink-soft">{t("leaveHint")}</p>
          {(["from", "until"] as const).map((key) => (
            <TextField
              key={key}
              id={`leave-${key}`}
              type="date"
              label={t(`leave_${key}`)}
              className="max-w-56"
              value={days[key]}
              error={errorOf(key)}
              onChange={(event) => setDays({ ...days, [key]: event.target.value })}
            />
          ))}
        </>
      )}
    </ActForm>
  );
}
