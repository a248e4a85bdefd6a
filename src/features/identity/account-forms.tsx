"use client";

import { startRegistration } from "@simplewebauthn/browser";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { tokenScopes } from "@/domain/identity/tokens";
import type { Locale } from "@/domain/shared/locale";
import { api, type Outputs } from "@/features/shared/api";
import { completeSignIn } from "@/features/shared/complete-sign-in";
import { dateTime } from "@/features/shared/format";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Callout } from "@/ui/callout";
import { CopyField } from "@/ui/copy-field";
import { DataTable } from "@/ui/data-table";
import { CheckField, SelectField, TextField } from "@/ui/field";
import { Form } from "./form";

type Account = Outputs["identity"]["me"];

export function ProfileForm({ account, timeZones }: { account: Account; timeZones: readonly string[] }) {
  const t = useTranslations("identity");
  const router = useRouter();
  const acting = useAct();
  const [fields, setFields] = useState({
    nameZh: account.nameZh ?? "",
    nameEn: account.nameEn ?? "",
    locale: account.locale === "en" ? ("en" as const) : ("zh-CN" as const),
    timeZone: account.timeZone,
  });
  return (
    <Form
      acting={acting}
      submit={t("saveProfile")}
      primary={false}
      send={async () => {
        await api.identity.updateProfile.mutate({ ...fields, version: account.version });
        router.refresh();
      }}
    >
      <TextField
        id="nameZh"
        label={t("nameZh")}
        value={fields.nameZh}
        onChange={(event) => setFields({ ...fields, nameZh: event.target.value })}
        error={acting.errorOf("nameZh")}
      />
      <TextField
        id="nameEn"
        label={t("nameEn")}
        value={fields.nameEn}
        onChange={(event) => setFields({ ...fields, nameEn: event.target.value })}
        error={acting.errorOf("nameEn")}
      />
      <SelectField
        id="locale"
        label={t("language")}
        value={fields.locale}
        onChange={(event) => setFields({ ...fields, locale: event.target.value === "en" ? "en" : "zh-CN" })}
        options={[
          { value: "zh-CN", label: "中文" },
          { value: "en", label: "English" },
        ]}
      />
      <SelectField
        id="timeZone"
        label={t("timeZone")}
        value={fields.timeZone}
        onChange={(event) => setFields({ ...fields, timeZone: event.target.value })}
        options={timeZones.map((zone) => ({ value: zone, label: zone }))}
        error={acting.errorOf("timeZone")}
      />
    </Form>
  );
}

export function PasswordForm() {
  const t = useTranslations("identity");
  const acting = useAct();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [done, setDone] = useState(false);
  return (
    <Form
      acting={acting}
      submit={t("changePassword")}
      primary={false}
      send={async () => {
        await api.identity.changePassword.mutate({ current, next });
        setCurrent("");
        setNext("");
        setDone(true);
      }}
    >
      {done ? <Callout tone="good">{t("passwordChanged")}</Callout> : null}
      <TextField
        id="current"
        label={t("currentPassword")}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
        error={acting.errorOf("current")}
      />
      <TextField
        id="next"
        label={t("newPassword")}
        hint={t("passwordHint")}
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        error={acting.errorOf("next") ?? acting.errorOf("password")}
      />
    </Form>
  );
}

export function Passkeys({ account }: { account: Account }) {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [name, setName] = useState("");
  const add = async () => {
    const { ticket, options } = await api.identity.beginPasskey.mutate({});
    // The server made these options with the same library's other half.
    const response = await startRegistration({
      optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]["optionsJSON"],
    });
    const made = await api.identity.finishPasskey.mutate({
      ticket,
      name,
      response: { ...response, clientExtensionResults: { ...response.clientExtensionResults } },
    });
    await completeSignIn(made.ticket, `/${locale}/account`);
  };
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-lg">{t("passkeys")}</h3>
      {account.passkeys.length === 0 ? <p className="text-ink-soft">{t("noPasskeys")}</p> : null}
      <ul className="flex flex-col gap-2">
        {account.passkeys.map((passkey) => (
          <li key={passkey.id} className="flex items-center gap-3">
            {passkey.name}
            <Button
              variant="quiet"
              onClick={() =>
                void acting.run(async () => {
                  await api.identity.removePasskey.mutate({ id: passkey.id });
                  router.refresh();
                })
              }
            >
              {c("remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Form acting={acting} submit={t("addPasskey")} primary={false} send={add}>
        <TextField
          id="passkeyName"
          label={t("passkeyName")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={acting.errorOf("name")}
        />
      </Form>
    </div>
  );
}

export function Sessions({ sessions, timeZone }: { sessions: Outputs["identity"]["sessions"]; timeZone: string }) {
  const t = useTranslations("identity");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const end = (id: string | null) =>
    void acting.run(async () => {
      await (id ? api.identity.revokeSession.mutate({ id }) : api.identity.revokeOtherSessions.mutate({}));
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <DataTable
        caption={t("sessions")}
        columns={[
          { key: "device", header: t("device") },
          { key: "since", header: t("since") },
          { key: "seen", header: t("lastSeen") },
          { key: "end", header: "" },
        ]}
        rows={sessions.map((session) => ({
          id: session.id,
          cells: {
            device: (
              <span className="break-words">
                {session.userAgent || "—"} {session.address}
              </span>
            ),
            since: dateTime(session.createdAt, locale, timeZone),
            seen: dateTime(session.lastSeenAt, locale, timeZone),
            end: session.current ? (
              <Badge tone="brand">{t("sessionHere")}</Badge>
            ) : (
              <Button onClick={() => end(session.id)}>{t("revoke")}</Button>
            ),
          },
        }))}
      />
      {sessions.length > 1 ? (
        <div>
          <Button onClick={() => end(null)}>{t("revokeOthers")}</Button>
        </div>
      ) : null}
    </div>
  );
}

export function Tokens({ tokens, timeZone }: { tokens: Outputs["identity"]["tokens"]; timeZone: string }) {
  const t = useTranslations("identity");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [name, setName] = useState("");
  const [days, setDays] = useState("30");
  const [scopes, setScopes] = useState<(typeof tokenScopes)[number][]>(["needs:read"]);
  const [made, setMade] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-ink-soft">{t("tokensHint")}</p>
      {tokens.length > 0 ? (
        <DataTable
          caption={t("tokens")}
          columns={[
            { key: "name", header: t("tokenName") },
            { key: "scopes", header: t("tokenScopes") },
            { key: "expires", header: t("expires") },
            { key: "used", header: t("lastUsed") },
            { key: "end", header: "" },
          ]}
          rows={tokens.map((token) => ({
            id: token.id,
            cells: {
              name: `${token.name} (${token.prefix}…)`,
              scopes: token.scopes.join(", "),
              expires: dateTime(token.expiresAt, locale, timeZone),
              used: token.lastUsedAt ? dateTime(token.lastUsedAt, locale, timeZone) : t("never"),
              end: (
                <Button
                  onClick={() =>
                    void acting.run(async () => {
                      await api.identity.revokeToken.mutate({ id: token.id });
                      router.refresh();
                    })
                  }
                >
                  {t("withdraw")}
                </Button>
              ),
            },
          }))}
        />
      ) : null}
      {made ? (
        <Callout tone="good" title={t("tokenOnce")}>
          <CopyField label={t("tokens")} value={made} copy={c("copy")} copied={c("copied")} />
        </Callout>
      ) : null}
      <Form
        acting={acting}
        submit={t("createToken")}
        primary={false}
        send={async () => {
          const { token } = await api.identity.createToken.mutate({
            name,
            scopes,
            days: Number(days),
            idempotencyKey: crypto.randomUUID(),
          });
          setMade(token);
          router.refresh();
        }}
      >
        <TextField
          id="tokenName"
          label={t("tokenName")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={acting.errorOf("name")}
        />
        <fieldset>
          <legend className="font-semibold">{t("tokenScopes")}</legend>
          {tokenScopes.map((scope) => (
            <CheckField
              key={scope}
              id={`scope-${scope}`}
              label={scope}
              checked={scopes.includes(scope)}
              onChange={(event) =>
                setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            />
          ))}
        </fieldset>
        <TextField
          id="days"
          label={t("tokenDays")}
          inputMode="numeric"
          className="max-w-32"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          error={acting.errorOf("days")}
        />
      </Form>
    </div>
  );
}

export function NewsPreferences({ preferences }: { preferences: Outputs["notifications"]["preferences"] }) {
  const t = useTranslations("identity");
  const n = useTranslations("notifications");
  const router = useRouter();
  const acting = useAct();
  const save = (kind: (typeof preferences)[number]["kind"], change: { inApp: boolean; mail: boolean }) =>
    void acting.run(async () => {
      await api.notifications.savePreference.mutate({ kind, ...change });
      router.refresh();
    });
  return (
    <>
      <ProblemSummary acting={acting} />
      <DataTable
        caption={t("news")}
        columns={[
          { key: "kind", header: t("news") },
          { key: "inApp", header: t("inApp") },
          { key: "mail", header: t("mail") },
        ]}
        rows={preferences.map(({ kind, inApp, mail }) => ({
          id: kind,
          cells: {
            kind: n(`kind_${kind}`),
            inApp: (
              <input
                type="checkbox"
                className="size-5 accent-(--brand)"
                aria-label={`${n(`kind_${kind}`)}: ${t("inApp")}`}
                checked={inApp}
                onChange={(event) => save(kind, { inApp: event.target.checked, mail })}
              />
            ),
            mail: (
              <input
                type="checkbox"
                className="size-5 accent-(--brand)"
                aria-label={`${n(`kind_${kind}`)}: ${t("mail")}`}
                checked={mail}
                onChange={(event) => save(kind, { inApp, mail: event.target.checked })}
              />
            ),
          },
        }))}
      />
    </>
  );
}
