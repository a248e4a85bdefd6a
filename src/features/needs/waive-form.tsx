"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";

/** Goes on without the scores of a member who does not hand them in; the reason stays with the evaluation. */
export function WaiveForm({ needId, personId }: { needId: string; personId: string }) {
  const t = useTranslations("needs");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  return (
    <details className="w-full">
      <summary className="text-sm text-brand">{t("waive")}</summary>
      <form
        className="mt-2 flex max-w-xl flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void acting.run(async () => {
            await api.needs.waive.mutate({ needId, personId, reason });
            router.refresh();
          });
        }}
      >
        <ProblemSummary acting={acting} />
        <TextField
          id={`waive-${personId}`}
          label={t("waiveReason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={acting.errorOf("reason")}
        />
        <div>
          <Button type="submit" variant="danger" pending={acting.pending}>
            {t("waiveSend")}
          </Button>
        </div>
      </form>
    </details>
  );
}
