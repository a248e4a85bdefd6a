"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { api, type Outputs } from "@/features/shared/api";
import { ProblemSummary } from "@/features/shared/problem-summary";
import { useAct } from "@/features/shared/use-act";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { TextAreaField, TextField } from "@/ui/field";

type Competition = Outputs["competitions"]["get"];

const stops: readonly string[] = ["cancel", "end", "pause"];

/** The next step of the event; its effect is named before the click. */
export function Steps({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const c = useTranslations("common");
  const router = useRouter();
  const acting = useAct();
  const [reason, setReason] = useState("");
  const { steps } = competition.can;
  const leading = steps.find((step) => !stops.includes(step) && step !== "freeze");
  return (
    <div className="flex flex-col gap-3">
      <ProblemSummary acting={acting} />
      <div className="flex flex-wrap gap-3">
        {steps.map((step, index) => (
          <ConfirmDialog
            key={step}
            tone={stops.includes(step) ? "danger" : "primary"}
            // What leads on is the one primary act of the page; what stops says so in its dialog.
            quiet={step !== leading}
            trigger={t(`step_${step}`)}
            title={t(`step_${step}`)}
            confirm={t(`step_${step}`)}
            cancel={c("cancel")}
            pending={acting.pending}
            onConfirm={async () => {
              await acting.run(async () => {
                await api.competitions.step.mutate({ id: competition.id, version: competition.version, step, reason });
                router.refresh();
              });
            }}
          >
            <p>{t(`stepText_${step}`)}</p>
            {step === "cancel" || step === "finalise" ? (
              <TextAreaField
                id={`reason-${index}`}
                label={t("reason")}
                rows={2}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            ) : null}
          </ConfirmDialog>
        ))}
      </div>
    </div>
  );
}

export function AnnounceForm({ competition }: { competition: Competition }) {
  const t = useTranslations("competitions");
  const router = useRouter();
  const acting = useAct();
  const key = useRef(crypto.randomUUID());
  const empty = { titleZh: "", titleEn: "", bodyZh: "", bodyEn: "" };
  const [text, setText] = useState(empty);
  const [sent, setSent] = useState(false);
  const field = (name: keyof typeof text) => ({
    id: `announce-${name}`,
    label: t(`announce_${name}`),
    lang: name.endsWith("Zh") ? "zh-CN" : "en",
    value: text[name],
    error: acting.errorOf(name),
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void acting.run(async () => {
          await api.competitions.announce.mutate({
            competitionId: competition.id,
            ...text,
            idempotencyKey: key.current,
          });
          key.current = crypto.randomUUID();
          setText(empty);
          setSent(true);
          router.refresh();
        });
      }}
    >
      <ProblemSummary acting={acting} />
      <TextField {...field("titleZh")} />
      <TextField {...field("titleEn")} />
      <TextAreaField {...field("bodyZh")} rows={2} />
      <TextAreaField {...field("bodyEn")} rows={2} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={acting.pending}>
          {t("announce")}
        </Button>
        <span aria-live="polite" className="text-ink-soft">
          {sent ? t("announced") : ""}
        </span>
      </div>
    </form>
  );
}
