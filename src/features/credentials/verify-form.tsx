"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { api, type Outputs } from "@/features/shared/api";
import { FileField } from "@/features/shared/file-field";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { DescriptionList } from "@/ui/description-list";
import { TextAreaField, TextField } from "@/ui/field";
import { OutcomeCallout } from "./outcome";

type Verdict = Outputs["credentials"]["verify"];

/** Any issuer's credential: a file, its text, or its address. It is checked and not kept. */
export function VerifyForm() {
  const t = useTranslations("credentials");
  const acting = useAct();
  const [text, setText] = useState("");
  const [url, setUrl] = useState("");
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const check = (input: { text: string } | { url: string }) =>
    acting.run(async () => {
      setVerdict(null);
      setVerdict(await api.credentials.verify.mutate(input));
    });
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void check(text.trim() ? { text } : { url });
      }}
    >
      <ProblemSummary acting={acting} />
      <FileField
        id="credential-file"
        label={t("file")}
        hint={t("fileHint")}
        accept=".json,.jsonld,.jwt,.txt,application/json"
        onFiles={async ([file]) => {
          const read = (await file?.text()) ?? "";
          setText(read);
          await check({ text: read });
        }}
      />
      <TextAreaField
        id="credential-text"
        label={t("text")}
        hint={t("textHint")}
        className="font-mono text-sm"
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={acting.errorOf("text")}
      />
      <TextField
        id="credential-url"
        type="url"
        label={t("url")}
        hint={t("urlHint")}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        error={acting.errorOf("url")}
      />
      <div>
        <Button type="submit" variant="primary" pending={acting.pending} disabled={!text.trim() && !url.trim()}>
          {t("check")}
        </Button>
      </div>
      <div aria-live="polite">{verdict ? <Answer verdict={verdict} /> : null}</div>
    </form>
  );
}

function Answer({ verdict }: { verdict: Verdict }) {
  const t = useTranslations("credentials");
  const locale = useLocale();
  const day = (iso: string) => new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(iso));
  const rows = [
    { term: t("credential"), detail: verdict.title },
    { term: t("description"), detail: verdict.description },
    { term: t("issuerName"), detail: verdict.issuerName },
    { term: t("issuerId"), detail: verdict.issuerId },
    { term: t("validFrom"), detail: verdict.validFrom ? day(verdict.validFrom) : null },
    { term: t("validUntil"), detail: verdict.validUntil ? day(verdict.validUntil) : null },
    { term: t("securedBy"), detail: verdict.securedBy },
  ].filter(({ detail }) => detail !== null);
  return (
    <div className="flex flex-col gap-4">
      <OutcomeCallout outcome={verdict.outcome} />
      <DescriptionList items={rows} />
      {verdict.ownId ? (
        <p>
          <Link href={`/${locale}/credentials/${verdict.ownId}`} className="text-brand underline">
            {t("seePage")}
          </Link>
        </p>
      ) : null}
    </div>
  );
}
