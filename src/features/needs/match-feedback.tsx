"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { matchActs } from "@/domain/needs/schema";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { TextField } from "@/ui/field";

type Act = (typeof matchActs)[number];
type Props = {
  needId: string;
  /** Whom the buyer speaks about; a provider speaks for itself. */
  organisationId: string | null;
  given: { act: Act; reason: string | null } | null;
};

/**
 * Invite, pass over or exclude (buyers), or say that it does not fit and why (providers): kept, so that the matching
 * can be judged by it.
 */
export function MatchFeedback({ needId, organisationId, given }: Props) {
  const t = useTranslations("matching");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const send = (act: Act) =>
    void acting.run(async () => {
      await api.needs.matchFeedback.mutate({
        needId,
        act,
        ...(organisationId ? { organisationId } : {}),
        ...(reason ? { reason } : {}),
      });
      router.refresh();
    });
  if (given)
    return (
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={given.act === "invited" ? "good" : "neutral"}>{t(`feedback_${given.act}`)}</Badge>
        {given.reason}
      </p>
    );
  const field = `reason-${needId}-${organisationId ?? "own"}`;
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      {organisationId ? (
        <div>
          <Button pending={acting.pending} onClick={() => send("invited")}>
            {t("invite")}
          </Button>
        </div>
      ) : null}
      <details>
        <summary className="text-sm text-brand">{organisationId ? t("more") : t("dismiss")}</summary>
        <div className="mt-2 flex max-w-xl flex-wrap items-end gap-3">
          <TextField
            id={field}
            label={organisationId ? t("reasonExclude") : t("dismissReason")}
            value={reason}
            maxLength={500}
            error={acting.errorOf("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button pending={acting.pending} onClick={() => send("dismissed")}>
            {organisationId ? t("passOver") : t("send")}
          </Button>
          {organisationId ? (
            <Button pending={acting.pending} onClick={() => send("excluded")}>
              {t("exclude")}
            </Button>
          ) : null}
        </div>
      </details>
    </div>
  );
}
