"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { assistanceKinds } from "@/domain/competitions/choices";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField } from "@/ui/field";

type Written = Outputs["competitions"]["challenge"]["writeup"];

/** A team's solution, to be bettered as often as it likes; the draft stays in this browser until it was sent. */
export function WriteupForm({
  challengeId,
  written,
  embargo,
}: {
  challengeId: string;
  written: Written;
  embargo: string;
}) {
  const t = useTranslations("competitions");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [body, setBody, forget] = useKept(`writeup:${challengeId}`, written?.body ?? "");
  const [assistance, setAssistance] = useState<(typeof assistanceKinds)[number]>(written?.assistance ?? "none");
  const [sent, setSent] = useState(false);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitions.writeUp.mutate({
            challengeId,
            language: locale === "en" ? "en" : "zh-CN",
            body,
            assistance,
          });
          forget();
          setSent(true);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextAreaField
        id="body"
        label={t("writeup")}
        hint={embargo}
        rows={8}
        value={body}
        error={acting.errorOf("body")}
        onChange={(event) => setBody(event.target.value)}
      />
      <SelectField
        id="assistance"
        label={t("assistance")}
        hint={t("assistanceHint")}
        className="max-w-80"
        value={assistance}
        options={assistanceKinds.map((kind) => ({ value: kind, label: t(`assistance_${kind}`) }))}
        onChange={(event) => setAssistance(assistanceKinds.find((kind) => kind === event.target.value) ?? "none")}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={acting.pending}>
          {t(written ? "betterWriteup" : "sendWriteup")}
        </Button>
        <span aria-live="polite" className="text-ink-soft">
          {sent ? t("writeupSent") : ""}
        </span>
      </div>
    </form>
  );
}
