"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { completeSignIn, ownPath } from "@/features/shared/complete-sign-in";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const locale = useLocale();
  const acting = useAct();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [ticket, setTicket] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const send = () =>
    acting.run(async () => {
      const step = ticket
        ? await api.identity.signInSecondFactor.mutate({ ticket, code })
        : await api.identity.signIn.mutate({ email, password });
      if (step.step === "secondFactor") setTicket(step.ticket);
      else await completeSignIn(step.ticket, ownPath(next, `/${locale}`));
    });
  return (
    <form
      className="flex max-w-md flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ProblemSummary acting={acting} />
      {ticket ? (
        <TextField
          id="code"
          label={t("code")}
          hint={t("codeHint")}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={acting.errorOf("code")}
        />
      ) : (
        <>
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
        </>
      )}
      <div>
        <Button type="submit" variant="primary" pending={acting.pending}>
          {c("signIn")}
        </Button>
      </div>
    </form>
  );
}
