"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActForm } from "@/features/shared/act-form";
import { api } from "@/features/shared/api";
import { Card } from "@/ui/card";
import { TextAreaField } from "@/ui/field";

export function CloseCard({ engagementId }: { engagementId: string }) {
  const t = useTranslations("engagements");
  const c = useTranslations("common");
  const [note, setNote] = useState("");
  return (
    <Card title={t("close")}>
      <ActForm
        variant="primary"
        submit={t("closeSend")}
        send={() => api.engagements.close.mutate({ id: engagementId, note })}
      >
        {(errorOf) => (
          <>
            <p className="max-w-prose">{t("closeEffect")}</p>
            <TextAreaField
              id="close-note"
              label={t("closeNote")}
              optional={c("optional")}
              rows={2}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              error={errorOf("note")}
            />
          </>
        )}
      </ActForm>
    </Card>
  );
}
