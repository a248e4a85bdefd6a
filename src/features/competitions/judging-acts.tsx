"use client";

import { useTranslations } from "next-intl";
import { api } from "@/features/shared/api";
import { ActButton } from "./act-button";

type Can = { open: boolean; publish: boolean; close: boolean };

/** The organisers' next step in a judged phase. */
export function JudgingActs({ phaseId, can }: { phaseId: string; can: Can }) {
  const t = useTranslations("competitionsJudged");
  if (can.open)
    return (
      <ActButton
        label={t("openJudging")}
        effects={t("openJudgingEffects")}
        act={() => api.competitionsJudged.openJudging.mutate({ phaseId })}
      />
    );
  if (can.publish)
    return (
      <ActButton
        label={t("publishScores")}
        effects={t("publishScoresEffects")}
        act={() => api.competitionsJudged.publishScores.mutate({ phaseId })}
      />
    );
  if (can.close)
    return (
      <ActButton
        label={t("closeJudging")}
        effects={t("closeJudgingEffects")}
        act={() => api.competitionsJudged.closeJudging.mutate({ phaseId })}
      />
    );
  return null;
}

export function WithdrawEntry({ entryId }: { entryId: string }) {
  const t = useTranslations("competitionsJudged");
  return (
    <ActButton
      tone="danger"
      label={t("withdrawEntry")}
      effects={t("withdrawEntryEffects")}
      act={() => api.competitionsJudged.withdraw.mutate({ entryId })}
    />
  );
}
