"use client";

import { useTranslations } from "next-intl";
import { ActForm } from "@/features/shared/act-form";
import { api } from "@/features/shared/api";
import { Card } from "@/ui/card";

/** The keeper says that the work is done. */
export function PanelEnd({ id }: { id: string }) {
  const t = useTranslations("experts");
  return (
    <Card title={t("panelEnd")}>
      <ActForm submit={t("panelEndSend")} send={() => api.experts.endPanel.mutate({ id })}>
        {() => <p className="max-w-prose text-ink-soft">{t("panelEndHint")}</p>}
      </ActForm>
    </Card>
  );
}
