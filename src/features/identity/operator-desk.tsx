"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { TextAreaField } from "@/ui/field";

/** One operator's decision, with its reason. */
export function DecideVerification({ id }: { id: string }) {
  const t = useTranslations("identity");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const decide = (approved: boolean) =>
    void acting.run(async () => {
      await api.identity.decideVerification.mutate({ id, approved, reason });
      router.refresh();
    });
  return (
    <div className="mt-3 flex max-w-xl flex-col gap-3">
      <ProblemSummary acting={acting} />
      <TextAreaField
        id={`reason-${id}`}
        label={t("reason")}
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={acting.errorOf("reason")}
      />
      <div className="flex gap-2">
        <Button variant="primary" pending={acting.pending} onClick={() => decide(true)}>
          {t("approve")}
        </Button>
        <Button variant="danger" pending={acting.pending} onClick={() => decide(false)}>
          {t("refuse")}
        </Button>
      </div>
    </div>
  );
}

export function MarkAllRead() {
  const t = useTranslations("identity");
  const router = useRouter();
  const acting = useAct();
  return (
    <Button
      pending={acting.pending}
      onClick={() =>
        void acting.run(async () => {
          await api.notifications.markRead.mutate({ ids: [] });
          router.refresh();
        })
      }
    >
      {t("markAll")}
    </Button>
  );
}
