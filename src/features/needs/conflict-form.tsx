"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { TextAreaField } from "@/ui/field";

export function ConflictForm({ needId }: { needId: string }) {
  const t = useTranslations("needs");
  const router = useRouter();
  const acting = useAct();
  const [hasConflict, setHasConflict] = useState(false);
  const [note, setNote] = useState("");
  return (
    <Card title={t("declare")}>
      <p className="mb-3 max-w-prose text-ink-soft">{t("declareHint")}</p>
      <form
        className="flex max-w-xl flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            await api.needs.declareConflict.mutate({ needId, hasConflict, note });
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">{t("declare")}</legend>
          {[false, true].map((value) => (
            <label key={String(value)} className="flex items-center gap-3">
              <input
                type="radio"
                name="conflict"
                className="size-5 accent-(--brand)"
                checked={hasConflict === value}
                onChange={() => setHasConflict(value)}
              />
              {value ? t("declareSome") : t("declareNone")}
            </label>
          ))}
        </fieldset>
        {hasConflict ? (
          <TextAreaField
            id="note"
            label={t("declareNote")}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            error={acting.errorOf("note")}
          />
        ) : null}
        <div>
          <Button type="submit" variant="primary" pending={acting.pending}>
            {t("declareSend")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
