"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { type Acting, useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextField } from "@/ui/field";

/** Shows a challenge, takes it out of the event, or judges its answers anew. */
export function ChallengeStateForm({ challenge }: { challenge: Outputs["competitions"]["managedChallenges"][number] }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const run = async (work: () => Promise<unknown>) => {
    await acting.run(async () => {
      await work();
      router.refresh();
    });
  };
  const { id, version } = challenge;
  const set = (state: "visible" | "withdrawn", reason = "") =>
    run(() => api.competitions.setChallengeState.mutate({ id, version, state, reason }));
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ProblemSummary acting={acting} />
      {challenge.state === "visible" ? (
        <>
          <ReasonDialog
            id={`withdraw-${id}`}
            of="withdraw"
            tone="danger"
            acting={acting}
            act={(reason) => set("withdrawn", reason)}
          />
          <ReasonDialog
            id={`rejudge-${id}`}
            of="rejudge"
            tone="primary"
            acting={acting}
            act={(reason) => run(() => api.competitions.rejudge.mutate({ challengeId: id, reason }))}
          />
        </>
      ) : (
        <Button pending={acting.pending} onClick={() => void set("visible")}>
          {t("show")}
        </Button>
      )}
    </div>
  );
}

/** A step that everybody will ask the reason of. */
function ReasonDialog({
  id,
  of,
  tone,
  acting,
  act,
}: {
  id: string;
  of: "withdraw" | "rejudge";
  tone: "primary" | "danger";
  acting: Acting;
  act: (reason: string) => Promise<void>;
}) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      tone={tone}
      quiet={tone !== "danger"}
      trigger={t(of)}
      title={t(of)}
      confirm={t(of)}
      cancel={c("cancel")}
      pending={acting.pending}
      onConfirm={() => act(reason)}
    >
      <p>{t(`${of}Text`)}</p>
      <TextField id={id} label={t("reason")} value={reason} onChange={(event) => setReason(event.target.value)} />
    </ConfirmDialog>
  );
}
