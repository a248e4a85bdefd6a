"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Locale } from "@/domain/shared/locale";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { CheckField, SelectField, TextAreaField } from "@/ui/field";

type Props = {
  id: string;
  section: string;
  sections: readonly { anchor: string; title: string }[];
  questions: readonly { key: string; text: string }[];
  mayActFor: boolean;
};

/** A comment on one section, kept in this browser until it is sent. */
export function CommentForm({ id, section, sections, questions, mayActFor }: Props) {
  const t = useTranslations("guidance");
  const c = useTranslations("common");
  const locale = useLocale() as Locale;
  const router = useRouter();
  const acting = useAct();
  const [text, keep, clear] = useKept(`comment:${id}:${section}`, "");
  const [at, setAt] = useState(section);
  const [questionKey, setQuestionKey] = useState("");
  const [confidential, setConfidential] = useState(false);
  const [forOrganisation, setForOrganisation] = useState(mayActFor);
  const key = useRef(crypto.randomUUID());
  return (
    <Card title={t("commentOn")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            await api.guidance.comment.mutate({
              id,
              section: at,
              ...(questionKey ? { questionKey } : {}),
              text,
              language: locale,
              confidential,
              forOrganisation: mayActFor && forOrganisation,
              idempotencyKey: key.current,
            });
            key.current = crypto.randomUUID();
            clear();
            keep("");
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <SelectField
          id="section"
          label={t("commentSection")}
          value={at}
          error={acting.errorOf("section")}
          onChange={(event) => setAt(event.target.value)}
          options={[
            { value: "top", label: t("wholeText") },
            ...sections.map(({ anchor, title }) => ({ value: anchor, label: title })),
          ]}
        />
        {questions.length > 0 ? (
          <SelectField
            id="questionKey"
            label={t("commentQuestion")}
            optional={c("optional")}
            value={questionKey}
            onChange={(event) => setQuestionKey(event.target.value)}
            options={[
              { value: "", label: c("choose") },
              ...questions.map((one) => ({ value: one.key, label: one.text })),
            ]}
          />
        ) : null}
        <TextAreaField
          id="text"
          label={t("commentText")}
          hint={t("commentTextHint")}
          rows={5}
          value={text}
          error={acting.errorOf("text")}
          onChange={(event) => keep(event.target.value)}
        />
        {mayActFor ? (
          <CheckField
            id="forOrganisation"
            label={t("commentForOrganisation")}
            checked={forOrganisation}
            onChange={(event) => setForOrganisation(event.target.checked)}
          />
        ) : null}
        <CheckField
          id="confidential"
          label={t("commentConfidential")}
          checked={confidential}
          onChange={(event) => setConfidential(event.target.checked)}
        />
        <div>
          <Button type="submit" variant="primary" pending={acting.pending}>
            {t("commentSend")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
