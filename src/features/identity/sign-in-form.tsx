"use client";

import { startAuthentication } from "@simplewebauthn/browser";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { api } from "@/features/shared/api";
import { beginAtProvider, completeSignIn, ownPath } from "@/features/shared/complete-sign-in";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";
import { Form } from "./form";

/** Password, then the second factor where one is set up; or a passkey, which is both. */
export function SignInForm({ next, providers }: { next: string; providers: readonly { id: string; name: string }[] }) {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const locale = useLocale();
  const acting = useAct();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [ticket, setTicket] = useState<string | null>(null);
  const [code, setCode] = useState("");
  useEffect(() => {
    const waiting = /^#ticket=([\w-]+)$/.exec(window.location.hash)?.[1];
    if (!waiting) return;
    setTicket(waiting);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }, []);
  const target = ownPath(next, `/${locale}`);
  const send = async () => {
    const step = ticket
      ? await api.identity.signInSecondFactor.mutate({ ticket, code })
      : await api.identity.signIn.mutate({ email, password });
    if (step.step === "secondFactor") setTicket(step.ticket);
    else await completeSignIn(step.ticket, target);
  };
  const passkey = async () => {
    const { ticket: challenge, options } = await api.identity.beginPasskeySignIn.mutate({});
    // The server made these options with the same library's other half.
    const response = await startAuthentication({
      optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]["optionsJSON"],
    });
    const step = await api.identity.finishPasskeySignIn.mutate({
      ticket: challenge,
      response: { ...response, clientExtensionResults: { ...response.clientExtensionResults } },
    });
    await completeSignIn(step.ticket, target);
  };
  const byPasskey = (
    <Button pending={acting.pending} onClick={() => void acting.run(passkey)}>
      {t("byPasskey")}
    </Button>
  );
  if (ticket) {
    return (
      <>
        <Form acting={acting} send={send} submit={c("signIn")}>
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
        <div className="mt-6">{byPasskey}</div>
      </>
    );
  }
  return (
    <>
      <Form acting={acting} send={send} submit={c("signIn")}>
        <TextField
          id="email"
          label={t("email")}
          type="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={acting.errorOf("email")}
        />
        <TextField
          id="password"
          label={t("password")}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={acting.errorOf("password")}
        />
      </Form>
      <div className="mt-6 flex max-w-md flex-col items-start gap-3">
        {byPasskey}
        {providers.map(({ id, name }) => (
          <Button key={id} pending={acting.pending} onClick={() => void acting.run(() => beginAtProvider(id, target))}>
            {t("byProvider", { name })}
          </Button>
        ))}
        {(
          [
            ["/sign-in/link", t("byLink")],
            ["/reset-password", t("forgot")],
            ["/sign-up", `${t("noAccount")} ${c("signUp")}`],
          ] as const
        ).map(([path, label]) => (
          <Link key={path} href={`/${locale}${path}`} className="text-brand underline">
            {label}
          </Link>
        ))}
      </div>
    </>
  );
}
