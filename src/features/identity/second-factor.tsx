"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { completeSignIn } from "@/features/shared/complete-sign-in";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { TextField } from "@/ui/field";
import { Form } from "./form";

/** Confirms the factor inside a session; the session is exchanged for one that has shown it. */
export function ConfirmFactor({ next }: { next: string }) {
  const t = useTranslations("identity");
  const acting = useAct();
  const [code, setCode] = useState("");
  return (
    <Form
      acting={acting}
      submit={t("factorConfirm")}
      send={async () => completeSignIn((await api.identity.confirmSecondFactor.mutate({ code })).ticket, next)}
    >
      <p>{t("factorEnter")}</p>
      <TextField
        id="code"
        label={t("code")}
        hint={t("codeHint")}
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={acting.errorOf("code")}
      />
    </Form>
  );
}

/** Sets up an authenticator app: secret, first code, recovery codes shown once, then a session with both factors. */
export function EnrolFactor({ next }: { next: string }) {
  const t = useTranslations("identity");
  const acting = useAct();
  const [secret, setSecret] = useState<{ secret: string; qr: string } | null>(null);
  const [code, setCode] = useState("");
  const [done, setDone] = useState<{ recoveryCodes: string[]; ticket: string } | null>(null);
  if (done) {
    return (
      <div className="flex max-w-xl flex-col gap-4">
        <RecoveryCodes codes={done.recoveryCodes} />
        <div>
          <Button variant="primary" onClick={() => void completeSignIn(done.ticket, next)}>
            {t("factorDone")}
          </Button>
        </div>
      </div>
    );
  }
  if (!secret) {
    return (
      <Form
        acting={acting}
        submit={t("factorBegin")}
        send={async () => setSecret(await api.identity.beginTotp.mutate({}))}
      >
        <p className="max-w-prose">{t("factorBeginText")}</p>
      </Form>
    );
  }
  return (
    <Form
      acting={acting}
      submit={t("factorConfirm")}
      send={async () => setDone(await api.identity.confirmTotp.mutate({ code }))}
    >
      <p>{t("factorScan")}</p>
      {/* biome-ignore lint/performance/noImgElement: a data URL made for this person, which no optimiser may see */}
      <img src={secret.qr} alt={t("factorKey")} width={220} height={220} className="rounded bg-white p-2" />
      <p>
        {t("factorKey")}{" "}
        <code id="secret" className="font-mono break-all">
          {secret.secret}
        </code>
      </p>
      <TextField
        id="code"
        label={t("code")}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={acting.errorOf("code")}
      />
    </Form>
  );
}

/** Shown once: they are kept as hashes only. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("identity");
  return (
    <>
      <Callout tone="warn" title={t("factorCodes")}>
        <p>{t("factorCodesText")}</p>
      </Callout>
      <ul className="grid grid-cols-2 gap-2 font-mono">
        {codes.map((one) => (
          <li key={one} className="rounded bg-sunken px-3 py-1">
            {one}
          </li>
        ))}
      </ul>
    </>
  );
}
