"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { TextField } from "@/ui/field";

/** Foreign issuers that the operators know: whose good signature counts as valid. */
export function IssuerDesk({ issuers }: { issuers: Outputs["credentials"]["issuers"] }) {
  const t = useTranslations("credentials");
  const c = useTranslations("common");
  const blank = { id: "", name: "", reason: "" };
  const [form, setForm] = useState(blank);
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-ink-soft">{t("issuersHint")}</p>
      {issuers.length > 0 ? (
        <ul className="flex flex-col divide-y divide-line">
          {issuers.map((one) => (
            <li key={one.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
              <p className="min-w-0 flex-1 basis-60">
                <span className="font-medium break-words">{one.name}</span>
                <code className="block text-sm break-all text-ink-soft">{one.id}</code>
                <span className="block text-sm text-ink-soft">{one.reason}</span>
              </p>
              <ActForm submit={c("remove")} send={() => api.credentials.dropIssuer.mutate({ id: one.id })} />
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("issuersNone")}</p>
      )}
      <ActForm
        submit={t("addIssuer")}
        send={async () => {
          await api.credentials.addIssuer.mutate(form);
          setForm(blank);
        }}
      >
        {(errorOf) =>
          (["id", "name", "reason"] as const).map((key) => (
            <TextField
              key={key}
              id={`issuer-${key}`}
              label={t(`issuer_${key}`)}
              hint={key === "id" ? t("issuerIdHint") : undefined}
              value={form[key]}
              error={errorOf(key)}
              onChange={(event) => setForm({ ...form, [key]: event.target.value })}
            />
          ))
        }
      </ActForm>
    </div>
  );
}
