"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { sanctions } from "@/domain/competitions/choices";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { SelectField, TextAreaField } from "@/ui/field";

type Case = Outputs["competitions"]["cases"][number];

export function CaseForm({ found }: { found: Case }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const [reply, setReply] = useState("");
  const [reason, setReason] = useState("");
  const [sanction, setSanction] = useState<(typeof sanctions)[number]>("none");
  const run = (work: () => Promise<unknown>) =>
    void acting.run(async () => {
      await work();
      router.refresh();
    });
  return (
    <div className="mt-3 flex flex-col gap-4">
      <ProblemSummary acting={acting} />
      {found.can.reply ? (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            run(() => api.competitions.replyToCase.mutate({ caseId: found.id, reply }));
          }}
        >
          <TextAreaField
            id={`reply-${found.id}`}
            label={t("reply")}
            value={reply}
            error={acting.errorOf("reply")}
            onChange={(event) => setReply(event.target.value)}
          />
          <div>
            <Button type="submit" variant="primary" pending={acting.pending}>
              {t("sendReply")}
            </Button>
          </div>
        </form>
      ) : null}
      {found.can.decide ? (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            run(() => api.competitions.decideCase.mutate({ caseId: found.id, sanction, reason }));
          }}
        >
          <SelectField
            id={`sanction-${found.id}`}
            label={t("sanction")}
            hint={t("sanctionHint")}
            className="max-w-80"
            value={sanction}
            error={acting.errorOf("sanction")}
            options={sanctions.map((one) => ({ value: one, label: t(`sanction_${one}`) }))}
            onChange={(event) => setSanction(sanctions.find((one) => one === event.target.value) ?? "none")}
          />
          <TextAreaField
            id={`why-${found.id}`}
            label={t("reason")}
            rows={2}
            value={reason}
            error={acting.errorOf("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
          <div>
            <Button type="submit" pending={acting.pending}>
              {t("decide")}
            </Button>
          </div>
        </form>
      ) : null}
    </div>
  );
}

export function ScanButton({ slug }: { slug: string }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <ProblemSummary acting={acting} />
      <Button
        pending={acting.pending}
        onClick={() =>
          void acting.run(async () => {
            setOpened((await api.competitions.scanForSignals.mutate({ slug })).opened);
            router.refresh();
          })
        }
      >
        {t("scan")}
      </Button>
      <span aria-live="polite">{opened === null ? "" : t("scanned", { count: opened })}</span>
    </div>
  );
}
