"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { nameIn } from "@/domain/shared/names";
import { ActForm } from "@/features/shared/act-form";
import { api, type Outputs } from "@/features/shared/api";
import { FilePicker } from "@/features/shared/file-picker";
import { dateTime } from "@/features/shared/format";
import type { Uploaded } from "@/features/shared/upload";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { CheckField, TextAreaField, TextField } from "@/ui/field";

type Confidential = NonNullable<Outputs["needs"]["confidential"]>;

/** The agreement for all who could answer; what it covers for those who signed its present version. */
export function ConfidentialCard({
  needId,
  confidential,
  timeZone,
}: {
  needId: string;
  confidential: Confidential;
  timeZone: string;
}) {
  const t = useTranslations("needs");
  const locale = useLocale() as Locale;
  const { covered, signature, signatures, can } = confidential;
  return (
    <Card
      title={t("confidential")}
      action={
        <Badge tone={covered ? "good" : "warn"}>{covered ? t("confidentialOpen") : t("confidentialClosed")}</Badge>
      }
    >
      <div className="flex flex-col gap-4">
        {covered ? (
          <div className="rounded-md bg-sunken p-4">
            <p className="max-w-prose whitespace-pre-line">{covered.body}</p>
            {covered.files.map(({ id, name }) => (
              <a key={id} href={`/api/files/${id}`} className="mr-3 text-brand underline">
                {name}
              </a>
            ))}
          </div>
        ) : null}
        <details open={covered === null}>
          <summary className="font-semibold">{t("nda", { version: confidential.version })}</summary>
          <p className="mt-2 max-w-prose whitespace-pre-line">{confidential.text}</p>
          <code className="mt-2 block text-xs break-all text-ink-soft">SHA-256 {confidential.hash}</code>
        </details>
        {signature ? (
          <p>{t("ndaSigned", { name: signature.name, at: dateTime(signature.at, locale, timeZone) })}</p>
        ) : null}
        {confidential.signedBefore ? <p className="text-warn">{t("ndaSignAgain")}</p> : null}
        {can.sign ? <SignForm needId={needId} version={confidential.version} /> : null}
        {signatures.length > 0 ? (
          <div>
            <h3 className="font-semibold">{t("ndaSignatures")}</h3>
            <ul className="mt-1 flex flex-col gap-1">
              {signatures.map((one) => (
                <li key={`${one.organisation.id}${one.version}`}>
                  {nameIn(locale, one.organisation)} · {one.name} · {t("ndaVersion", { version: one.version })} ·{" "}
                  {dateTime(one.at, locale, timeZone)}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {can.write ? <ConfidentialForm needId={needId} before={confidential} /> : null}
      </div>
    </Card>
  );
}

function SignForm({ needId, version }: { needId: string; version: number }) {
  const t = useTranslations("needs");
  const [signedName, setSignedName] = useState("");
  const [authorised, setAuthorised] = useState(false);
  return (
    <ActForm
      submit={t("ndaSign")}
      send={() => api.needs.signNda.mutate({ needId, version, signedName, authorised: authorised as true })}
    >
      {(errorOf) => (
        <>
          <TextField
            id="signedName"
            label={t("ndaName")}
            value={signedName}
            onChange={(event) => setSignedName(event.target.value)}
            error={errorOf("signedName")}
          />
          <CheckField
            id="authorised"
            label={t("ndaAuthorised")}
            checked={authorised}
            onChange={(event) => setAuthorised(event.target.checked)}
            error={errorOf("authorised")}
          />
        </>
      )}
    </ActForm>
  );
}

/** The buyer's: what is covered and by which agreement. */
export function ConfidentialForm({ needId, before }: { needId: string; before: Confidential | null }) {
  const t = useTranslations("needs");
  const [ndaText, setNdaText] = useState(before?.text ?? t("ndaDefault"));
  const [body, setBody] = useState(before?.covered?.body ?? "");
  const [files, setFiles] = useState<Uploaded[]>([]);
  return (
    <details className="rounded-md border border-line p-4">
      <summary className="font-semibold">{before ? t("confidentialChange") : t("confidentialAdd")}</summary>
      <ActForm
        className="mt-3"
        submit={t("confidentialSave")}
        send={async () => {
          await api.needs.writeConfidential.mutate({ needId, ndaText, body, fileIds: files.map(({ id }) => id) });
          setFiles([]);
        }}
      >
        {(errorOf) => (
          <>
            <p className="max-w-prose text-ink-soft">{t("confidentialHint")}</p>
            <TextAreaField
              id="body"
              label={t("confidentialBody")}
              rows={6}
              value={body}
              onChange={(event) => setBody(event.target.value)}
              error={errorOf("body")}
            />
            <FilePicker
              id="confidential-files"
              label={t("files")}
              purpose="confidentialAttachment"
              value={files}
              onChange={setFiles}
            />
            <TextAreaField
              id="ndaText"
              label={t("ndaText")}
              hint={t("ndaTextHint")}
              rows={6}
              value={ndaText}
              onChange={(event) => setNdaText(event.target.value)}
              error={errorOf("ndaText")}
            />
          </>
        )}
      </ActForm>
    </details>
  );
}
