"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { assistanceKinds } from "@/domain/competitions/choices";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { useKept } from "@/features/shared/use-kept";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField } from "@/ui/field";

/** A team's solution; the draft stays in this browser until it was sent. */
export function WriteupForm({ challengeId, embargo }: { challengeId: string; embargo: string }) {
  const t = useTranslations("competitions");
  const locale = useLocale();
  const router = useRouter();
  const acting = useAct();
  const [body, setBody, forget] = useKept(`writeup:${challengeId}`, "");
  const [assistance, setAssistance] = useState<(typeof assistanceKinds)[number]>("none");
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
      <div>
        <Button type="submit" pending={acting.pending}>
          {t("sendWriteup")}
        </Button>
      </div>
    </form>
  );
}
