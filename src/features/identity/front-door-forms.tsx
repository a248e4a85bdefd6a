"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { completeSignIn } from "@/features/shared/complete-sign-in";
import { useAct } from "@/features/shared/use-act";
import { Callout } from "@/ui/callout";
import { TextField } from "@/ui/field";
import { Form } from "./form";

type Fields = { email: string; password: string; nameZh: string; nameEn: string };
const empty: Fields = { email: "", password: "", nameZh: "", nameEn: "" };

function useFields() {
  const acting = useAct();
  const locale = useLocale() as Locale;
  const [fields, setFields] = useState(empty);
  const text = (name: keyof Fields) => ({
    id: name,
    value: fields[name],
    error: acting.errorOf(name),
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  });
  return { acting, locale, fields, text };
}

function MailSent() {
  const t = useTranslations("identity");
  return (
    <Callout tone="good" title={t("mailSent")}>
      <p>{t("mailSentText")}</p>
    </Callout>
  );
}

export function SignUpForm() {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const { acting, locale, fields, text } = useFields();
  const [sent, setSent] = useState(false);
  if (sent) return <MailSent />;
  return (
    <Form
      acting={acting}
      submit={t("signUpSend")}
      send={async () => setSent((await api.identity.signUp.mutate({ ...fields, locale })).sent)}
    >
      <TextField {...text("email")} label={t("email")} type="email" autoComplete="username" />
      <TextField
        {...text("password")}
        label={t("password")}
        hint={t("passwordHint")}
        type="password"
        autoComplete="new-password"
      />
      <TextField {...text("nameZh")} label={t("nameZh")} optional={c("optional")} />
      <TextField {...text("nameEn")} label={t("nameEn")} optional={c("optional")} />
    </Form>
  );
}

/** Asks for a letter with a link; the answer never tells whether the address is known. */
export function MailLinkForm({ purpose }: { purpose: "signIn" | "reset" }) {
  const t = useTranslations("identity");
  const { acting, locale, fields, text } = useFields();
  const [sent, setSent] = useState(false);
  if (sent) return <MailSent />;
  const ask = purpose === "signIn" ? api.identity.requestMagicLink : api.identity.requestPasswordReset;
  return (
    <Form
      acting={acting}
      submit={purpose === "signIn" ? t("linkSend") : t("resetAsk")}
      send={async () => setSent((await ask.mutate({ email: fields.email, locale })).sent)}
    >
      <TextField {...text("email")} label={t("email")} type="email" autoComplete="username" />
    </Form>
  );
}

/** The second factor is asked for on the sign-in page; its ticket travels behind the #, which no server sees. */
async function follow(step: Outputs["identity"]["signInByLink"], next: string, locale: Locale): Promise<void> {
  if (step.step === "done") await completeSignIn(step.ticket, next);
  else window.location.assign(`/${locale}/sign-in?next=${encodeURIComponent(next)}#ticket=${step.ticket}`);
}

/** Following a link shows this button; only pressing it uses the link, so that mail scanners do not. */
export function UseLinkForm({ token, next }: { token: string; next: string }) {
  const t = useTranslations("identity");
  const { acting, locale } = useFields();
  return (
    <Form
      acting={acting}
      submit={t("linkUse")}
      send={async () => follow(await api.identity.signInByLink.mutate({ token }), next, locale)}
    />
  );
}

/** The password of the sign-up, once more: it tells the person who signed up from the one who owns the mailbox. */
export function VerifyEmailForm({ token, next }: { token: string; next: string }) {
  const t = useTranslations("identity");
  const { acting, locale, fields, text } = useFields();
  return (
    <>
      <Form
        acting={acting}
        submit={t("verifySend")}
        send={async () =>
          follow(await api.identity.verifyEmail.mutate({ token, password: fields.password }), next, locale)
        }
      >
        <TextField {...text("password")} label={t("password")} type="password" autoComplete="current-password" />
      </Form>
      <p className="mt-6 max-w-prose">
        {t("verifyNotMe")}{" "}
        <Link href={`/${locale}/reset-password`} className="text-brand underline">
          {t("forgot")}
        </Link>
      </p>
    </>
  );
}

export function ResetForm({ token }: { token: string }) {
  const t = useTranslations("identity");
  const { acting, fields, text } = useFields();
  const [done, setDone] = useState(false);
  if (done) return <Callout tone="good">{t("resetDone")}</Callout>;
  return (
    <Form
      acting={acting}
      submit={t("resetSend")}
      send={async () => setDone((await api.identity.resetPassword.mutate({ token, password: fields.password })).done)}
    >
      <TextField
        {...text("password")}
        label={t("newPassword")}
        hint={t("passwordHint")}
        type="password"
        autoComplete="new-password"
      />
    </Form>
  );
}

export function FirstRunForm({ token }: { token: string }) {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const { acting, locale, fields, text } = useFields();
  return (
    <Form
      acting={acting}
      submit={t("firstSend")}
      send={async () => {
        const { ticket } = await api.identity.claimFirstRun.mutate({ ...fields, token, locale });
        await completeSignIn(ticket, `/${locale}/account/second-factor`);
      }}
    >
      <TextField {...text("email")} label={t("email")} type="email" autoComplete="username" />
      <TextField
        {...text("password")}
        label={t("password")}
        hint={t("passwordHint")}
        type="password"
        autoComplete="new-password"
      />
      <TextField {...text("nameZh")} label={t("nameZh")} optional={c("optional")} />
      <TextField {...text("nameEn")} label={t("nameEn")} optional={c("optional")} />
    </Form>
  );
}

export function AcceptInvitation({ token }: { token: string }) {
  const t = useTranslations("identity");
  const acting = useAct();
  const locale = useLocale();
  return (
    <Form
      acting={acting}
      submit={t("inviteAccept")}
      send={async () => {
        const { organisationId } = await api.identity.acceptInvitation.mutate({ token });
        window.location.assign(`/${locale}/organisations/${organisationId}`);
      }}
    />
  );
}
