"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { saveFile } from "@/features/shared/save-file";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextField } from "@/ui/field";

/** Taking one's data along, and leaving. */
export function MyDataActs() {
  const t = useTranslations("experts");
  const c = useTranslations("common");
  const locale = useLocale();
  const acting = useAct();
  const [confirm, setConfirm] = useState("");
  return (
    <div className="flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      <div className="flex flex-wrap gap-3">
        <Button
          variant="primary"
          pending={acting.pending}
          onClick={() =>
            void acting.run(async () => {
              const { json } = await api.experts.exportMyData.mutate({});
              saveFile("my-data.json", "application/json", json);
            })
          }
        >
          {t("exportData")}
        </Button>
        <ConfirmDialog
          trigger={t("erase")}
          title={t("erase")}
          confirm={t("erase")}
          cancel={c("cancel")}
          tone="danger"
          pending={acting.pending}
          onConfirm={async () => {
            await acting.run(async () => {
              await api.experts.eraseMe.mutate({ confirm });
              window.location.assign(`/${locale}`);
            });
          }}
        >
          <p>{t("eraseEffect")}</p>
          <ProblemSummary acting={acting} />
          <TextField
            id="erase-confirm"
            type="email"
            label={t("eraseConfirm")}
            value={confirm}
            onChange={(event) => setConfirm(event.target.value)}
            error={acting.errorOf("confirm")}
          />
        </ConfirmDialog>
      </div>
    </div>
  );
}
