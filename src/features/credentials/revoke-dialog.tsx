"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextAreaField } from "@/ui/field";

export function RevokeDialog({ id }: { id: string }) {
  const t = useTranslations("credentials");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      trigger={t("revoke")}
      title={t("revoke")}
      confirm={t("revoke")}
      cancel={c("cancel")}
      tone="danger"
      pending={acting.pending}
      onConfirm={async () => {
        await acting.run(() => api.credentials.revoke.mutate({ id, reason }));
        router.refresh();
      }}
    >
      <p>{t("revokeEffect")}</p>
      <ProblemSummary acting={acting} />
      <TextAreaField
        id="revoke-reason"
        label={t("reason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={acting.errorOf("reason")}
      />
    </ConfirmDialog>
  );
}
