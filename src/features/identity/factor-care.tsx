"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api } from "@/features/shared/api";
import { TextField } from "@/ui/field";
import { RecoveryCodes } from "./second-factor";

/** New recovery codes for the old ones, or no authenticator app any more; both ask for a code once again. */
export function FactorCare() {
  const t = useTranslations("identity");
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<string[]>([]);
  return (
    <details className="mb-6">
      <summary className="cursor-pointer text-brand">{t("factorCare")}</summary>
      <div className="mt-3 flex flex-col gap-4">
        {codes.length > 0 ? <RecoveryCodes codes={codes} /> : null}
        <ActForm
          submit={t("renewCodes")}
          send={async () => {
            setCodes((await api.identity.renewRecoveryCodes.mutate({ code })).recoveryCodes);
            setCode("");
          }}
          second={{
            label: t("removeTotp"),
            send: async () => {
              await api.identity.removeTotp.mutate({ code });
              setCode("");
            },
          }}
        >
          {(errorOf) => (
            <>
              <p className="max-w-prose text-ink-soft">{t("factorCareHint")}</p>
              <TextField
                id="care-code"
                label={t("code")}
                hint={t("codeHint")}
                autoComplete="one-time-code"
                value={code}
                error={errorOf("code")}
                onChange={(event) => setCode(event.target.value)}
              />
            </>
          )}
        </ActForm>
      </div>
    </details>
  );
}
